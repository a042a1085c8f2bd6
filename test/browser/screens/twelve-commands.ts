import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addAccount, ask } from '../ask';
import { type LiveChromium, launchChromium } from '../chromium';
import { readRows } from '../raw-store';
import { type QqServer, startServer } from '../server';
import { until } from '../wait';
import { settle } from './settle';

/**
 * The twelve commands of HTTP QQ in a person's hands: `npx tsx test/browser/screens/twelve-commands.ts FOLDER`. For each
 * a picture of the account that acts before it and after it, the server's ledger line, and a picture of the other
 * account after it.
 */
const [folder = 'twelve-commands'] = process.argv.slice(2);
const [shop, friend] = ['10001', '10002'];

type View = 'people' | 'list' | 'card' | 'search';

interface Step {
  readonly cmd: string;
  /** Whose command it is. */
  readonly by: string;
  readonly run: () => Promise<unknown>;
  /** What the pictures are of. */
  readonly of: View;
  /** What is there before the second picture is taken. */
  readonly seen?: () => Promise<unknown>;
}

mkdirSync(folder, { recursive: true });
const server = await startServer();
const browser = await launchChromium();
try {
  await play(server, browser);
} finally {
  await browser.close();
  await server.stop();
}

async function play(server: QqServer, browser: LiveChromium): Promise<void> {
  // What takes 20 s takes half a second.
  await server.clock({ scale: 40 });
  await browser.grant(['http://127.0.0.1/*']);
  const about = { AG: '19', SX: '1', PV: '江苏', PR: '周末不在' };
  await server.account({
    uin: shop,
    password: 'secret',
    nick: '优品小店',
    face: 270,
    friends: [friend],
    details: about,
  });
  await server.account({ uin: friend, password: 'secret', nick: '林小满', friends: [shop], details: about });
  const ids = new Map<string, number>();
  const idOf = (uin: string) => ids.get(uin) ?? 0;
  const signIn = async (uin: string, name: string) => {
    const address = `127.0.0.1:${server.ports.httpqq}`;
    const colour = uin === shop ? 1 : 2;
    ids.set(uin, await addAccount(browser, { server: address, uin, password: 'secret', name, colour }));
  };
  const act = (uin: string, deed: object) => ask(browser, 'act', { accountId: idOf(uin), deed });
  const request = async () => {
    const rows = await readRows<{ accountId: number; key: string; open?: number }>(browser, 'requests');
    return rows.find(({ accountId, open }) => accountId === idOf(friend) && open !== undefined)?.key;
  };

  const waitForRequest = () =>
    until(
      async () => {
        await ask(browser, 'wake', { why: 'person' });
        return request();
      },
      { what: 'the request', ms: 20_000, every: 500 },
    );

  await signIn(friend, '私人号');
  const steps: readonly Step[] = [
    { cmd: 'Login', by: shop, of: 'people', run: () => signIn(shop, '优品小店') },
    { cmd: 'List', by: shop, of: 'people', run: async () => {} },
    { cmd: 'Query_Stat', by: shop, of: 'people', run: async () => {} },
    {
      cmd: 'GetInfo',
      by: shop,
      of: 'card',
      run: () => ask(browser, 'person.profile', { accountId: idOf(shop), number: friend }),
    },
    {
      cmd: 'Finger',
      by: shop,
      of: 'search',
      run: () => ask(browser, 'person.find', { accountId: idOf(shop), query: { age: 19, province: '江苏' } }),
    },
    {
      cmd: 'Change_Stat',
      by: shop,
      of: 'people',
      run: () => ask(browser, 'setStatus', { accountId: idOf(shop), status: 'busy' }),
    },
    {
      cmd: 'CLTMSG',
      by: shop,
      of: 'list',
      run: () =>
        ask(browser, 'send', { id: crypto.randomUUID(), accountId: idOf(shop), peer: `u:${friend}`, text: '在吗？' }),
    },
    { cmd: 'GetMsgEx', by: friend, of: 'list', run: () => ask(browser, 'wake', { why: 'person' }) },
    { cmd: 'DelFromList', by: shop, of: 'people', run: () => act(shop, { kind: 'unfriend', number: friend }) },
    {
      cmd: 'AddToList',
      by: shop,
      of: 'list',
      run: () => act(shop, { kind: 'add', number: friend, text: '我是小店' }),
      seen: waitForRequest,
    },
    {
      cmd: 'Ack_AddToList',
      by: friend,
      of: 'people',
      run: async () => act(friend, { kind: 'answer', key: await waitForRequest(), accept: true }),
    },
    {
      cmd: 'Logout',
      by: shop,
      of: 'people',
      run: () => ask(browser, 'setStatus', { accountId: idOf(shop), status: 'offline' }),
    },
  ];
  for (const [n, { cmd, by, run, of, seen }] of steps.entries()) {
    const name = `${String(n + 1).padStart(2, '0')}-${cmd}`;
    const others = by === shop ? friend : shop;
    const atOnce = cmd === 'List' || cmd === 'Query_Stat';
    const { next } = atOnce ? { next: 0 } : await server.ledger();
    await picture(browser, ids, by, of, `${name}-before`);
    await run();
    const line = await until(
      async () => {
        const { entries } = await server.ledger(next);
        const found = entries.find((e) => e.kind === 'command' && e.cmd === cmd && e.from === by && e.res === 0);
        if (found === undefined) await ask(browser, 'wake', { why: 'person' });
        return found;
      },
      { what: `${cmd} in the ledger`, ms: 30_000, every: 500 },
    );
    writeFileSync(join(folder, `${name}-ledger.json`), `${JSON.stringify(line)}\n`);
    // The other account hears of it with its next poll.
    await ask(browser, 'wake', { why: 'person' });
    await seen?.();
    await picture(browser, ids, by, of, `${name}-done`);
    await picture(browser, ids, others, of === 'list' ? 'list' : 'people', `${name}-after`);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

/** A picture of what one account shows. Before it is signed in, of all there is. */
async function picture(
  browser: LiveChromium,
  ids: ReadonlyMap<string, number>,
  uin: string,
  of: Step['of'],
  name: string,
): Promise<void> {
  const page = await browser.openPage('popup.html');
  try {
    await page.setViewportSize({ width: 380, height: 560 });
    await page.locator('.chip').first().waitFor();
    const place = [...ids.keys()].indexOf(uin) + 1;
    if (place > 0) await page.keyboard.press(String(place));
    if (of === 'list') await page.locator('.under .conv, .under .empty').first().waitFor();
    else await page.keyboard.press('p');
    if (of === 'people') await page.locator('.people .person, .people .empty').first().waitFor();
    if (of === 'card') {
      await page.locator('.person').first().click();
      await page.locator('.card-body').waitFor();
    }
    if (of === 'search') {
      await page.locator('.screen-top .btn').click();
      await page.locator('.find-traits').waitFor();
    }
    await settle(page);
    writeFileSync(join(folder, `${name}.png`), await page.screenshot());
  } finally {
    await page.close();
  }
}
