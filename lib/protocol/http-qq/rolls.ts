import type { Event } from '../../model/event';
import type { Request } from '../protocol';
import { aliveBatch, type HttpQqBatch, type Reading } from './batch';
import { type HttpQqCursor, type Walk, withoutWalk } from './cursor';
import { decodeFriendCount, decodeFriendPage, decodeOnlinePage } from './decode';
import { misread } from './failure';
import type { Packet } from './packet';

/** Far more friends than anybody has: a server that hands out more, or never says "last", is left here. */
const mostPeople = 12_000;

/** List carried out: one page, or the count that confirms an empty list. */
export function acceptFriends(reading: Reading, to: Request, packet: Packet): HttpQqBatch {
  const walk = reading.cursor.contacts.walk;
  if (!walk || walk.asked !== to.key) return aliveBatch(reading);
  if (walk.counting) return acceptCount(reading, packet);
  const page = decodeFriendPage(packet);
  if (!page.ok) return misread(reading, page.trouble);

  const { numbers, last, count } = page.value;
  const seen = [...walk.seen, ...numbers];
  // Counted by the page or through all pages so far; whatever else SN says, something is missing from the reply.
  if (count !== undefined && count !== numbers.length && count !== seen.length) {
    return misread(reading, { why: 'garbled', detail: `SN=${count}, but ${numbers.length} numbers` });
  }
  if (seen.length > mostPeople) return giveUp(reading, walk.seen, `List goes on after ${walk.seen.length} numbers`);
  if (walk.seen.includes(numbers[0] ?? '') || (!last && !bringsNews(walk, numbers))) {
    return giveUp(reading, walk.seen, `List goes round in circles after ${walk.seen.length} numbers`);
  }
  if (!last) return turnPage(reading, 'contacts', numbers, seen);
  if (seen.length === 0) return countThem(reading);
  return complete(reading, seen);
}

/** An empty list would wipe out a good one, so it is believed only when the count says the same. */
function acceptCount(reading: Reading, packet: Packet): HttpQqBatch {
  const count = decodeFriendCount(packet);
  if (!count.ok) return misread(reading, count.trouble);
  return count.value === 0 ? complete(reading, []) : giveUp(reading, [], `List is empty, but FN=${count.value}`);
}

function complete(reading: Reading, numbers: readonly string[]): HttpQqBatch {
  const contacts = [...new Set(numbers)].map((number) => ({ number }));
  const cursor = { ...reading.cursor, contacts: { ...withoutWalk(reading.cursor.contacts), doneAt: reading.now } };
  return aliveBatch(reading, { cursor, events: [{ kind: 'contacts', contacts }] });
}

function countThem(reading: Reading): HttpQqBatch {
  const walk: Walk = { at: reading.now, after: '0', seen: [], counting: true };
  return aliveBatch(withRoll(reading, 'contacts', walk), { then: [{ kind: 'contacts' }] });
}

/**
 * The session is well, only the list is not: whoever stands on it is made known, what was there before stays, and it
 * is tried again later.
 */
function giveUp(reading: Reading, numbers: readonly string[], detail: string): HttpQqBatch {
  const events = numbers.map((number): Event => ({ kind: 'contact', contact: { number } }));
  const cursor = { ...reading.cursor, contacts: withoutWalk(reading.cursor.contacts) };
  return aliveBatch(reading, { cursor, events, undecoded: { why: 'garbled', detail } });
}

/** Query_Stat carried out: one page of the friends who are there. */
export function acceptOnline(reading: Reading, to: Request, packet: Packet): HttpQqBatch {
  const { cursor, now } = reading;
  const walk = cursor.presence.walk;
  if (!walk || walk.asked !== to.key) return aliveBatch(reading);
  const page = decodeOnlinePage(packet);
  if (!page.ok) return misread(reading, page.trouble);

  const { friends, last, unsound } = page.value;
  const undecoded = unsound === undefined ? {} : { undecoded: { why: 'garbled' as const, detail: unsound } };
  const events = friends.flatMap(({ state, ...contact }): Event[] => [
    { kind: 'contact', contact },
    ...(state === undefined ? [] : [{ kind: 'presence', number: contact.number, state, source: 'list' } as const]),
  ]);
  const left = { ...cursor, presence: withoutWalk(cursor.presence) };
  // Who stands on it is known and how they are is not: nobody is called offline for it, and it is tried again later.
  if (unsound !== undefined && friends.every(({ state }) => state === undefined)) {
    return aliveBatch(reading, { cursor: left, events, ...undecoded });
  }
  const numbers = friends.map(({ number }) => number);
  const seen = [...new Set([...walk.seen, ...numbers])];
  if (last) {
    const done = { ...cursor, presence: { ...withoutWalk(cursor.presence), doneAt: now } };
    return aliveBatch(reading, {
      cursor: done,
      events: [...events, { kind: 'everyone-else-offline', except: seen }],
      ...undecoded,
    });
  }
  if (seen.length > mostPeople || !bringsNews(walk, numbers)) {
    return aliveBatch(reading, { cursor: left, events, ...undecoded });
  }
  return { ...turnPage(reading, 'presence', numbers, seen), events, ...undecoded };
}

/** A page that is not the last and brings nobody new would be asked for for ever. */
function bringsNews(walk: Walk, numbers: readonly string[]): boolean {
  const known = new Set(walk.seen);
  return numbers.some((number) => !known.has(number));
}

function turnPage(
  reading: Reading,
  roll: 'contacts' | 'presence',
  numbers: readonly string[],
  seen: readonly string[],
): HttpQqBatch {
  const walk: Walk = { at: reading.now, after: numbers.at(-1) ?? '0', seen };
  return aliveBatch(withRoll(reading, roll, walk), { then: [{ kind: roll }] });
}

function withRoll(reading: Reading, roll: 'contacts' | 'presence', walk: Walk): Reading {
  const cursor: HttpQqCursor = { ...reading.cursor, [roll]: { ...reading.cursor[roll], walk } };
  return { ...reading, cursor };
}
