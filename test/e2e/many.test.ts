import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount, ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { FLAVOURS } from '../server/onebot/flavours';
import { conversationRow } from '../start/hand';
import { friendOf, type StoredMessage, signInShops } from './chat';

const count = 20;
const friend = '20500001';
const uins = Array.from({ length: count }, (_, n) => String(30500001 + n));
const polled = ['10501', '10502', '10503'];

let server: QqServer;
let browser: LiveChromium;

beforeAll(async () => {
  server = await startServer();
  await server.account({ uin: friend, password: 'none', nick: '林小满', friends: uins });
  for (const [n, uin] of uins.entries()) {
    const flavour = FLAVOURS[n % 4];
    const program = { protocol: 'onebot', token: `t${uin}`, ...(flavour && { flavour }) };
    await server.account({ uin, password: 'none', nick: `Shop ${uin}`, friends: [friend], ...program });
  }
  browser = await launchChromium();
  await signInShops(browser, server, polled);
  const { accounts } = await server.state();
  for (const uin of uins) {
    const port = accounts.find((account) => account.uin === uin)?.port;
    await addAccount(browser, { protocol: 'onebot', server: `ws://127.0.0.1:${port}`, password: `t${uin}`, name: '' });
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Texts by the number they were stored at. */
async function stored(): Promise<Map<string, string[]>> {
  const accounts = await readRows<{ id: number; uin: string }>(browser, 'accounts');
  const messages = await readRows<StoredMessage>(browser, 'messages');
  return new Map(
    accounts.map(({ id, uin }) => [uin, messages.filter(({ accountId }) => accountId === id).map(({ text }) => text)]),
  );
}

async function untilStored(rounds: readonly string[]): Promise<void> {
  const expected = [...polled, ...uins].map((uin) => [uin, rounds.map((round) => `${round} ${uin}`)] as const);
  await until(
    async () => {
      const all = await stored();
      return expected.every(([uin, texts]) => texts.every((text) => all.get(uin)?.includes(text)));
    },
    { what: `${rounds.at(-1)} message at each number`, ms: 60_000 },
  );
  // And nothing else at any of them.
  expect(await stored()).toEqual(new Map(expected.map(([uin, texts]) => [uin, [...texts]])));
}

async function writeToAll(round: string): Promise<void> {
  for (const uin of polled) await server.say({ from: friendOf(uin), to: uin, text: `${round} ${uin}` });
  for (const uin of uins) await server.say({ from: friend, to: uin, text: `${round} ${uin}` });
}

describe('twenty numbers on twenty lines beside three that are polled', () => {
  it('each get their own message, in one list with one number on the badge', async () => {
    await until(
      async () => (await readRows<{ state: string }>(browser, 'sessions')).every(({ state }) => state === 'online'),
      { what: 'everybody to be online', ms: 60_000 },
    );
    await writeToAll('first');
    await ask(browser, 'wake', { why: 'person' });
    await untilStored(['first']);
    await until(async () => (await browser.badge()) === String(count + polled.length), { what: 'the badge' });
    const page = await browser.openPage('inbox.html');
    // The list draws what fits.
    await page.setViewportSize({ width: 1200, height: 3000 });
    await until(async () => (await page.locator(conversationRow).count()) >= count + polled.length, {
      what: 'all conversations in one list',
    });
    await page.close();
  });

  it('are all back on their lines after the worker was stopped, with what was missed', async () => {
    await browser.stopWorker();
    await writeToAll('missed');
    await ask(browser, 'wake', { why: 'person' });
    await untilStored(['first', 'missed']);
    // Nobody wakes for these: the lines that were opened anew bring them.
    for (const uin of uins) await server.say({ from: friend, to: uin, text: `pushed ${uin}` });
    await until(
      async () => {
        const all = await stored();
        return uins.every((uin) => all.get(uin)?.at(-1) === `pushed ${uin}`);
      },
      { what: 'a push on every line', ms: 60_000 },
    );
    await until(async () => (await browser.badge()) === String(3 * count + 2 * polled.length), { what: 'the badge' });
  });
});
