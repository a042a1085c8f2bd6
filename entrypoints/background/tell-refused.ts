import { browser } from '../../lib/browser';
import { noticesRefusedKey } from '../../lib/settings/notices-refused';
import type { Changes } from '../../lib/store/changes';

/** Writes down, for pages to say, that the system shows no notifications, and takes it back once it does. */
export function createRefusedTeller(
  now: () => number,
  published: (changes: Changes) => void,
  report: (where: string, error: unknown) => void,
): (isRefused: boolean) => void {
  /** What stands there; not known by a new worker. */
  let told: boolean | undefined;
  const tell = async (isRefused: boolean) => {
    if (told === isRefused) return;
    told = isRefused;
    if (isRefused) await browser.storage.local.set({ [noticesRefusedKey]: now() });
    else await browser.storage.local.remove(noticesRefusedKey);
    published({ settings: true });
  };
  return (isRefused) => void tell(isRefused).catch((error) => report('refused', error));
}
