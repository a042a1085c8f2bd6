import { browser } from '../../lib/browser';
import type { LockAfter } from '../../lib/settings/settings';
import { isAway } from '../../lib/vault/away';

/** Tells the browser after how long it is to say that nobody is there: the first of several limits, in minutes. */
export function watchIdle(): (...limits: ReadonlyArray<LockAfter | undefined>) => void {
  let told: number | undefined;
  return (...limits) => {
    const minutes = Math.min(...limits.filter((limit) => limit !== undefined));
    if (Number.isFinite(minutes) && minutes !== told) browser.idle.setDetectionInterval(minutes * 60);
    told = minutes;
  };
}

/** Minutes without a key or a move after which nobody is taken to be there, where the person chose none. */
export const usualAway = 5;

export function nobodyIsThere(lockAfter: LockAfter | undefined): Promise<boolean> {
  return isAway(lockAfter, (seconds) => browser.idle.queryState(seconds));
}
