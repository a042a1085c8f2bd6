import { createLine, type FrameApi } from '../lib/status-button/bridge';
import type { SearchScope } from '../lib/status-button/search';
import { upgradePage } from '../lib/status-button/upgrade';
import { createWords } from '../lib/status-button/words';

/** Puts live buttons in the place of legacy pictures; injected into frames where the scanner found some. */
export default {
  main() {
    const scope = globalThis as unknown as SearchScope & {
      browser?: FrameApi;
      chrome?: FrameApi;
      uinbellButtons?: () => boolean;
    };
    const api = scope.browser ?? scope.chrome;
    const search = scope.uinbell;
    // Still at work; one that was told to stop may be started again.
    if (!api || !search || scope.uinbellButtons?.()) return;
    const words = createWords(new Map(search.said), api.i18n.getMessage);
    const line = createLine(api, () => stop());
    const stop = upgradePage(document, api, line, words, search);
    scope.uinbellButtons = () => line.alive();
  },
};
