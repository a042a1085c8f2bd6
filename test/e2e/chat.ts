import { addAccount } from '../browser/ask';
import type { LiveBrowser } from '../browser/live-browser';
import { readRows } from '../browser/raw-store';
import type { QqServer } from '../browser/server';

export interface StoredMessage {
  readonly accountId: number;
  readonly peer: string;
  readonly text: string;
  readonly direction: 'in' | 'out';
  readonly delivery?: string;
}

/** Shops with one friend each, on the server and signed in in the browser; answers their account ids by number. */
export async function signInShops(
  browser: LiveBrowser,
  server: QqServer,
  uins: readonly string[],
): Promise<Map<string, number>> {
  await browser.grant(['http://127.0.0.1/*']);
  const ids = new Map<string, number>();
  for (const uin of uins) {
    const friend = friendOf(uin);
    await server.account({ uin: friend, password: 'friend', nick: `Friend of ${uin}`, friends: [uin] });
    await server.account({ uin, password: 'secret', nick: `Shop ${uin}`, friends: [friend] });
    const address = `127.0.0.1:${server.ports.httpqq}`;
    ids.set(uin, await addAccount(browser, { server: address, uin, password: 'secret', name: `Shop ${uin}` }));
  }
  return ids;
}

export function friendOf(uin: string): string {
  return `9${uin}`;
}

export async function storedTexts(browser: LiveBrowser): Promise<string[]> {
  const messages = await readRows<StoredMessage>(browser, 'messages');
  return messages.filter(({ direction }) => direction === 'in').map(({ text }) => text);
}

/** How often that number asked for its messages, by the ledger. */
export async function pollsOf(server: QqServer, uin: string, since = 0): Promise<number> {
  const { entries } = await server.ledger(since);
  return entries.filter((entry) => entry.from === uin && entry.cmd?.toUpperCase() === 'GETMSGEX').length;
}
