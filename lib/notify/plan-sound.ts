import type { EpochMs } from '../model/ids';

/** Somebody who writes ten lines in ten seconds is heard three times, not ten. */
export const betweenSoundsMs = 4_000;

/** Pure: whether a sound is due for what was announced just now. */
export function isSoundDue(
  /** How many notifications are new; one that only came back after an update, or was shown again, is none. */
  announced: number,
  /** When one was played last, if it was in this life of the worker. */
  last: EpochMs | undefined,
  now: EpochMs,
): boolean {
  if (announced === 0) return false;
  // Further away than it can be, the clock was set back.
  return last === undefined || now - last >= betweenSoundsMs || now < last;
}
