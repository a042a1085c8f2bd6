import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { ask } from '../browser/ask';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import { startPlainChromium } from '../browser/plain-chromium';
import { startServer } from '../browser/server';
import { until } from '../browser/wait';
import { friendOf, pollsOf, signInShops, storedTexts } from './chat';

// Both wait a minute for alarms and do nothing meanwhile, so they wait at once.
describe.concurrent('accounts', () => {
  it('are asked on alarms alone: production build, no debugger, every page closed', async ({ onTestFinished }) => {
    const server = await startServer();
    const profile = await mkdtemp(join(tmpdir(), 'uinbell-alive-'));
    onTestFinished(async () => {
      await server.stop();
      await rm(profile, { recursive: true, force: true, maxRetries: 10 });
    });
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

  it('in Firefox are asked by an alarm that wakes the stopped event page', async ({ expect, onTestFinished }) => {
    const server = await startServer();
    onTestFinished(() => server.stop());
    const browser = await launchFirefox();
    onTestFinished(() => browser.close());
    await signInShops(browser, server, ['10001']);
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await pollsOf(server, '10001')) >= 2, { what: 'the first polls' });
    await browser.stopWorker();
    await server.say({ from: friendOf('10001'), to: '10001', text: '你好，Firefox' });
    await until(async () => (await storedTexts(browser)).includes('你好，Firefox'), {
      what: 'the message, stored by an event page that an alarm woke',
      ms: 60_000,
      every: 500,
    });
    expect(browser.errors()).toEqual([]);
  });
});
