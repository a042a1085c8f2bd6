import type { EpochMs } from '../model/ids';
import type { SessionRow } from '../store/schema';
import { wantOf } from './plan-step';

/** A reply that leaves this soon is waited for; the longest time to take one back is shorter. */
const soonMs = 12_000;

/**
 * Whether an update may take the background's place now. Nothing would be lost if it did at any time, but a reply that
 * is on the wire would come out as uncertain where its protocol cannot repeat it, and one that can still be taken back
 * should leave from where it was written.
 *
 * @param nextReply when the next waiting reply may leave, if one waits.
 */
export function planUpdate(
  sessions: ReadonlyArray<Pick<SessionRow, 'inFlight'>>,
  nextReply: EpochMs | undefined,
  now: EpochMs,
): 'now' | 'later' {
  const onTheWire = sessions.some(({ inFlight }) =>
    inFlight.some((entry) => wantOf(entry).kind === 'send' && (entry.retryAt ?? 0) <= now),
  );
  return onTheWire || (nextReply !== undefined && nextReply - now <= soonMs) ? 'later' : 'now';
}
