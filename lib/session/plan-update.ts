import type { EpochMs } from '../model/ids';
import type { Request } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import { wantOf } from './plan-step';
import { isHeld } from './turn';

/** A reply that leaves this soon is waited for; the longest time to take one back is shorter. */
const soonMs = 12_000;
/** So long polls that servers hold are waited for: with many numbers there may be no moment without one. */
const heldMs = 180_000;

/**
 * Whether an update may take the background's place now. It may at any time, but a reply that is on the wire would come
 * out as uncertain where its protocol cannot repeat it, one that can still be taken back should leave from where it was
 * written, and what a poll that is held just then brings would be a gap.
 *
 * @param nextReply when the next waiting reply may leave, if one waits.
 * @param since when the update came.
 */
export function planUpdate(
  sessions: ReadonlyArray<Pick<SessionRow, 'inFlight'>>,
  nextReply: EpochMs | undefined,
  now: EpochMs,
  since: EpochMs,
): 'now' | 'later' {
  const onTheWire = sessions.some(({ inFlight }) =>
    inFlight.some((entry) => wantOf(entry).kind === 'send' && (entry.retryAt ?? 0) <= now),
  );
  const isWaited = now - since < heldMs;
  const held = sessions.some(({ inFlight }) => inFlight.some(({ request }) => isHeld(request as Request)));
  return onTheWire || (held && isWaited) || (nextReply !== undefined && nextReply - now <= soonMs) ? 'later' : 'now';
}
