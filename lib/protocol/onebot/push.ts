import type { Event } from '../../model/event';
import { type Fields, idOf } from '../json';
import type { Reply, Want } from '../protocol';
import { readFrame } from './answer';
import { aliveBatch, batchOf, halt, type OneBotBatch, type Reading } from './batch';
import { lookAgain } from './catch-up';
import { strange, takeEvent } from './events';
import { holdBack } from './held';

/** What nobody asked for: an event, or the end of the line. */
export function acceptPush(reading: Reading, got: Reply): OneBotBatch {
  const { cursor } = reading;
  if (got.kind === 'reply') {
    const frame = readFrame(got.bytes);
    if (!frame) return acceptNoise(reading, got.bytes.length);
    return 'post_type' in frame ? holdBack(takeAll(reading, [frame]), reading.now) : batchOf(reading);
  }
  if (!cursor.signedIn) return batchOf(reading);
  const { streams: _, ...others } = cursor;
  const gone = { ...others, signedIn: false };
  if (got.kind === 'closed' && got.code === 0) return batchOf(reading, { cursor: gone });
  if (got.kind === 'closed' && got.code === 1008) return halt(reading, 'wrong-token');
  const tooLarge = got.kind === 'failure' ? got.failure === 'too-large' : got.code === 1009;
  const reason = tooLarge ? 'too-large' : 'line-dropped';
  return batchOf(reading, { cursor: gone, session: { state: 'unreachable', reason }, nextAt: 'back-off' });
}

/** It may have been a message: whoever wrote lately is asked for. */
function acceptNoise(reading: Reading, length: number): OneBotBatch {
  const { cursor, events } = strange(reading.cursor, 'no JSON', reading.now);
  const undecoded = { why: 'garbled', detail: `${length} bytes, no JSON` } as const;
  return batchOf(reading, { events, undecoded, ...(cursor.signedIn ? lookAgain(cursor) : { cursor }) });
}

/** Events in their order. One of another number stops the account: nothing from it on is taken. */
export function takeAll(reading: Reading, frames: readonly Fields[]): OneBotBatch {
  const events: Event[] = [];
  const then: Want[] = [];
  let { cursor } = reading;
  for (const frame of frames) {
    const self = idOf(frame.self_id);
    if (self !== undefined && self !== reading.settings.uin) {
      return { ...halt({ ...reading, cursor }, 'other-number', self), events };
    }
    const news = takeEvent({ ...reading, cursor }, frame);
    cursor = news.cursor;
    events.push(...news.events);
    then.push(...news.then);
  }
  return aliveBatch(reading, { cursor, events, then });
}
