import type { Event } from '../../model/event';
import { peerOf } from '../../model/ids';
import type { Request } from '../protocol';
import { aliveBatch, type HttpQqBatch, type Reading } from './batch';
import type { HttpQqCursor, Roll } from './cursor';
import { decodeMessages, type Item } from './decode';
import { misread } from './failure';
import { requestKey } from './friendship';
import { isNumber } from './lists';
import { pollEveryMs, staleLists } from './pace';
import { type Packet, shorten } from './packet';
import { decodePresence } from './presence-codes';

/** A reply as full as this may be only the first part of the queue. */
const fullReply = 20;

/** GetMsgEx carried out: what is in the reply is no longer on the server. */
export function acceptMessages(reading: Reading, to: Request, packet: Packet): HttpQqBatch {
  const items = decodeMessages(packet);
  if (!items.ok) return misread(reading, items.trouble);
  const { cursor, now, intervalMs } = reading;
  const sentAfter = gapBefore(reading);

  const events: Event[] = [];
  const strange: string[] = [];
  for (const [index, item] of items.value.entries()) {
    const event = decodeEvent(item, `q${to.key}.${index}`, sentAfter);
    if (event) events.push(event);
    else strange.push(`item ${index}: MT=${shorten(item.type)} UN=${shorten(item.from)}`);
  }
  const after = polled(cursor, to.key, now, items.value, sentAfter !== undefined);
  return aliveBatch(reading, {
    cursor: after,
    events,
    then: items.value.length >= fullReply ? [{ kind: 'receive' }] : staleLists(after, now),
    nextAt: now + pollEveryMs(after, intervalMs),
    // The sound items are taken; the journal keeps the reply for a version that knows what the others are.
    ...(strange.length > 0 ? { undecoded: { why: 'garbled', detail: strange.join('; ') } } : {}),
  });
}

/** The remoteKey holds the SEQ that was asked with, not the one echoed: a server may say SEQ=-1. */
function decodeEvent({ type, from, text }: Item, key: string, sentAfter: number | undefined): Event | undefined {
  if (!isNumber(from)) return undefined;
  switch (type) {
    case '9':
      return {
        kind: 'message',
        peer: peerOf('u', from),
        remoteKey: key,
        sender: from,
        direction: 'in',
        text,
        ...(sentAfter === undefined ? {} : { sentAfter }),
      };
    case '99':
      return { kind: 'presence', number: from, state: decodePresence(text.trim()), source: 'pushed' };
    case '2':
      return { kind: 'request', key: requestKey(key, from), from, text };
    case '3':
    case '4':
      return { kind: 'request-answered', from, accepted: type === '3', text };
    default:
      return undefined;
  }
}

/**
 * HTTP QQ carries no time. After a silence of more than two intervals all that is known of a message is that it was
 * not there when the poll before it was asked.
 */
function gapBefore({ cursor, now, intervalMs }: Reading): number | undefined {
  const last = cursor.polledAt;
  return last !== undefined && now - last > 2 * pollEveryMs(cursor, intervalMs) ? last : undefined;
}

function polled(
  cursor: HttpQqCursor,
  key: string,
  now: number,
  items: readonly Item[],
  afterGap: boolean,
): HttpQqCursor {
  const { polling, ...others } = cursor;
  const askedAt = polling?.seq === key ? polling.at : now;
  const pushed = items.flatMap(({ type, from }) => (type === '99' && isNumber(from) ? [from] : []));
  return {
    ...others,
    ...(polling && polling.seq !== key ? { polling } : {}),
    polledAt: planPolledAt(cursor, askedAt, afterGap && items.length >= fullReply),
    presence: withPushed(cursor.presence, pushed),
    // Whoever said yes is a friend now, and stands on lists that nobody has read yet.
    ...(items.some(({ type }) => type === '3') ? { contacts: {}, presence: {} } : {}),
  };
}

/**
 * Never backwards, unless the clock was. After a gap a full reply is only the first part of what waited there: what the
 * next one brings is as old, so the moment before the gap stands until the queue is empty.
 */
function planPolledAt({ polledAt }: HttpQqCursor, askedAt: number, more: boolean): number {
  if (polledAt === undefined || polledAt > askedAt + clockSlackMs) return askedAt;
  return more ? polledAt : Math.max(askedAt, polledAt);
}

/** Two polls of one account cross by less than this; what lies further ahead was written on another clock. */
const clockSlackMs = 60_000;

/** Who is heard of between two pages of Query_Stat must not be called offline for standing on neither. */
function withPushed(roll: Roll, numbers: readonly string[]): Roll {
  if (!roll.walk || numbers.length === 0) return roll;
  return { ...roll, walk: { ...roll.walk, seen: [...new Set([...roll.walk.seen, ...numbers])] } };
}
