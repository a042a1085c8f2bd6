import type { EpochMs } from '../../model/ids';
import type { SessionTruth } from '../../model/session';
import type { Batch } from '../protocol';
import type { OneBotCursor } from './cursor';
import type { OneBotSettings } from './settings';

export type OneBotBatch = Batch<OneBotCursor>;

/** What an answer or a push is read against. */
export interface Reading {
  readonly settings: OneBotSettings;
  readonly cursor: OneBotCursor;
  readonly now: EpochMs;
}

/** OneBot has no ping of its own; get_status within 30 s also keeps a worker awake (spec/onebot, what a browser can do). */
export const pingEveryMs = 20_000;
const pollEveryMs = 30_000;

/** A batch that differs from "carried out, nothing new, ask again when it is time" only where `but` says so. */
export function batchOf({ cursor, now }: Reading, but: Partial<OneBotBatch> = {}): OneBotBatch {
  const { askedAt, over, streams } = but.cursor ?? cursor;
  const every = over === 'http' && !streams ? pollEveryMs : pingEveryMs;
  const nextAt = askedAt === undefined || askedAt > now ? now + every : Math.max(now, askedAt + every);
  return { cursor, events: [], then: [], nextAt, outcome: { kind: 'done' }, ...but };
}

/** A batch for what only a line that is signed in brings. */
export function aliveBatch(reading: Reading, but: Partial<OneBotBatch> = {}): OneBotBatch {
  const cursor = but.cursor ?? reading.cursor;
  return batchOf(reading, cursor.signedIn ? { session: truthOf(cursor), ...but } : but);
}

/** The process may answer although its QQ is signed out, which is what matters to the person. */
export function truthOf({ offline }: OneBotCursor): SessionTruth {
  if (!offline) return { state: 'online' };
  return { state: 'offline-in-qq', ...(offline.said !== undefined && { said: offline.said }) };
}

/** The end until the person acts. */
export function halt(
  reading: Reading,
  reason: 'wrong-token' | 'not-onebot' | 'other-number',
  said?: string,
): OneBotBatch {
  return batchOf(reading, {
    cursor: { ...reading.cursor, signedIn: false, halted: true },
    session: { state: 'refused', reason, ...(said === undefined ? {} : { said }) },
    nextAt: 'stop',
    outcome: { kind: 'failed', why: reason },
  });
}
