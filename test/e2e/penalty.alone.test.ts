import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { friendOf, type StoredMessage, signInShops, storedTexts } from './chat';

let server: QqServer;
let browser: LiveChromium;

beforeAll(async () => {
  server = await startServer();
  browser = await launchChromium();
  await signInShops(browser, server, ['10001', '10002', '10003']);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('accounts', () => {
  it("are not held up by one that sits out the server's 20 seconds", async () => {
    await server.fault({ kind: 'res-3', uin: '10001', cmd: 'GetMsgEx', times: 1 });
    await ask(browser, 'wake', { why: 'person' });
    for (const uin of ['10002', '10003']) await server.say({ from: friendOf(uin), to: uin, text: `quick ${uin}` });
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await storedTexts(browser)).length === 2, {
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
});
