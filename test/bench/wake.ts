import { addAccount, ask } from '../browser/ask';
import { launchChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import { startServer } from '../browser/server';
import { until } from '../browser/wait';
import { invite, planDemoAccounts } from '../start/demo-people';

export interface WakeFigures {
  readonly accounts: number;
  /** From the call that starts a stopped worker to the last account's answer in the store, in milliseconds. */
  readonly all: number;
  /** How long the server itself held the slowest answer. */
  readonly slowest: number;
}

interface Session {
  readonly todo: readonly unknown[];
  readonly inFlight: readonly unknown[];
  readonly lastOkAt?: number;
}

function isAtRest({ todo, inFlight }: Session): boolean {
  return todo.length === 0 && inFlight.length === 0;
}

/** A stopped worker wakes for all its accounts at once; one answer is slow, the others must not wait for it in turn. */
export async function benchWake(accounts: number, slowest: number): Promise<WakeFigures> {
  const server = await startServer();
  const browser = await launchChromium();
  try {
    await browser.grant(['http://127.0.0.1/*']);
    const people = planDemoAccounts(accounts);
    await invite(server, people);
    const address = `127.0.0.1:${server.ports.httpqq}`;
    for (const { uin, password, name } of people) await addAccount(browser, { server: address, uin, password, name });
    // Lists and presence follow a sign-in: a wake is measured where there is only something to receive.
    await until(async () => (await readRows<Session>(browser, 'sessions')).every(isAtRest), {
      what: 'every account to have signed in',
      ms: 60_000,
    });
    await browser.stopWorker();
    await server.fault({ kind: 'delay', cmd: 'GetMsgEx', ms: slowest, times: 1 });
    const begun = Date.now();
    await ask(browser, 'wake', { why: 'person' });
    const answered = await until(
      async () => {
        const sessions = await readRows<Session>(browser, 'sessions');
        return sessions.every(({ lastOkAt = 0 }) => lastOkAt >= begun) && sessions;
      },
      { what: 'every account to be answered', ms: 60_000, every: 20 },
    );
    const last = Math.max(...answered.map(({ lastOkAt = 0 }) => lastOkAt));
    return { accounts, all: last - begun, slowest };
  } finally {
    await browser.close();
    await server.stop();
  }
}
