import type { EpochMs } from '../../model/ids';
import type { Batch } from '../protocol';
import type { HttpQqCursor } from './cursor';
import { pollDueAt } from './pace';

export type HttpQqBatch = Batch<HttpQqCursor>;

/** What an answer is read against. */
export interface Reading {
  readonly cursor: HttpQqCursor;
  readonly now: EpochMs;
  readonly intervalMs: number;
}

/** A batch that differs from "carried out, nothing new, poll when it is time" only where `but` says so. */
export function batchOf({ cursor, now, intervalMs }: Reading, but: Partial<HttpQqBatch> = {}): HttpQqBatch {
  return {
    cursor,
    events: [],
    then: [],
    nextAt: pollDueAt(but.cursor ?? cursor, intervalMs, now),
    outcome: { kind: 'done' },
    ...but,
  };
}

/**
 * A batch for an answer that only a signed-in client gets. A reply that was kept for a repeated SEQ may be older than
 * our signing out; such a one does not make the session live again.
 */
export function aliveBatch(reading: Reading, but: Partial<HttpQqBatch> = {}): HttpQqBatch {
  const cursor = but.cursor ?? reading.cursor;
  if (!cursor.signedIn) return batchOf(reading, but);
  return batchOf(reading, { session: { state: 'online' }, ...but, cursor: { ...cursor, lastOkAt: reading.now } });
}
