import type { Event } from '../../model/event';
import { type EpochMs, peerNumber } from '../../model/ids';
import { amountOf, type Fields, fieldsOf, idOf, timeOf, wordsOf } from '../json';
import type { Want } from '../protocol';
import type { Reading } from './batch';
import { lookAgain, withNewcomer } from './catch-up';
import { heard, type OneBotCursor, withPeer, withTemporary } from './cursor';
import { decodeMessage, groupOfTemporary, isTemporary } from './messages';
import { decodeRequest } from './requests';

/** What one event of the server changes. */
export interface News {
  readonly cursor: OneBotCursor;
  readonly events: readonly Event[];
  readonly then: readonly Want[];
}

/** An event of the server, whichever way it came; its `self_id` has been looked at. */
export function takeEvent({ settings, cursor: before, now }: Reading, fields: Fields): News {
  // Until it is known who answers, what is heard must not hide how long nobody listened.
  const follows = before.signedIn || (before.heardAt ?? before.firstAt) === undefined;
  const cursor = follows ? heard(before, timeOf(fields.time), now) : before;
  const news = (but: Partial<News> = {}): News => ({ cursor, events: [], then: [], ...but });
  switch (fields.post_type) {
    case 'message':
    case 'message_sent': {
      const message = decodeMessage(fields, settings.uin);
      if (!message) return news(strange(cursor, 'message', now));
      const group = isTemporary(fields) ? groupOfTemporary(fields) : undefined;
      const { cursor: known, then } = withNewcomer(withPeer(cursor, message.peer), cursor, message.peer);
      return news({
        cursor: group ? withTemporary(known, peerNumber(message.peer), group) : known,
        events: [message],
        then,
      });
    }
    case 'notice':
      return news(takeNotice(cursor, fields, before.heardAt));
    case 'request': {
      const request = decodeRequest(fields);
      return news(request ? { events: [request] } : strange(cursor, 'request', now));
    }
    case 'meta_event': {
      if (fields.meta_event_type !== 'heartbeat') return news();
      const everyMs = amountOf(fields.interval);
      const online = fieldsOf(fields.status)?.online;
      if (isJustHeard(before, everyMs, now) && (online === false) === (before.offline !== undefined)) {
        return news({ cursor: before });
      }
      const beat = everyMs >= 1000 && everyMs <= 3_600_000 ? { beat: { everyMs, at: now } } : {};
      return news(withOnline({ ...cursor, ...beat }, online, before.heardAt));
    }
    default:
      return news(strange(cursor, wordsOf(fields.post_type, 40) ?? '?', now));
  }
}

/** Some tell every five seconds that they live; each word of it that is kept costs a transaction and a snapshot. */
const beatNotedMs = 10_000;

function isJustHeard({ signedIn, beat }: OneBotCursor, everyMs: number, now: EpochMs): boolean {
  return signedIn && beat?.everyMs === everyMs && now >= beat.at && now - beat.at < beatNotedMs;
}

function takeNotice(cursor: OneBotCursor, fields: Fields, heardAt: EpochMs | undefined): Partial<News> {
  switch (fields.notice_type) {
    case 'friend_recall':
    case 'group_recall': {
      const remoteKey = idOf(fields.message_id);
      return remoteKey === undefined ? {} : { events: [{ kind: 'recalled', remoteKey }] };
    }
    case 'friend_add':
      return { then: [{ kind: 'contacts' }] };
    case 'group_increase':
    case 'group_decrease':
      return idOf(fields.user_id) === idOf(fields.self_id) ? { then: [{ kind: 'groups' }] } : {};
    case 'bot_offline': {
      const said = wordsOf(fields.message) ?? wordsOf(fields.tag);
      const { cursor: gone } = withOnline(cursor, false, heardAt);
      return { cursor: said ? { ...gone, offline: { ...gone.offline, said } } : gone };
    }
    default:
      // Pokes, uploads, bans, honours: nothing that a person has to know of.
      return {};
  }
}

/**
 * What a server says of its QQ; one that says nothing of it is online for all we know. Once it is back, what came for
 * it meanwhile stands in the histories and is pushed by nobody.
 *
 * @param heardAt when the server was last heard of before it said so.
 */
export function withOnline(
  cursor: OneBotCursor,
  online: unknown,
  heardAt = cursor.heardAt,
): Pick<News, 'cursor' | 'then'> {
  const { offline, ...others } = cursor;
  if (online === false) {
    const since = offline?.since ?? heardAt;
    return { cursor: { ...others, offline: { ...offline, ...(since !== undefined && { since }) } }, then: [] };
  }
  return offline ? lookAgain(others, offline.since) : { cursor, then: [] };
}

/** What nobody here can read or show is counted and told. */
export function strange(cursor: OneBotCursor, last: string, now: EpochMs): Pick<News, 'cursor' | 'events'> {
  const gap: Event = { kind: 'gap', from: now, to: now, why: 'unknown' };
  return { cursor: { ...cursor, strange: { count: (cursor.strange?.count ?? 0) + 1, last } }, events: [gap] };
}
