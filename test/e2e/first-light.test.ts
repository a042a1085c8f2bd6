import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { answerFirst, conversationRow, seen } from '../start/hand';
import { friendOf, type StoredMessage, signInShops, storedTexts } from './chat';

const shops = ['10001', '10002', '10003'];
let browser: LiveChromium;
let server: QqServer;
let ids: Map<string, number>;

beforeAll(async () => {
  server = await startServer();
  browser = await launchChromium();
  ids = await signInShops(browser, server, shops);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('three accounts in Chromium', () => {
  it('receive what is written to them, each its own, and the badge counts it', async () => {
    for (const uin of shops) await server.say({ from: friendOf(uin), to: uin, text: `给 ${uin} 的话, a & b` });
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await storedTexts(browser)).length === 3, { what: 'three messages in the store' });
    const messages = await readRows<StoredMessage>(browser, 'messages');
    for (const uin of shops) {
      const own = messages.filter(({ accountId }) => accountId === ids.get(uin));
      expect(own.map(({ text }) => text)).toEqual([`给 ${uin} 的话, a & b`]);
    }
    await until(async () => (await browser.badge()) === '3', { what: 'the badge to show 3' });
  });

  it('answer from the popup, and reading there lowers the badge', async () => {
    const popup = await browser.openPage('popup.html');
    await answerFirst(popup, '好的，马上发货');
    await until(
      async () =>
        (await server.ledger()).entries.some(({ kind, text }) => kind === 'accepted' && text === '好的，马上发货'),
      { what: 'the reply on the server' },
    );
    await until(async () => (await browser.badge()) === '2', { what: 'the badge to show 2' });
    const out = (await readRows<StoredMessage>(browser, 'messages')).filter(({ direction }) => direction === 'out');
    expect(out).toMatchObject([{ text: '好的，马上发货' }]);
    await popup.close();
  });

  it('show their list while the worker is stopped, from snapshot and store alone', async () => {
    await browser.stopWorker();
    const popup = await browser.openPage('popup.html');
    await seen(popup, conversationRow);
    expect(await popup.evaluate(`document.querySelectorAll('${conversationRow}').length`)).toBe(3);
    await popup.close();
  });

  it('leave nothing in the log', () => {
    expect(browser.errors()).toEqual([]);
  });
});
