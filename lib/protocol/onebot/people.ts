import type { ContactNews, Event, GroupNews } from '../../model/event';
import { peerOf } from '../../model/ids';
import { type Fields, fieldsOf, numberOf, rowsOf, wordsOf } from '../json';
import { aliveBatch, type OneBotBatch, type Reading } from './batch';
import { withListed } from './cursor';
import { decodePresence } from './status-codes';

/** get_friend_list, or get_friends_with_category, whose friends stand in `buddyList` of each category. */
export function acceptFriends(reading: Reading, data: unknown): OneBotBatch {
  if (!Array.isArray(data)) return notAList(reading);
  const rows = rowsOf(data).flatMap((row) => {
    const category = wordsOf(row.categoryName);
    return Array.isArray(row.buddyList)
      ? rowsOf(row.buddyList).map((friend) => ({ friend, category }))
      : { friend: row };
  });
  const contacts = rows.flatMap(({ friend, category }: { friend: Fields; category?: string | undefined }) =>
    decodeFriend(friend, category),
  );
  const strange = rows.length - contacts.length;
  return aliveBatch(reading, {
    cursor: {
      ...withListed(
        reading.cursor,
        contacts.map(({ number }) => peerOf('u', number)),
      ),
      contactsAt: reading.now,
    },
    events: listOf(contacts, strange),
    ...(strange > 0 && {
      undecoded: { why: 'garbled', detail: `${strange} of ${rows.length} friends without a number` },
    }),
  });
}

/**
 * A list replaces the one before only where it is whole. An empty one never does: a program that has only just started
 * knows nobody yet, and whoever ends a friendship here is told apart.
 */
function listOf(contacts: readonly ContactNews[], strange: number): Event[] {
  if (strange > 0) return contacts.map((contact) => ({ kind: 'contact', contact }));
  return contacts.length > 0 ? [{ kind: 'contacts', contacts, mutual: true }] : [];
}

function decodeFriend(row: Fields, category: string | undefined): ContactNews[] {
  const number = numberOf(row.user_id) ?? numberOf(row.uin);
  if (number === undefined) return [];
  const nick = wordsOf(row.nickname) ?? wordsOf(row.nick);
  const remark = wordsOf(row.remark);
  return [{ number, ...(nick && { nick }), ...(remark && { remark }), ...(category && { category }) }];
}

export function acceptGroups(reading: Reading, data: unknown): OneBotBatch {
  if (!Array.isArray(data)) return notAList(reading);
  const groups = rowsOf(data).flatMap((row): GroupNews[] => {
    const number = numberOf(row.group_id);
    const name = wordsOf(row.group_remark) ?? wordsOf(row.group_name);
    return number ? [{ number, ...(name && { name }) }] : [];
  });
  const cursor = withListed(
    reading.cursor,
    groups.map(({ number }) => peerOf('g', number)),
  );
  // As with friends: a program that has only just started knows none of them, or not all.
  const partly = (groups.length === 0 || groups.length < data.length) && { partly: true as const };
  return aliveBatch(reading, { cursor, events: [{ kind: 'groups', groups, ...partly }] });
}

export function acceptPresence(reading: Reading, number: string, data: unknown): OneBotBatch {
  const state = decodePresence(fieldsOf(data)?.status);
  return aliveBatch(reading, { events: [{ kind: 'presence', number, state, source: 'asked' }] });
}

/** Nothing is swapped for a list that is none. */
function notAList(reading: Reading): OneBotBatch {
  return aliveBatch(reading, { undecoded: { why: 'garbled', detail: 'no list where a list was asked for' } });
}
