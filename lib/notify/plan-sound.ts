import type { EpochMs } from '../model/ids';

/** What is announced together is heard once; somebody who writes ten lines in ten seconds is heard three times. */
export const betweenSoundsMs = 4_000;

/** Pure: whether another sound may follow. `last`: when one was played, if it was in this life of the worker. */
export function isSoundDue(last: EpochMs | undefined, now: EpochMs): boolean {
  // Further away than it can be, the clock was set back.
  return last === undefined || now - last >= betweenSoundsMs || now < last;
}
