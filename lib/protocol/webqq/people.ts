import type { ContactNews, Event, GroupNews } from '../../model/event';
import type { RealNumber } from '../../model/ids';
import { amountOf, type Fields, fieldsOf, idOf, numberOf, rowsOf, wordsOf } from '../json';
import type { Want } from '../protocol';
import { aliveBatch, type Reading, type WebQqBatch } from './batch';
import { unescapeText } from './content';
import { type Listed, realOf, type WebQqCursor } from './cursor';
import { recognise } from './nameless';
import { decodePresence, letGo, nameKey, nextNeed } from './numbers';

/** Lists and people, by call; undefined where the call is none of them, or its answer no list. */
export function acceptList(reading: Reading, call: string, result: unknown): WebQqBatch | undefined {
  const { cursor, now } = reading;
  const [name = '', about = ''] = call.split(' ');
  const fields = fieldsOf(result);
  switch (name) {
    case 'get_user_friends2': {
      if (!fields || !Array.isArray(fields.info)) return undefined;
      const after = { ...cursor, friends: decodeFriends(fields), contactsAt: now };
      return told(reading, { ...after, untold: { ...cursor.untold, friends: true } }, name);
    }
    case 'get_group_name_list_mask2': {
      if (!fields || !Array.isArray(fields.gnamelist)) return undefined;
      return told(
        reading,
        { ...cursor, groups: decodeGroups(fields), untold: { ...cursor.untold, groups: true } },
        name,
      );
    }
    case 'get_discus_list': {
      if (!fields || !Array.isArray(fields.dnamelist)) return undefined;
      const discussions = rowsOf(fields.dnamelist).flatMap(({ did, name: words }): GroupNews[] => {
        const number = numberOf(did);
        return number ? [{ number, ...nameOf(words) }] : [];
      });
      return told(reading, { ...cursor, discussions }, name);
    }
    case 'get_self_info2': {
      const nick = shownName(fields?.nick);
      return told(reading, nick === undefined ? cursor : { ...cursor, nick }, name);
    }
    case 'get_online_buddies2': {
      if (!Array.isArray(result)) return undefined;
      return acceptOnline(reading, rowsOf(result));
    }
    case 'get_recent_list2':
      return told(reading, cursor, name);
    case 'get_friend_uin2': {
      const number = numberOf(fields?.account);
      // An answer about somebody else must land nowhere (promise 5).
      if (number === undefined || idOf(fields?.uin) !== about.slice(1)) return undefined;
      return told(reading, { ...cursor, numbers: { ...cursor.numbers, [about]: number } }, name, about);
    }
    case 'get_group_info_ext2':
    case 'get_discu_info': {
      const names = fields && { ...cursor.names, ...decodeNames(reading, about, fields) };
      return names && told(reading, { ...cursor, names }, name);
    }
    case 'get_c2cmsg_sig2': {
      const [signature, way] = [wordsOf(fields?.value, 400), cursor.strangers[about]];
      if (!signature || !way) return undefined;
      return told(reading, { ...cursor, strangers: { ...cursor.strangers, [about]: { ...way, signature } } }, name);
    }
    default:
      return undefined;
  }
}

/** A call that said no: what it was for goes on without. */
export function acceptNoList(reading: Reading, call: string): WebQqBatch {
  const { cursor } = reading;
  const [name = '', about = ''] = call.split(' ');
  const tried = { ...cursor.tried, ...(about && { [about]: (cursor.tried[about] ?? 0) + 1 }) };
  const strangers = Object.fromEntries(
    Object.entries(cursor.strangers).filter(([number]) => name !== 'get_c2cmsg_sig2' || number !== about),
  );
  return told(reading, { ...cursor, tried, strangers }, name);
}

/** What an answer made known is told at once, and the next question follows. */
function told(
  reading: Reading,
  learnt: WebQqCursor,
  call: string,
  key?: string,
  more: readonly Event[] = [],
): WebQqBatch {
  const { settings, now } = reading;
  const listed = { ...learnt, toCall: learnt.toCall.filter((name) => name !== call) };
  const { cursor: shown, events: lists } = tellLists(listed);
  // First what was kept apart: what follows stands behind it.
  const { cursor: known, events: home } = recognise(shown);
  const { cursor, events } = letGo(known, settings.uin, now);
  const then: Want[] = cursor.toCall.length === 0 && nextNeed(cursor, now) ? [{ kind: 'go-on' }] : [];
  const goOn = reading.cursor.toCall.length > 0 ? { nextAt: now } : {};
  return aliveBatch(reading, {
    cursor,
    events: [...contactOf(cursor, key), ...lists, ...home, ...events, ...more],
    then,
    ...goOn,
  });
}

/**
 * A list is told once every number on it is known, or will not be told. It replaces the one before only where it is whole:
 * an empty one is a server's mistake, since nobody keeps an account for nobody.
 */
function tellLists(cursor: WebQqCursor): { cursor: WebQqCursor; events: Event[] } {
  const { friends, groups, discussions, tried, numbers } = cursor;
  const isKnown = (key: string) => numbers[key] !== undefined || (tried[key] ?? 0) >= 3;
  const events: Event[] = [];
  let { untold = {} } = cursor;
  if (untold.friends && friends.every(({ id }) => isKnown(`p${id}`))) {
    const contacts = friends.flatMap((friend) => named(friend, realOf(cursor, `p${friend.id}`)));
    if (contacts.length < friends.length) {
      for (const contact of contacts) events.push({ kind: 'contact', contact });
    } else if (contacts.length > 0) events.push({ kind: 'contacts', contacts });
    const { friends: _, ...rest } = untold;
    untold = rest;
  }
  if (untold.groups && !cursor.toCall.includes('get_discus_list') && groups.every(({ id }) => isKnown(`g${id}`))) {
    const known = groups.flatMap(({ id, code: _, ...group }) => named({ id, ...group }, realOf(cursor, `g${id}`)));
    const partly = (known.length === 0 || known.length < groups.length) && { partly: true as const };
    events.push({ kind: 'groups', groups: [...known, ...discussions], ...partly });
    const { groups: _, ...rest } = untold;
    untold = rest;
  }
  const { untold: _, ...others } = cursor;
  return { cursor: Object.keys(untold).length > 0 ? { ...others, untold } : others, events };
}

function named<T extends object>({ id: _, ...news }: T & { id: string }, number: RealNumber | undefined) {
  return number ? [{ ...news, number } as Omit<T, 'id'> & { number: RealNumber }] : [];
}

/** Somebody whose number became known just now. */
function contactOf(cursor: WebQqCursor, key: string | undefined): Event[] {
  const friend = cursor.friends.find(({ id }) => key === `p${id}`);
  const number = key && realOf(cursor, key);
  if (!friend || !number) return [];
  const { id: _, ...news } = friend;
  return [{ kind: 'contact', contact: { ...news, number } }];
}

function decodeFriends({ info, marknames, friends, categories }: Fields): Listed<ContactNews>[] {
  const remarks = new Map(rowsOf(marknames).map(({ uin, markname }) => [idOf(uin), shownName(markname)]));
  const names = new Map(rowsOf(categories).map(({ index, name }) => [amountOf(index), shownName(name)]));
  const places = new Map(rowsOf(friends).map(({ uin, categories: place }) => [idOf(uin), names.get(amountOf(place))]));
  return rowsOf(info).flatMap((row): Listed<ContactNews>[] => {
    const id = idOf(row.uin);
    if (id === undefined) return [];
    const [nick, remark, category] = [shownName(row.nick), remarks.get(id), places.get(id)];
    const picture = amountOf(row.face);
    return [
      {
        id,
        ...(nick && { nick }),
        ...(remark && { remark }),
        ...(category && { category }),
        ...(Number.isSafeInteger(picture) && picture > 0 && { picture }),
      },
    ];
  });
}

function decodeGroups({ gnamelist, gmarklist }: Fields) {
  const remarks = new Map(rowsOf(gmarklist).map(({ uin, markname }) => [idOf(uin), shownName(markname)]));
  return rowsOf(gnamelist).flatMap((row) => {
    const [id, code] = [idOf(row.gid), idOf(row.code)];
    return id && code ? [{ id, code, ...nameOf(remarks.get(id) ?? row.name) }] : [];
  });
}

/**
 * Of a group's people those who wrote and wait, as a group may have thousands; and oneself, whose number is the real one
 * there too (recorded/webqq_poll_sys_g_msg), to know who is spoken to.
 */
function decodeNames({ cursor, settings }: Reading, group: string, { minfo, mem_info, cards }: Fields) {
  const writers = cursor.waiting.flatMap((item) =>
    item.kind === 'message' && item.id === group && item.writer ? [item.writer] : [],
  );
  const nicks = rowsOf(minfo ?? mem_info).map(({ uin, nick }) => [idOf(uin), shownName(nick)] as const);
  const worn = rowsOf(cards).map(({ muin, card }) => [idOf(muin), shownName(card)] as const);
  const called = new Map([...nicks, ...worn.filter(([, card]) => card)]);
  return Object.fromEntries(
    [settings.uin, ...writers].flatMap((writer) => {
      const name = called.get(writer);
      return name ? [[nameKey(group, writer), name]] : [];
    }),
  );
}

function acceptOnline(reading: Reading, rows: readonly Fields[]): WebQqBatch {
  const { cursor, now } = reading;
  const there = rows.flatMap(({ uin, status }) => {
    const number = realOf(cursor, `p${idOf(uin)}`);
    return number ? [{ number, state: decodePresence(status) }] : [];
  });
  const all = there.length === rows.length && cursor.friends.every(({ id }) => realOf(cursor, `p${id}`));
  const events: Event[] = there.map(({ number, state }) => ({ kind: 'presence', number, state, source: 'list' }));
  // Who is not known yet is not known to be offline either: the list is asked for again once they are.
  if (all) events.push({ kind: 'everyone-else-offline', except: there.map(({ number }) => number) });
  const { onlineAt: _, ...open } = cursor;
  return told(reading, all ? { ...cursor, onlineAt: now } : open, 'get_online_buddies2', undefined, events);
}

function nameOf(words: unknown): { name?: string } {
  const name = shownName(words);
  return name === undefined ? {} : { name };
}

function shownName(words: unknown): string | undefined {
  const name = wordsOf(words);
  return name === undefined ? undefined : unescapeText(name);
}
