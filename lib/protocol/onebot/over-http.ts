import { reasonOf } from '../failure-truths';
import type { Reply } from '../protocol';
import { aliveBatch, batchOf, halt, type OneBotBatch, type Reading } from './batch';
import { type OneBotCursor, withLack } from './cursor';
import { streamAction } from './next';
import { unreachable } from './sign-in';

/** Until somebody may have set a socket up; the way there is a whole sign-in. */
const deafForMs = 60_000;

/** It neither tells events nor who wrote: an account that would seem online and hear nobody. A socket is needed. */
export function acceptDeaf(reading: Reading, cursor: OneBotCursor): OneBotBatch {
  return batchOf(reading, {
    cursor: { ...cursor, signedIn: false, over: 'socket' },
    session: { state: 'unreachable', reason: 'no-socket' },
    nextAt: reading.now + deafForMs,
  });
}

/** A page in place of a stream may be a gateway's, which goes; one that stands there so often is what the server has. */
const mostNoStreams = 3;

/** Whether a stream of events stands now; where it cannot, the conversations are looked through instead. */
export function acceptStream(reading: Reading, got: Reply): OneBotBatch {
  const { noStream = 0, ...cursor } = reading.cursor;
  if (got.kind === 'reply') return aliveBatch(reading, { cursor: { ...cursor, streams: true } });
  if (got.kind === 'closed' && got.code === 1008) return halt(reading, 'wrong-token');
  // What is no stream today is none tomorrow; what only broke off is tried again by and by.
  if ((got.kind === 'closed' && got.code === 1003) || noStream + 1 >= mostNoStreams)
    return aliveBatch(
      { ...reading, cursor: withLack(cursor, streamAction) },
      { then: [{ kind: 'receive' }], outcome: { kind: 'unsupported' } },
    );
  const gone = { ...cursor, signedIn: false, noStream: noStream + 1 };
  return unreachable({ ...reading, cursor: gone }, reasonOf(got));
}
