import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { ShownState } from '../lib/model/shown-state';
import { createBridge, type FrameApi } from '../lib/status-button/bridge';
import type { Words } from '../lib/status-button/face';
import { upgradePage } from '../lib/status-button/upgrade';

/** Puts live buttons in the place of legacy pictures; injected into frames where the scanner found some. */
export default defineUnlistedScript(() => {
  const scope = globalThis as unknown as { browser?: FrameApi; chrome?: FrameApi; uinbellButtons?: () => boolean };
  const api = scope.browser ?? scope.chrome;
  // Still at work; one that was told to stop may be started again.
  if (!api || scope.uinbellButtons?.()) return;
  const word = (key: string, ...rest: string[]) => api.i18n.getMessage(key, rest);
  const state = (name: ShownState) => word(`presence_${name}`);
  const words: Words = {
    state,
    label: (number, name) => word('button_label', number, state(name)),
    chinese: word('lang').startsWith('zh'),
  };
  const bridge = createBridge(api, () => stop());
  const stop = upgradePage(document, bridge, words);
  scope.uinbellButtons = bridge.alive;
});
