import { browser } from '../../lib/browser';

const keptKey = 'chatWindow';
/** A page can lure clicks: no more windows than a person opens, in ms from one to the next. */
const pause = 700;
const size = { width: 396, height: 572 };

/** The one small window that clicks on web pages open; the next click uses it again. */
export function createChatWindow(now: () => number): (path: string) => Promise<void> {
  let last = 0;
  return async (path) => {
    if (Math.abs(now() - last) < pause) return;
    last = now();
    const url = browser.runtime.getURL(`/${path}`);
    const tabId = (await browser.storage.session.get(keptKey))[keptKey];
    if (typeof tabId === 'number' && (await reuse(tabId, url))) return;
    const opened = await browser.windows.create({ type: 'popup', url, ...size });
    await browser.storage.session.set({ [keptKey]: opened.tabs?.[0]?.id });
  };
}

async function reuse(tabId: number, url: string): Promise<boolean> {
  try {
    const tab = await browser.tabs.get(tabId);
    // Somebody else's by now: only addresses of ours are told to us here.
    if (!tab.url?.startsWith(browser.runtime.getURL('')) || tab.windowId === undefined) return false;
    await browser.tabs.update(tabId, { url, active: true });
    await browser.windows.update(tab.windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}
