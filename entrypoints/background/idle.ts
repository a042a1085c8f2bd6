import { browser } from '../../lib/browser';
import type { LockAfter } from '../../lib/settings/settings';
import { isAway } from '../../lib/vault/away';

/** Tells the browser after how long it is to say that nobody is there; 15 s is the least it takes. */
export function watchIdle(): (lockAfter: LockAfter | undefined) => void {
  let told: LockAfter | undefined;
  return (lockAfter) => {
    if (lockAfter !== undefined && lockAfter !== told) browser.idle.setDetectionInterval(lockAfter * 60);
    told = lockAfter;
  };
}

export function nobodyIsThere(lockAfter: LockAfter | undefined): Promise<boolean> {
  return isAway(lockAfter, (seconds) => browser.idle.queryState(seconds));
}
