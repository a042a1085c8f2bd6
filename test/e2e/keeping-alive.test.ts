import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { type LiveFirefox, launchFirefox } from '../browser/firefox';
import { startPlainChromium } from '../browser/plain-chromium';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { friendOf, pollsOf, type StoredMessage, signInShops, storedTexts } from './chat';

let server: QqServer;
let browser: LiveChromium | LiveFirefox | undefined;
let profile: string;

beforeEach(async () => {
  server = await startServer();
  profile = await mkdtemp(join(tmpdir(), 'uinbell-alive-'));
});
afterEach(async () => {
  await browser?.close();
  browser = undefined;
  await server.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 10 });
});

describe('accounts', () => {
  it("are not held up by one that sits out the server's 20 seconds", async () => {
    browser = await launchChromium();
    await signInShops(browser, server, ['10001', '10002', '10003']);
    await server.fault({ kind: 'res-3', uin: '10001', cmd: 'GetMsgEx', times: 1 });
    await ask(browser, 'wake', { why: 'person' });
    for (const uin of ['10002', '10003']) await server.say({ from: friendOf(uin), to: uin, text: `quick ${uin}` });
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await storedTexts(browser as LiveChromium)).length === 2, {
      what: "the others' messages",
      ms: 15_000,
    });
    // By the books of both sides, so that the time this test itself takes to look is not counted.
    const { entries } = await server.ledger();
    for (const { text, at } of await readRows<StoredMessage & { at: number }>(browser, 'messages')) {
      const accepted = entries.find((entry) => entry.kind === 'accepted' && entry.text === text);
      expect(at - (accepted?.at ?? 0), text).toBeLessThan(3_000);
    }
    // And the first still sits out its penalty.
    const sessions = await readRows<{ inFlight: readonly unknown[] }>(browser, 'sessions');
    expect(sessions[0]?.inFlight).toHaveLength(1);
  });

  it('are asked on alarms alone: production build, no debugger, every page closed', async () => {
    const first = await launchChromium({ profile });
    await signInShops(first, server, ['10001']);
    await first.close();
    const { next } = await server.ledger();
    const plain = startPlainChromium({ profile });
    try {
      // One poll is the start's own; two more can come only from alarms, since no page of ours is open.
      await until(async () => (await pollsOf(server, '10001', next)) >= 3, {
        what: 'two polls on alarms',
        ms: 150_000,
        every: 500,
      });
    } finally {
      await plain.kill();
    }
  }, 200_000);

  it('in Firefox are asked by an alarm that wakes the stopped event page', async () => {
    browser = await launchFirefox();
    await signInShops(browser, server, ['10001']);
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await pollsOf(server, '10001')) >= 2, { what: 'the first polls' });
    await browser.stopWorker();
    await server.say({ from: friendOf('10001'), to: '10001', text: '你好，Firefox' });
    await until(async () => (await storedTexts(browser as LiveFirefox)).includes('你好，Firefox'), {
      what: 'the message, stored by an event page that an alarm woke',
      ms: 60_000,
      every: 500,
    });
    expect(browser.errors()).toEqual([]);
  }, 120_000);
});
