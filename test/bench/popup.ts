import { addAccount } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { startServer } from '../browser/server';
import { until } from '../browser/wait';
import { conversationRow } from '../start/hand';
import { spreadOf } from './median';
import type { Verdict } from './verdict';

const runs = 9;

/**
 * How long a person looks at an empty popup, with `messages` in the store and a stopped worker: from navigation to the
 * first row painted. The floor is a page of the extension that holds only words.
 */
export async function benchPopup(messages: number): Promise<Verdict> {
  const server = await startServer();
  const browser = await launchChromium();
  try {
    await browser.grant(['http://127.0.0.1/*']);
    await server.account({ uin: '10001', password: 'secret', nick: 'Shop' });
    const address = `127.0.0.1:${server.ports.httpqq}`;
    await addAccount(browser, { server: address, uin: '10001', password: 'secret', name: 'Shop' });
    await fill(browser, messages);
    const list: number[] = [];
    const floor: number[] = [];
    for (let run = 0; run < runs; run++) {
      await browser.stopWorker();
      list.push(await timeTo(browser, 'popup.html', conversationRow));
      floor.push(await timeTo(browser, 'manifest.json', 'body'));
    }
    const [{ median: figure, p90 }, bare] = [spreadOf(list), spreadOf(floor)];
    return { figure, floor: bare, verdict: 'measured', of: { messages, p90 } };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Milliseconds from the page's own time origin to the frame after the selector is there. */
async function timeTo(browser: LiveChromium, path: string, selector: string): Promise<number> {
  const page = await browser.context.newPage();
  try {
    await page.addInitScript(`{
      const seen = () => document.querySelector(${JSON.stringify(selector)});
      const look = () => seen()
        ? requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => { globalThis.painted = performance.now(); }; c.port2.postMessage(0); })
        : requestAnimationFrame(look);
      requestAnimationFrame(look);
    }`);
    await page.goto(`${browser.origin}/${path}`);
    return await until(() => page.evaluate<number | null>('globalThis.painted ?? null'), { what: path, every: 20 });
  } finally {
    await page.close();
  }
}

/** Messages straight into the store: two hundred conversations, the newest ones unread. */
async function fill(browser: LiveChromium, messages: number): Promise<void> {
  await browser.run(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('uinbell');
    opening.onsuccess = () => {
      const tx = opening.result.transaction(['messages', 'conversations'], 'readwrite');
      const conversations = new Map();
      const start = Date.now() - ${messages} * 1000;
      for (let n = 0; n < ${messages}; n++) {
        const peer = 'u:' + (20000 + n % 200);
        const before = conversations.get(peer);
        const ordinal = (before?.lastOrdinal ?? 0) + 1;
        const at = start + n * 1000;
        const text = '第 ' + n + ' 条消息, number ' + n;
        tx.objectStore('messages').put({ accountId: 1, peer, ordinal, remoteKey: 'bench' + n, direction: 'in', sender: peer.slice(2), text, at });
        conversations.set(peer, { accountId: 1, peer, recent: at, lastOrdinal: ordinal, readThrough: ordinal - 1, unread: 1, mentions: 0, attention: at, waiting: at, preview: { text, direction: 'in' } });
      }
      for (const row of conversations.values()) tx.objectStore('conversations').put(row);
      tx.oncomplete = () => { opening.result.close(); resolve(null); };
      tx.onabort = () => reject(tx.error);
    };
  })`);
}
