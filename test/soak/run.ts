import { addAccount, ask } from '../browser/ask';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { confirmByPhone } from '../browser/phone';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import type { SoakOptions } from './options';

interface MessageRow {
  readonly accountId: number;
  readonly text: string;
  readonly direction: 'in' | 'out';
  readonly delivery?: string;
}

export interface SoakFigures {
  readonly browser: string;
  readonly minutes: number;
  readonly accounts: number;
  /** All that reached the server, and those of them that carried what was not theirs, by kind. */
  readonly requests: number;
  readonly slips: Readonly<Record<string, number>>;
  readonly said: number;
  readonly stored: number;
  readonly crossed: number;
  readonly replies: { readonly sent: number; readonly delivered: number };
  readonly online: number;
}

const friend = '20050001';

/**
 * Numbers of one host, all polling without a pause while somebody writes to each of them and each answers. The server
 * counts requests that carry another sign-in's cookies or tickets; the store is compared with its ledger at the end.
 */
export async function runSoak(
  options: SoakOptions,
  tell: (line: string) => void,
): Promise<{ figures: SoakFigures; wrong: string[] }> {
  const server = await startServer();
  const browser = await (options.browser === 'firefox' ? launchFirefox() : launchChromium());
  try {
    const ids = await signIn(browser, server, options.accounts);
    tell(`${ids.size} accounts are online`);
    const counts = await speak(browser, server, ids, options.minutes, tell);
    return await readFigures(browser, server, ids, options, counts);
  } finally {
    await browser.close().catch(() => undefined);
    await server.stop();
  }
}

async function signIn(browser: LiveBrowser, server: QqServer, count: number): Promise<Map<string, number>> {
  const uins = Array.from({ length: count }, (_, i) => String(10_070_001 + i));
  await server.account({ uin: friend, password: 'friend', nick: '林小满', friends: uins });
  await browser.grant(['http://*.qq.localhost/*']);
  const ids = new Map<string, number>();
  for (const uin of uins) {
    await server.account({ uin, password: 'none', nick: `店${uin}`, friends: [friend], protocol: 'webqq' });
    const address = `http://*.qq.localhost:${server.ports.webqq}`;
    const id = await addAccount(browser, { protocol: 'webqq', server: address, uin, password: '', name: '' });
    await confirmByPhone(browser, server, uin, id);
    ids.set(uin, id);
  }
  return ids;
}

async function speak(
  browser: LiveBrowser,
  server: QqServer,
  ids: ReadonlyMap<string, number>,
  minutes: number,
  tell: (line: string) => void,
): Promise<{ said: number; sent: number }> {
  const end = Date.now() + minutes * 60_000;
  let [said, sent] = [0, 0];
  for (let second = 0; Date.now() < end; second++) {
    // Whoever has its answer is asked again at once, so that all of them are out nearly all the time.
    await ask(browser, 'wake', { why: 'person' });
    for (const [uin, accountId] of ids) {
      if (second % 5 === 0) await server.say({ from: friend, to: uin, text: `#${said++}# 给 ${uin}` });
      if (second % 20 === 7) {
        const reply = { id: crypto.randomUUID(), accountId, peer: `u:${friend}`, text: `#r${sent++}# 来自 ${uin}` };
        await ask(browser, 'send', reply);
      }
    }
    if (second % 60 === 59) tell(`${second + 1} rounds, ${said} said, ${JSON.stringify(await slipsOf(server))}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return { said, sent };
}

async function readFigures(
  browser: LiveBrowser,
  server: QqServer,
  ids: ReadonlyMap<string, number>,
  { minutes, accounts }: SoakOptions,
  { said, sent }: { said: number; sent: number },
): Promise<{ figures: SoakFigures; wrong: string[] }> {
  const look = async () => {
    const messages = await readRows<MessageRow>(browser, 'messages');
    const { entries } = await server.ledger();
    return {
      heard: messages.filter(({ direction }) => direction === 'in'),
      answered: messages.filter(({ delivery }) => delivery === 'sent').length,
      delivered: entries.filter(({ kind, to }) => kind === 'accepted' && to === friend).length,
    };
  };
  await until(
    async () => {
      await ask(browser, 'wake', { why: 'person' });
      const { heard, answered } = await look();
      return heard.length >= said && answered >= sent;
    },
    { what: 'the last of it', ms: 60_000, every: 1_000 },
    // What has not come by then is what the figures are for.
  ).catch(() => undefined);
  const { heard, answered, delivered } = await look();
  const uins = new Map([...ids].map(([uin, id]) => [id, uin]));
  const sessions = await readRows<{ state: string }>(browser, 'sessions');
  const { requests, ...slips } = await countsOf(server);
  const figures: SoakFigures = {
    browser: `${browser.name} ${browser.version}`,
    minutes,
    accounts,
    requests: requests ?? 0,
    slips,
    said,
    stored: new Set(heard.map(({ text }) => text)).size,
    crossed: heard.filter(({ accountId, text }) => !text.endsWith(uins.get(accountId) ?? '?')).length,
    replies: { sent, delivered },
    online: sessions.filter(({ state }) => state === 'online').length,
  };
  const wrong = [
    ...Object.entries(slips).flatMap(([kind, count]) => (count > 0 ? [`${kind}: ${count}`] : [])),
    ...(heard.length === said ? [] : [`${said} said, ${heard.length} stored`]),
    ...(figures.crossed === 0 ? [] : [`${figures.crossed} in another account`]),
    ...(delivered === sent && answered === sent ? [] : [`${sent} sent, ${answered} known as sent, ${delivered} taken`]),
    ...(figures.online === ids.size ? [] : [`${figures.online} of ${ids.size} are online`]),
    ...browser.errors(),
  ];
  return { figures, wrong };
}

async function countsOf(server: QqServer): Promise<Record<string, number>> {
  const { webqq } = (await server.state()) as unknown as { webqq: { counts: Record<string, number> } };
  return webqq.counts;
}

async function slipsOf(server: QqServer): Promise<Record<string, number>> {
  const { requests: _, ...slips } = await countsOf(server);
  return Object.fromEntries(Object.entries(slips).filter(([, count]) => count > 0));
}
