import type { EpochMs } from '../../model/ids';
import type { SessionReason } from '../../model/session';
import type { Batch, Reply } from '../protocol';
import { nobody, type WebQqCursor } from './cursor';
import { letGo } from './numbers';
import type { WebQqSettings } from './settings';

export type WebQqBatch = Batch<WebQqCursor>;

/** What an answer is read against. */
export interface Reading {
  readonly settings: WebQqSettings;
  readonly cursor: WebQqCursor;
  readonly now: EpochMs;
}

const usualIntervalMs = 30_000;
/** This server wishes for no interval; past a minute without a poll it might think that nobody is there. */
const longestIntervalMs = 60_000;
/** Where it is to listen without a pause, so that a server which holds no poll is not hammered (spec/webqq, B7). */
const liveGapMs = 1_000;

/** A batch that differs from "carried out, nothing new, poll when it is time" only where `but` says so. */
export function batchOf({ settings, cursor, now }: Reading, but: Partial<WebQqBatch> = {}): WebQqBatch {
  const { polledAt } = but.cursor ?? cursor;
  const every = settings.live ? liveGapMs : Math.min(settings.intervalMs ?? usualIntervalMs, longestIntervalMs);
  const nextAt = polledAt === undefined || polledAt > now ? now : Math.max(now, polledAt + every);
  return { cursor, events: [], then: [], nextAt, outcome: { kind: 'done' }, ...but };
}

/** A batch for what only a session brings. */
export function aliveBatch(reading: Reading, but: Partial<WebQqBatch> = {}): WebQqBatch {
  const { stage } = but.cursor ?? reading.cursor;
  return batchOf(reading, stage === 'online' ? { session: { state: 'online' }, ...but } : but);
}

/** The cookies or tickets are good no longer: a new sign-in, without the phone where the cookies allow that. */
export function signInAgain(reading: Reading, stage: 'auth' | 'check' | 'picture' = 'auth'): WebQqBatch {
  const { cursor, events } = endLife(reading);
  return batchOf(reading, {
    // What a password signed in, it signs in again.
    cursor: { ...cursor, stage: cursor.client === undefined ? stage : 'check' },
    events,
    session: { state: 'signing-in' },
    // No `then`: whoever wanted to sign in still does, and whoever is due does it on the way.
    nextAt: reading.now,
    outcome: { kind: 'failed', why: 'server-trouble' },
    // A server that does not know the session may not know its msg_ids either, and would take a reply a second time.
    forgotten: true,
  });
}

/** The end until the person acts. */
export function halt(
  reading: Reading,
  state: 'refused' | 'displaced' | 'signed-out',
  reason: SessionReason,
  said?: string,
): WebQqBatch {
  const { cursor, events } = endLife(reading);
  return batchOf(reading, {
    cursor: { ...cursor, stage: 'auth', halted: true },
    events,
    session: { state, reason, ...(said && { said }) },
    nextAt: 'stop',
    outcome: { kind: 'failed', why: reason },
  });
}

/** Numbers end with their sign-in; what still waited for them is let go as it is. */
export function endLife({ settings, cursor, now }: Reading) {
  const { cursor: left, events } = letGo(cursor, settings.uin, now, true);
  const { qr: _, sigOrigin: __, untold: ___, code: ____, shows: _____, ...kept } = left;
  const { life, numbers, friends, groups, names } = kept;
  // One that never got as far as its lists leaves those of the one before in place.
  const past =
    Object.keys(numbers).length > 0 || friends.length > 0 ? { past: { life, numbers, friends, groups, names } } : {};
  return { cursor: { ...kept, ...nobody, ...past, toCall: [], relinks: 0, strange: 0, life: kept.life + 1 }, events };
}

/** The text of an answer; a byte that is no UTF-8 makes it none. */
export function textOf(got: Reply): string | undefined {
  if (got.kind !== 'reply') return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(got.bytes);
  } catch {
    return undefined;
  }
}
