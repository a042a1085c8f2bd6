import type { Ability, Protocol } from '../protocol';
import { acceptReply, decodeAnswer } from './accept';
import { batchOf } from './batch';
import { type HttpQqCursor, parseCursor, startCursor } from './cursor';
import { decodeMessages } from './decode';
import { planNext } from './next';
import { usualIntervalMs } from './pace';
import { seqsBetween } from './seq';
import type { HttpQqSettings } from './settings';

/** The server remembers a reply for 10 minutes and 64 requests (spec/http-qq, Settled readings). */
const replayMs = 600_000;
const replayRequests = 64;

const abilities: ReadonlySet<Ability> = new Set<Ability>([
  'send',
  'contacts',
  'presence',
  'status',
  'requests',
  'decline-reason',
  'profile',
  'find',
  'add',
  'unfriend',
]);

/** HTTP QQ 1.1 for one account. */
export function openHttpQq(settings: HttpQqSettings): Protocol<HttpQqCursor> {
  const intervalMs = settings.intervalMs ?? usualIntervalMs;
  return {
    codec: 1,
    replayMs,
    // Refusals are not remembered and push nothing out, so this errs on the side of not asking twice.
    outran: (cursor, key) => seqsBetween(Number(key), cursor.seq) > replayRequests,
    start: startCursor,
    resume: parseCursor,
    abilities: () => abilities,
    next: (cursor, want, now) => planNext(settings, cursor, want, now),
    accept(cursor, to, got, now) {
      const reading = { cursor, now, intervalMs };
      // No server of this protocol speaks first.
      return to === 'push' ? batchOf(reading) : acceptReply(settings.uin, reading, to, got);
    },
    carriesNothing(to, got) {
      if (got.kind !== 'reply') return false;
      const packet = decodeAnswer(settings.uin, to, got);
      if (!packet.ok) return false;
      if (packet.value.res !== 0 || !to.destructive) return true;
      const items = decodeMessages(packet.value);
      return items.ok && items.value.length === 0;
    },
  };
}
