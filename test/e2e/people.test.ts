import { afterAll, beforeAll, expect, it } from 'vitest';
import { addAccount, ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';

interface PersonRow {
  readonly accountId: number;
  readonly number: string;
  readonly nick?: string;
  readonly open?: number;
  readonly key?: string;
  readonly from?: string;
  readonly state?: string;
}

/** Two numbers of ours in one browser, who do to each other what people do. */
let browser: LiveChromium;
let server: QqServer;
const ids = new Map<string, number>();
const [shop, other] = ['10001', '10002'];
const idOf = (uin: string) => ids.get(uin) ?? 0;

beforeAll(async () => {
  server = await startServer();
  // Refusals that take 20 s take half a second.
  await server.clock({ scale: 40 });
  browser = await launchChromium();
  await browser.grant(['http://127.0.0.1/*']);
  for (const uin of [shop, other]) {
    await server.account({ uin, password: 'secret', nick: `Shop ${uin}`, friends: [] });
    const address = `127.0.0.1:${server.ports.httpqq}`;
    ids.set(uin, await addAccount(browser, { server: address, uin, password: 'secret', name: `Shop ${uin}` }));
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const check = () => ask(browser, 'wake', { why: 'person' });
const friendsOf = async (uin: string) =>
  (await server.state()).accounts.find((account) => account.uin === uin)?.friends ?? [];
const commandsOf = async (uin: string, cmd: string) =>
  (await server.ledger()).entries.filter(
    (entry) => entry.kind === 'command' && entry.from === uin && entry.cmd === cmd,
  );

/** Asks the accounts again and again until it is so. */
async function checkUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
  await until(
    async () => {
      if (await holds()) return true;
      await check();
      return false;
    },
    { what },
  );
}
const openRequest = async (to: string) =>
  (await readRows<PersonRow>(browser, 'requests')).find(
    ({ accountId, open }) => accountId === idOf(to) && open !== undefined,
  );
const presenceSeenBy = async (uin: string, of: string) =>
  (await readRows<PersonRow>(browser, 'presence')).find(
    ({ accountId, number }) => accountId === idOf(uin) && number === of,
  )?.state;
const knows = async (uin: string, of: string) =>
  (await readRows<PersonRow>(browser, 'contacts')).some(
    ({ accountId, number }) => accountId === idOf(uin) && number === of,
  );

it('one is refused, with the reason that was given', async () => {
  const deed = { kind: 'add', number: other, text: 'It is the shop' };
  expect(await ask(browser, 'act', { accountId: idOf(shop), deed })).toMatchObject({ ok: true, value: true });
  await checkUntil('the request', async () => (await openRequest(other)) !== undefined);
  const request = await openRequest(other);
  const no = { kind: 'answer', key: request?.key, accept: false, text: 'not today' };
  await ask(browser, 'act', { accountId: idOf(other), deed: no });
  await checkUntil('the refusal', async () => JSON.stringify(await readRows(browser, 'people')).includes('not today'));
  expect(await friendsOf(shop)).toEqual([]);
  // Of the two that must be sent one was held and one counted; the answer was sent once.
  expect((await commandsOf(shop, 'Ack_AddToList')).map(({ res }) => res)).toEqual([3, 0]);
  expect(await commandsOf(other, 'Ack_AddToList')).toHaveLength(1);
});

it('they befriend each other through the popup, and both lists have it', async () => {
  const deed = { kind: 'add', number: other, text: 'Once more' };
  await ask(browser, 'act', { accountId: idOf(shop), deed });
  await checkUntil('the second request', async () => (await openRequest(other)) !== undefined);
  const popup = await browser.openPage('popup.html');
  await popup.locator('.request .btn.main').click();
  await checkUntil('friends', async () => (await knows(shop, other)) && (await knows(other, shop)));
  expect([await friendsOf(shop), await friendsOf(other)]).toEqual([[other], [shop]]);

  // Who is there stands in the contacts, with a card that the server fills.
  await server.change({ uin: other, details: { AG: '19', PR: 'one,two' } });
  await popup.keyboard.press('p');
  await popup.locator('.person', { has: popup.locator('.name', { hasText: other }) }).click();
  await popup.locator('.profile dd', { hasText: 'one,two' }).waitFor();
  await popup.close();
  expect((await commandsOf(shop, 'GetInfo')).length).toBeGreaterThan(0);
});

it('one goes invisible, and the other sees them offline without asking', async () => {
  await checkUntil('the other online', async () => (await presenceSeenBy(shop, other)) === 'online');
  const asked = (await commandsOf(shop, 'Query_Stat')).length;
  await ask(browser, 'setStatus', { accountId: idOf(other), status: 'invisible' });
  await checkUntil('the other offline', async () => (await presenceSeenBy(shop, other)) === 'offline');
  expect(await commandsOf(shop, 'Query_Stat')).toHaveLength(asked);
  expect((await server.state()).accounts.find(({ uin }) => uin === other)).toMatchObject({ state: 'invisible' });
});

it('one deletes the other, after the time to think again, and only from the own list', async () => {
  const deed = { kind: 'unfriend', number: other };
  await ask(browser, 'act', { accountId: idOf(shop), deed });
  expect(await friendsOf(shop)).toEqual([other]);
  await checkUntil('the contact gone', async () => !(await knows(shop, other)));
  expect([await friendsOf(shop), await friendsOf(other)]).toEqual([[], [shop]]);
  expect(browser.errors()).toEqual([]);
});

it('in Firefox too they befriend each other, and one deletes the other', async () => {
  const firefox = await launchFirefox();
  try {
    await firefox.grant(['http://127.0.0.1/*']);
    const [mine, theirs] = ['10003', '10004'];
    const address = `127.0.0.1:${server.ports.httpqq}`;
    for (const uin of [mine, theirs]) {
      await server.account({ uin, password: 'secret', nick: `Shop ${uin}`, friends: [] });
      ids.set(uin, await addAccount(firefox, { server: address, uin, password: 'secret', name: `Shop ${uin}` }));
    }
    const polled = <T>(what: string, look: () => Promise<T | undefined | false>) =>
      until(
        async () => {
          const found = await look();
          if (!found) await ask(firefox, 'wake', { why: 'person' });
          return found;
        },
        { what },
      );
    await ask(firefox, 'act', { accountId: idOf(mine), deed: { kind: 'add', number: theirs, text: 'It is the shop' } });
    const request = await polled('the request', async () =>
      (await readRows<PersonRow>(firefox, 'requests')).find(({ open }) => open !== undefined),
    );
    expect(request).toMatchObject({ accountId: idOf(theirs), from: mine });
    await ask(firefox, 'act', { accountId: idOf(theirs), deed: { kind: 'answer', key: request.key, accept: true } });
    await polled('both lists', async () => (await readRows<PersonRow>(firefox, 'contacts')).length === 2);
    expect([await friendsOf(mine), await friendsOf(theirs)]).toEqual([[theirs], [mine]]);
    await ask(firefox, 'act', { accountId: idOf(mine), deed: { kind: 'unfriend', number: theirs } });
    await polled('the contact gone', async () => (await readRows<PersonRow>(firefox, 'contacts')).length === 1);
    expect([await friendsOf(mine), await friendsOf(theirs)]).toEqual([[], [mine]]);
    expect(firefox.errors()).toEqual([]);
  } finally {
    await firefox.close();
  }
});
