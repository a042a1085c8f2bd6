import { createLine, type FrameApi } from '../lib/status-button/bridge';
import { findPictures, isLarge, openRoots, readElement } from '../lib/status-button/find';
import { keepScanning } from '../lib/status-button/keep-scanning';
import type { SearchScope } from '../lib/status-button/search';

/**
 * Looks for a legacy picture and tells the background of the first; the rest, which is larger, is fetched only where there
 * are any.
 * Runs in frames of sites that the person allowed, and once where they open the popup (design 7).
 */
export default {
  main() {
    const scope = globalThis as unknown as SearchScope & { browser?: FrameApi; chrome?: FrameApi };
    const api = (scope.browser ?? scope.chrome) as FrameApi;
    // The popup runs it in pages where it runs already: it goes on once.
    if (scope.uinbell) return;
    scope.uinbell = { find: findPictures, roots: openRoots, read: readElement, keep: keepScanning };
    let found = -1;
    const line = createLine(api, () => stop());
    const look = () => {
      // Once is enough to know that it runs: the first look may not cost what nothing needs.
      if (found >= 0 && !line.alive()) {
        stop();
        return [];
      }
      // One is enough for the buttons to be fetched, and they look for themselves. On a large page what is rare, half of
      // what the look would cost, waits until the page changes or somebody moves over it: most are never looked at.
      const all = found === 0 || !isLarge(document);
      const roots = openRoots(document);
      found = findPictures(document, roots, 1, all).length;
      if (!all) addEventListener('pointermove', () => found || look(), { once: true });
      if (found) void tell(1);
      return roots;
    };
    const stop = keepScanning(look);
    /** From where it was heard on, the buttons look for themselves. */
    async function tell(tries: number): Promise<void> {
      if ((await line.call('seen', { count: found })) !== undefined) stop();
      else if (line.alive() && tries < 5) setTimeout(tell, tries * 1000, tries + 1);
    }
  },
};
