import type { Event } from '../model/event';
import type { Message } from '../model/message';
import { isUnnamed } from './outbox';
import { readNewest } from './remove-message';
import type { Settlement } from './store';
import type { Write } from './transaction';

/**
 * A reply of ours may come back among what the server tells: at once where it tells our own messages, or in a history
 * after its answer was lost. Its name there is the server's, which only that answer would have told, so the text and
 * the time say which it is. One row stays, and what was uncertain has been delivered.
 */

/** The server's clock may run behind ours, and it writes whole seconds. */
const slackMs = 60_000;

type MessageEvent = Extract<Event, { kind: 'message' }>;

/** The reply that this is an echo of: the oldest of that text whose name on the server nobody told. */
export async function findReply(
  tx: Write,
  accountId: number,
  { peer, text, sentAt, remoteKey }: MessageEvent,
): Promise<Message | undefined> {
  const newest = await readNewest(tx, { accountId, peer });
  return newest
    .reverse()
    .find(
      (message) =>
        message.direction === 'out' &&
        message.text === text &&
        isUnnamed(message) &&
        message.remoteKey !== remoteKey &&
        (message.delivery === 'uncertain' || message.delivery === 'sent') &&
        (sentAt === undefined || sentAt > message.at - slackMs),
    );
}

/** What becomes of a reply whose echo came in before its answer was given up: it has been delivered. */
export async function settledByEcho(tx: Write, reply: Message, to: Settlement): Promise<Settlement> {
  const unnamed = to.delivery === 'uncertain' || (to.delivery === 'sent' && to.remoteKey === undefined);
  if (!unnamed) return to;
  const newest = await readNewest(tx, reply);
  // A row of ours has no time of the server's, so one that has came in by itself.
  const echo = newest
    .reverse()
    .find(
      ({ ordinal, direction, text, sentAt }) =>
        ordinal > reply.ordinal &&
        direction === 'out' &&
        text === reply.text &&
        sentAt !== undefined &&
        sentAt > reply.at - slackMs,
    );
  return echo === undefined ? to : { delivery: 'sent', remoteKey: echo.remoteKey };
}
