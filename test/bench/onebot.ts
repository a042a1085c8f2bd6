import { addAccount, ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { judge, type Verdict } from './verdict';

const token = 'bench';
const [friend, shop] = ['20001', '30001'];

/** Above a call and its answer over a bare socket to the same server, in the same browser and run. */
const aliveMs = 150;
const coldMs = 500;
const burstMs = 1_000;
const burstOf = 1_000;
const runs = { alive: 40, cold: 12, floor: 60 } as const;

interface Percentiles {
  readonly median: number;
  readonly p95: number;
}

/**
 * From the server's taking a message to where it is stored and on the badge: over a line that stands, after a worker
 * that was stopped, and for the last of a thousand; over the standing line also to where its notification is shown.
 * Browser and server run on this machine, so one clock times both.
 */
export async function benchOneBot(): Promise<readonly Verdict[]> {
  const server = await startServer();
  const browser = await launchChromium();
  try {
    await browser.grant(['http://127.0.0.1/*']);
    await server.account({ uin: friend, password: 'none', nick: 'Ming', friends: [shop] });
    await server.account({ uin: shop, password: 'none', nick: 'Shop', friends: [friend], protocol: 'onebot', token });
    const port = (await server.state()).accounts.find(({ uin }) => uin === shop)?.port;
    await addAccount(browser, { protocol: 'onebot', server: `ws://127.0.0.1:${port}`, password: token, name: '' });
    await untilQuiet(browser);

    const floor = percentiles(await roundTrips(browser, Number(port), runs.floor));
    const alive: number[] = [];
    const told: number[] = [];
    for (let n = 0; n < runs.alive; n++) {
      const took = await timeOne(browser, server, n + 1);
      alive.push(took.counted);
      told.push(took.told);
    }
    const cold: number[] = [];
    for (let n = 0; n < runs.cold; n++) cold.push(await timeCold(browser, server, runs.alive + n + 1));
    const burst = await timeBurst(browser, server, burstOf);
    const verdict = (values: readonly number[], over: number, line: string) => {
      const took = percentiles(values);
      return judge(took.p95, floor.p95 + over, floor, { line, messages: values.length, ...took });
    };
    return [
      verdict(alive, aliveMs, 'alive'),
      verdict(told, aliveMs, 'alive, to the shown notification'),
      verdict(cold, coldMs, 'cold'),
      judge(burst, burstMs, floor, { line: 'alive', burst: burstOf }),
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** One message over a line that stands: when it had been counted and told of, less when the server took it. */
async function timeOne(browser: LiveChromium, server: QqServer, count: number) {
  const counted = browser.run<number>(whenCounted(count));
  const told = browser.run<number>(whenTold(count));
  const text = `alive ${count}`;
  await server.say({ from: friend, to: shop, text });
  const [at, shown] = [await counted, await told];
  const taken = await takenAt(server, text);
  return { counted: at - taken, told: shown - taken };
}

async function timeCold(browser: LiveChromium, server: QqServer, count: number): Promise<number> {
  await browser.stopWorker();
  await server.say({ from: friend, to: shop, text: `cold ${count}` });
  const counted = browser.run<number>(whenCounted(count));
  const begun = Date.now();
  await ask(browser, 'wake', { why: 'page' });
  const took = (await counted) - begun;
  await untilQuiet(browser);
  return took;
}

async function timeBurst(browser: LiveChromium, server: QqServer, messages: number): Promise<number> {
  const before = await browser.run<number>(unreadNow);
  const stored = browser.run<number>(whenUnread(before + messages));
  const texts = Array.from({ length: messages }, (_, n) => `burst ${n}`);
  await server.sayAll(texts.map((text) => ({ from: friend, to: shop, text })));
  return (await stored) - (await takenAt(server, 'burst 0'));
}

export async function takenAt(server: QqServer, text: string): Promise<number> {
  const { entries } = await server.ledger();
  const entry = entries.find((each) => each.kind === 'accepted' && each.text === text);
  if (!entry) throw new Error(`the server never took "${text}"`);
  return entry.at;
}

/** Everything that follows a sign-in has been asked: a message is measured where it is the only thing to do. */
async function untilQuiet(browser: LiveChromium): Promise<void> {
  await until(
    () => browser.run<boolean>(sessionIs(`row.state === 'online' && !row.todo.length && !row.inFlight.length`)),
    {
      what: 'the account to rest',
      ms: 30_000,
    },
  );
}

const inStore = (store: string, use: string) => `new Promise((resolve, reject) => {
  const opening = indexedDB.open('uinbell');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const look = () => {
      const all = database.transaction('${store}').objectStore('${store}').getAll();
      all.onsuccess = () => { const rows = all.result; ${use} };
    };
    const done = (value) => { database.close(); resolve(value); };
    look();
  };
})`;
const sum = 'rows.reduce((total, row) => total + row.unread, 0)';
const sessionIs = (condition: string) => inStore('sessions', `const [row] = rows; done(Boolean(row && ${condition}));`);
const unreadNow = inStore('conversations', `done(${sum});`);
const whenUnread = (count: number) =>
  inStore('conversations', `${sum} >= ${count} ? done(Date.now()) : setTimeout(look, 5);`);
/** The browser has shown it, as the row written after that says: nobody reads here, so every row stays. */
const whenTold = (count: number) =>
  inStore(
    'notices',
    `rows.filter((row) => row.state === 'shown').length >= ${count} ? done(Date.now()) : setTimeout(look, 1);`,
  );
/** Stored, and then on the badge; the badge holds numbers to 99. */
export const whenCounted = (count: number) =>
  inStore(
    'conversations',
    `if (${sum} < ${count}) return setTimeout(look, 1);
     const badge = async () => {
       while (await chrome.action.getBadgeText({}) !== '${count}') await new Promise((next) => setTimeout(next, 1));
       done(Date.now());
     };
     badge();`,
  );

/** The server's get_status over a socket of its own, one after the other, in a page of the same browser. */
function roundTrips(browser: LiveChromium, port: number, times: number): Promise<number[]> {
  return browser.run(`new Promise((resolve, reject) => {
    const socket = new WebSocket('ws://127.0.0.1:${port}/api?access_token=${token}');
    const took = [];
    let begun = 0;
    const next = () => {
      if (took.length === ${times}) { socket.close(); return resolve(took); }
      begun = performance.now();
      socket.send(JSON.stringify({ action: 'get_status', params: {}, echo: String(took.length) }));
    };
    socket.onerror = () => reject(new Error('no socket'));
    socket.onopen = next;
    socket.onmessage = ({ data }) => {
      if (!('echo' in JSON.parse(data))) return;
      took.push(performance.now() - begun);
      next();
    };
  })`);
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: Math.round(at(0.5) * 10) / 10, p95: Math.round(at(0.95) * 10) / 10 };
}
