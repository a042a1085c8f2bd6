import { browser } from '../../lib/browser';
import { type CookieRules, createCookieRules, type HeardHead } from '../../lib/session/cookie-rules';
import { later, report } from './browser-ports';

type Heard = Parameters<typeof browser.webRequest.onHeadersReceived.addListener>;

/**
 * Each account's own cookies, in the way that both browsers can. Like the listener for failures, this one is added late:
 * browsers complain where no host is granted yet, and its events never start a worker (spikes 1), so there is nothing to
 * miss. A worker that is stopped meanwhile hears no Set-Cookie, which is why polls end before it can be.
 */
export function browserCookies(): CookieRules {
  let hearing = false;
  return createCookieRules({
    fetch: (url, init) => fetch(url, init),
    readRules: () => browser.declarativeNetRequest.getSessionRules(),
    changeRules: (change) => browser.declarativeNetRequest.updateSessionRules(change),
    listen(heard) {
      if (hearing) return;
      hearing = true;
      const ours: Heard[1] = { urls: ['http://*/*', 'https://*/*'], types: ['xmlhttprequest'], tabId: -1 };
      // Without extraHeaders Chromium keeps Set-Cookie to itself; Firefox tells it, and has no such word.
      const what = import.meta.env.FIREFOX ? ['responseHeaders'] : ['responseHeaders', 'extraHeaders'];
      const hear = (head: HeardHead) => heard(head);
      browser.webRequest.onHeadersReceived.addListener(hear as Heard[0], ours, what as Heard[2]);
    },
    later,
    report,
  });
}
