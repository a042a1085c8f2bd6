import { addAccount, ask } from '../browser/ask';
import { launchChromium } from '../browser/chromium';
import type { LiveBrowser } from '../browser/live-browser';
import { confirmByPhone } from '../browser/phone';
import { readRows } from '../browser/raw-store';
import { startServer } from '../browser/server';
import { until } from '../browser/wait';
import { percentiles, takenAt, whenCounted } from './onebot';
import { judge, type Verdict } from './verdict';

const [friend, shops] = ['20001', ['30001', '30002', '30003']];
const [first = ''] = shops;
/** To the badge, where WebQQ is listened to without a pause; three numbers of one host listen. */
const boundMs = 300;
const runs = 40;

/** From the server's taking a message to where it is stored and on the badge, over a poll that the server holds. */
export async function benchWebQq(): Promise<readonly Verdict[]> {
  const server = await startServer();
  const browser = await launchChromium();
  try {
    await browser.grant(['http://127.0.0.1/*']);
    await server.account({ uin: friend, password: 'none', nick: 'Ming', friends: shops });
    const address = `http://127.0.0.1:${server.ports.webqq}`;
    for (const uin of shops) {
      await server.account({ uin, password: 'none', nick: `Shop ${uin}`, friends: [friend], protocol: 'webqq' });
      const id = await addAccount(browser, { protocol: 'webqq', server: address, uin, password: '', name: '' });
      await confirmByPhone(browser, server, uin, id);
    }
    await browser.run('chrome.storage.local.set({ settings: { live: true } })');
    await ask(browser, 'wake', { why: 'person' });
    const floor = percentiles(await roundTrips(address));
    const took: number[] = [];
    for (let n = 1; n <= runs; n++) {
      await until(() => allListen(browser), { what: 'all to listen', ms: 30_000 });
      const counted = browser.run<number>(whenCounted(n));
      const text = `live ${n}`;
      await server.say({ from: friend, to: first, text });
      const at = await counted;
      took.push(at - (await takenAt(server, text)));
    }
    const { median, p95 } = percentiles(took);
    return [judge(p95, boundMs, floor, { line: 'live', accounts: shops.length, messages: runs, median, p95 })];
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function allListen(browser: LiveBrowser): Promise<boolean> {
  const sessions = await readRows<{ inFlight: { key: string }[] }>(browser, 'sessions');
  return sessions.every(({ inFlight }) => inFlight.length === 1 && inFlight[0]?.key.endsWith('.poll2'));
}

/** A page that the server makes of nothing, fetched by this process, one after the other. */
async function roundTrips(address: string): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < runs; n++) {
    const begun = performance.now();
    await (await fetch(`${address}/proxy.html`)).text();
    took.push(performance.now() - begun);
  }
  return took;
}
