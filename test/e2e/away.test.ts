import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { type NotificationService, startNotificationService } from '../browser/notification-service';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { friendOf, signInShops } from './chat';

const shop = '10001';
const friend = friendOf(shop);
let desktop: NotificationService;
let server: QqServer;
let browser: LiveChromium;
let accountId: number;

beforeAll(async () => {
  [desktop, server] = await Promise.all([startNotificationService(), startServer()]);
  browser = await launchChromium({ desktop: desktop.address });
  accountId = (await signInShops(browser, server, [shop])).get(shop) ?? 0;
  await browser.run(`chrome.storage.local.set({ settings: { awayAfter: 5 } })`);
});
beforeEach(() => goes('active', 'online'));
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await desktop?.stop();
});

/** Somebody leaves the computer or comes back, and the server has heard of it. */
async function goes(where: 'active' | 'idle', shown: string): Promise<void> {
  await browser.setIdle(where);
  await until(async () => (await server.state()).accounts.find(({ uin }) => uin === shop)?.state === shown, {
    what: `the shop to be shown as ${shown}`,
  });
}

/** The friend comes online, and the shop has heard of it. */
async function friendComes(): Promise<void> {
  const seen = async () =>
    (await readRows<{ number: string; state: string }>(browser, 'presence')).find(({ number }) => number === friend)
      ?.state;
  for (const state of ['offline', 'online'] as const) {
    await server.presence(friend, state);
    await until(
      async () => {
        await ask(browser, 'wake', { why: 'person' });
        return (await seen()) === state;
      },
      { what: `the friend to be seen as ${state}` },
    );
  }
}

it('a number shows as busy by itself while nobody is there, says so, and is online again afterwards', async () => {
  const popup = await browser.openPage('popup.html');
  await popup.locator('.mark-button').click();
  const words = popup.getByText('You are away, so friends see you as busy.');
  await popup.locator('.account-row').waitFor();
  expect(await words.count()).toBe(0);
  await goes('idle', 'busy');
  await words.waitFor();
  await goes('active', 'online');
  await words.waitFor({ state: 'detached' });
  await popup.close();
});

it('who comes online is told while nobody is there, and not otherwise, where that was chosen', async () => {
  await ask(browser, 'person.change', { accountId, number: friend, tell: { when: 'online', onlyAway: true } });
  await friendComes();
  expect(desktop.said()).toEqual([]);
  await goes('idle', 'busy');
  await friendComes();
  const told = await until(() => desktop.showing()[0], { what: 'the friend to be told of' });
  expect(told.summary).toBe(`${friend} → Shop ${shop}`);
  expect(told.body).toContain('Online now');
  await friendComes();
  await until(() => desktop.said().length === 2, { what: 'the second time' });
  expect(browser.errors()).toEqual([]);
});
