import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createBridge, type FrameApi } from '../lib/status-button/bridge';
import { findPictures } from '../lib/status-button/find';
import { keepScanning } from '../lib/status-button/keep-scanning';

/**
 * Looks for legacy pictures and says how many there are; the rest, which is larger, is fetched only where there are any.
 * Runs in frames of sites that the person allowed, and once where they open the popup (design 7).
 */
export default defineUnlistedScript(() => {
  const scope = globalThis as unknown as { browser?: FrameApi; chrome?: FrameApi; uinbellScan?: () => number };
  const api = scope.browser ?? scope.chrome;
  const count = () => findPictures(document, document.baseURI).length;
  // The popup runs it in pages where it runs already: it counts anew, and goes on once.
  if (!api || scope.uinbellScan) return scope.uinbellScan?.() ?? 0;
  scope.uinbellScan = count;
  let found = 0;
  const bridge = createBridge(api, () => stop());
  const stop = keepScanning(document, () => {
    found = bridge.alive() ? count() : 0;
    if (found > 0) void tell(1);
    else if (!bridge.alive()) setTimeout(() => stop());
  });
  /** From where it was heard on, the buttons look for themselves. */
  async function tell(tries: number): Promise<void> {
    if (await bridge.seen(found)) stop();
    else if (bridge.alive() && tries < 5) setTimeout(() => void tell(tries + 1), tries * 1000);
  }
  return found;
});
