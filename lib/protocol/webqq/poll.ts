import type { Event } from '../../model/event';
import type { Request, Want } from '../protocol';
import type { Answer } from './answer';
import { aliveBatch, batchOf, halt, type Reading, signInAgain, type WebQqBatch } from './batch';
import { lifeOf } from './calls';
import { mostWaiting, nobody, type Stranger } from './cursor';
import { decodeItems, hasOthers, type Item } from './items';
import { letGo, nextNeed } from './numbers';
import { unreadable } from './page';
import { mostRelinks } from './sign-in';

/** Clients waited so long after a number that is no failure, and after one that nobody knew (spec/webqq, B7). */
const restMs = 10_000;
const mostStrange = 8;
/** Numbers of people on lists that are asked for between two polls. */
const asksPerPoll = 40;
const contactsAgeMs = 3_600_000;
const onlineAgeMs = 5 * 60_000;

/** What a poll's number means (spec/webqq, B7). */
export function acceptPoll(asked: Reading, answer: Exclude<Answer, { kind: 'unreadable' }>): WebQqBatch {
  const { settings, now } = asked;
  // Half a minute without a poll counts from the end of one, so that others of the host get its place.
  const cursor = settings.live ? asked.cursor : { ...asked.cursor, polledAt: now };
  const reading = { ...asked, cursor };
  if (answer.kind === 'gateway') return acceptIdle(reading);
  const { retcode, fields } = answer;
  switch (retcode) {
    case 0:
      return Array.isArray(fields.result) ? acceptResult(reading, fields.result) : acceptIdle(reading);
    case 102:
      return acceptIdle(reading);
    case 100:
    case 103:
    case 108:
    case 100_000:
    case 100_012:
      return signInAgain(reading);
    case 120:
    case 121:
      return relink(reading);
    case 109:
    case 110:
      return aliveBatch(reading, { nextAt: now + restMs });
    default: {
      const strange = cursor.strange + 1;
      if (strange > mostStrange) return relink(reading);
      // The cookie that 116 told is in the jar by now and goes with the next poll. Who says nothing else is not hurried.
      const nextAt = retcode === 116 && strange === 1 ? now : now + restMs;
      return aliveBatch(reading, { cursor: { ...cursor, strange }, nextAt });
    }
  }
}

/** The session was dropped, and the old psessionid may bring it back; a place that somebody else holds stays theirs. */
function relink(reading: Reading): WebQqBatch {
  const { cursor, now } = reading;
  if (cursor.relinks >= mostRelinks) return halt(reading, 'displaced', 'taken-over');
  return batchOf(reading, {
    cursor: { ...cursor, stage: 'relink', relinks: cursor.relinks + 1, strange: 0 },
    session: { state: 'signing-in' },
    nextAt: now,
  });
}

/** Nothing came, and the session is alive: time to ask for what is not known yet. */
function acceptIdle(reading: Reading): WebQqBatch {
  return acceptResult(reading, []);
}

function acceptResult(reading: Reading, result: readonly unknown[]): WebQqBatch {
  const { cursor, settings, now } = reading;
  if (hasOthers(result, settings.uin)) {
    const batch = unreadable(reading, { why: 'wrong-account', detail: 'a poll for another number' });
    return { ...batch, outcome: { kind: 'uncertain' } };
  }
  const items = decodeItems(result, settings.uin);
  const kick = items.find((item) => item.kind === 'kick');
  const waiting = [...cursor.waiting, ...items.filter(isKept)];
  const strangers = { ...cursor.strangers, ...waysOf(items) };
  const calm = { ...cursor, relinks: 0, strange: 0, asks: asksPerPoll, waiting, strangers };
  const { cursor: left, events } = letGo(calm, settings.uin, now, waiting.length > mostWaiting);
  const told = [...events, ...gapOf(items, now)];
  if (kick?.kind === 'kick') {
    const batch = halt({ ...reading, cursor: left }, 'displaced', 'taken-over', kick.said);
    return { ...batch, events: [...told, ...batch.events], outcome: { kind: 'done' } };
  }
  return aliveBatch(reading, {
    cursor: left,
    events: told,
    then: followUps({ ...reading, cursor: left }, items),
  });
}

/** Who wrote as a stranger can be answered the same way, by the server's leave. */
function waysOf(items: readonly Item[]): Record<string, Stranger> {
  return Object.fromEntries(
    items.flatMap((item) =>
      item.kind === 'message' && item.number && item.through
        ? [[item.number, { id: item.id, through: item.through.id, service: item.through.service }]]
        : [],
    ),
  );
}

/**
 * What a poll brought that is read late. Of this sign-in it waits like any other; of the one before, whose numbers are
 * still known here, it is stored under those; of an older one its numbers mean nobody, and it keeps what it came with.
 */
export function acceptLatePoll(
  { settings, cursor, now }: Reading,
  to: Request,
  answer: Answer,
): Pick<WebQqBatch, 'cursor' | 'events'> {
  const result = answer.kind === 'answer' && answer.fields.result;
  if (!Array.isArray(result)) return { cursor, events: [] };
  const kept = decodeItems(result, settings.uin).filter(isKept);
  const life = lifeOf(to.key);
  if (life === cursor.life) {
    const waiting = [...cursor.waiting, ...kept];
    return letGo({ ...cursor, waiting }, settings.uin, now, waiting.length > mostWaiting);
  }
  const past = cursor.past?.life === life ? cursor.past : nobody;
  const { cursor: after, events } = letGo(
    { ...cursor, ...nobody, ...past, life, waiting: kept },
    settings.uin,
    now,
    true,
  );
  return { cursor: after.nameless ? { ...cursor, nameless: after.nameless } : cursor, events };
}

function isKept({ kind }: Item): boolean {
  return kind !== 'kick' && kind !== 'stale' && kind !== 'unknown';
}

/** What to ask at once: what something waits for, lists that have changed or grown old, and whatever else waits there. */
function followUps({ cursor, now }: Reading, items: readonly Item[]): Want[] {
  const stale = (what: 'contacts' | 'groups') => items.some((item) => item.kind === 'stale' && item.what === what);
  const isOld = (at: number | undefined, ageMs: number) => at === undefined || at > now || now - at >= ageMs;
  const then: Want[] = [];
  if (nextNeed(cursor, now)) then.push({ kind: 'go-on' });
  if (stale('contacts') || isOld(cursor.contactsAt, contactsAgeMs)) then.push({ kind: 'contacts' });
  if (stale('groups')) then.push({ kind: 'groups' });
  if (isOld(cursor.onlineAt, onlineAgeMs)) then.push({ kind: 'presence' });
  // Late servers hand over one thing a poll.
  if (items.length > 0) then.push({ kind: 'receive' });
  return then;
}

const strangeMs = 10 * 60_000;

/** What came and cannot be shown is told by one line for ten minutes of it. */
function gapOf(items: readonly Item[], now: number): Event[] {
  if (!items.some(({ kind }) => kind === 'unknown')) return [];
  return [{ kind: 'gap', from: now - (now % strangeMs), to: now, why: 'unknown' }];
}
