import { addAccount, ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { type DemoAccount, invite, planDemoAccounts } from '../start/demo-people';
import { spreadOf } from './median';

/** Accounts that are signed in and at rest, in a browser whose worker runs. */
export interface Crowd {
  readonly browser: LiveChromium;
  readonly server: QqServer;
  readonly people: readonly DemoAccount[];
  /** Account ids in the order of `people`. */
  readonly ids: readonly number[];
}

interface Session {
  readonly todo: readonly unknown[];
  readonly inFlight: readonly unknown[];
  readonly lastOkAt?: number;
}

/** The i-th account is on the i-th of these addresses of this machine, and so on around. */
export async function withCrowd<T>(
  accounts: number,
  addresses: readonly string[],
  work: (crowd: Crowd) => Promise<T>,
): Promise<T> {
  const server = await startServer();
  const browser = await launchChromium();
  try {
    await browser.grant(addresses.map((address) => `http://${address}/*`));
    const people = planDemoAccounts(accounts, ['http-qq']);
    await invite(server, people);
    const ids: number[] = [];
    for (const [i, { uin, secret: password, name }] of people.entries()) {
      const address = `${addresses[i % addresses.length]}:${server.ports.httpqq}`;
      ids.push(await addAccount(browser, { server: address, uin, password, name }));
    }
    // Lists and presence follow a sign-in: what is measured is a wake that only has to receive.
    await until(
      async () =>
        (await readRows<Session>(browser, 'sessions')).every(
          ({ todo, inFlight }) => todo.length === 0 && inFlight.length === 0,
        ),
      { what: 'every account to have signed in', ms: 180_000, every: 200 },
    );
    return await work({ browser, server, people, ids });
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Milliseconds from the call to the last account's answer in the store, by the product's own books. */
export async function timeWake({ browser }: Crowd): Promise<number> {
  const begun = Date.now();
  await ask(browser, 'wake', { why: 'person' });
  const answered = await until(
    async () => {
      const sessions = await readRows<Session>(browser, 'sessions');
      return sessions.every(({ lastOkAt = 0 }) => lastOkAt >= begun) && sessions;
    },
    { what: 'every account to be answered', ms: 60_000, every: 100 },
  );
  return Math.max(...answered.map(({ lastOkAt = 0 }) => lastOkAt)) - begun;
}

/** What one question to that server takes in that browser without our code: the median of nine. */
export async function timeAnswer({ browser, server }: Crowd): Promise<number> {
  const times = await browser.run<number[]>(`(async () => {
    const times = [];
    for (let n = 0; n < 9; n++) {
      const begun = performance.now();
      // A number that nobody has: answered at once, and no session is touched.
      const answer = await fetch('http://127.0.0.1:${server.ports.httpqq}/', { method: 'POST', body: 'VER=1.1&CMD=GetMsgEx&SEQ=' + (1000 + n) + '&UIN=99999' });
      await answer.text();
      times.push(performance.now() - begun);
    }
    return times;
  })()`);
  return spreadOf(times).median;
}
