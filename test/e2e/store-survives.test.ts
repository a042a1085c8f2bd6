import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { ageStore, deleteStore, objectStores, putRow, readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { friendOf, signInShops, storedTexts } from './chat';

const shops = ['10001', '10002'];
let browser: LiveChromium;
let server: QqServer;

beforeAll(async () => {
  server = await startServer();
  browser = await launchChromium();
  await signInShops(browser, server, shops);
  for (const uin of shops) await server.say({ from: friendOf(uin), to: uin, text: `to ${uin}` });
  await ask(browser, 'wake', { why: 'person' });
  await until(async () => (await storedTexts(browser)).length === 2, { what: 'two messages in the store' });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('a damaged record is left out of the chat and counted in the settings', async () => {
  const [row] = await readRows<{ accountId: number; peer: string; remoteKey: string }>(browser, 'messages');
  if (!row) throw new Error('no message');
  const { accountId, peer } = row;
  await putRow(browser, 'messages', { accountId, peer, ordinal: 99, remoteKey: 'damaged', at: 'never' });
  const inbox = await browser.openPage(`inbox.html#/${accountId}/${peer}`);
  await inbox.locator('.bubble').first().waitFor();
  const options = await browser.openPage('options.html#general');
  await options.getByText('1 record could not be read').waitFor();
  expect(await inbox.locator('.bubble').count()).toBe(1);
  await inbox.close();
  await options.close();
});

it('a store that was deleted under it comes back with its accounts, and a page says so', async () => {
  const copied = `chrome.storage.local.get('secondCopy').then(({ secondCopy }) => secondCopy?.accounts.length)`;
  await until(async () => (await browser.run<number>(copied)) === 2, { what: 'the second copy to hold both accounts' });
  await deleteStore(browser);
  await browser.stopWorker();
  const popup = await browser.openPage('popup.html');
  await popup.getByText('restored 2 accounts').waitFor();
  const accounts = await readRows<{ id: number; uin: string }>(browser, 'accounts');
  expect(accounts.map(({ uin }) => uin).sort()).toEqual(shops);
  expect(await objectStores(browser)).toContain('messages');
  await until(
    async () => (await readRows<{ reason?: string }>(browser, 'sessions')).every((s) => s.reason === 'no-secret'),
    {
      what: 'both accounts to ask for their passwords',
    },
  );
  await popup.close();
});

it('a store of a newer version is told of and not touched until the person starts afresh', async () => {
  await ageStore(browser);
  const popup = await browser.openPage('popup.html');
  await popup.getByText('The message store is from a newer Uinbell').waitFor();
  await until(async () => (await browser.badge()) === '?', { what: 'the badge to say that it does not know' });
  expect(await readRows<object>(browser, 'accounts')).toHaveLength(2);
  await popup.getByText('Start the store afresh').click();
  await popup.getByText('Delete and begin anew').click();
  await popup.getByText('restored 2 accounts').waitFor();
  await popup.close();
});
