import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { addAccount } from '../ask';
import { type LiveChromium, launchChromium } from '../chromium';
import type { Language } from '../chromium-flags';
import { allowSite, countLegacyPictures } from '../legacy-page';
import type { LiveBrowser } from '../live-browser';
import { shownButtons } from '../pierced';
import { putRow, readRows } from '../raw-store';
import { type QqServer, startServer } from '../server';
import { until } from '../wait';

/**
 * Takes pictures of old pages before and after the person allows them, and of every state in every family, from the
 * production build: `npx tsx test/browser/screens/shop-page.ts FOLDER`. The pictures are for eyes.
 */
const [folder = 'shots'] = process.argv.slice(2);
const host = 'shop.test';
const me = '10001';
const friends = { online: '20001', away: '20002', busy: '20003', offline: '20004' };
const stranger = '20000417';
const everybody = { ...friends, unknown: stranger, mine: me };
/** Sizes as pages declared them, by family (ui, Status buttons). */
const families = {
  icon: ['16×16', '20×20', '21×15', '25×17'],
  small: ['55×13', '61×16', '68×18'],
  wide: ['68×29', '71×24', '74×23', '77×22', '79×25', '92×30'],
};
const grounds = ['#fff', '#f7e6b4', '#c8102e', '#16202c', '#000'];
const { online, away, busy, offline } = friends;
const onPages = [online, away, stranger, busy, offline, '20000902', away, online, me, busy]
  .map((uin) => `uin=${uin}`)
  .join('&');
const oldPages = { shop: `/shop-gbk.html?${onPages}`, forum: `/forum.html?${onPages}` };

mkdirSync(folder, { recursive: true });
const server = await startServer();
try {
  for (const uin of Object.values(friends)) {
    await server.account({ uin, password: 'friend', nick: `Friend ${uin}`, friends: [me] });
  }
  await server.account({ uin: me, password: 'secret', nick: 'Shop', friends: Object.values(friends) });
  for (const [state, uin] of Object.entries(friends)) await server.presence(uin, state);
  for (const lang of ['en', 'zh-CN'] as const) await draw(server, lang);
} finally {
  await server.stop();
}

async function draw({ ports }: QqServer, lang: Language): Promise<void> {
  const browser = await launchChromium({ lang, hostMap: { [`${host}:80`]: ports.pages as number } });
  try {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 760, height: 420 });
    const save = (name: string) =>
      page.screenshot({ path: join(folder, `${name}-${lang}.png`), fullPage: true }).then(() => page);
    if (lang === 'en') {
      for (const [name, path] of Object.entries(oldPages)) {
        await page.goto(`http://${host}${path}`);
        await save(`${name}-before`);
      }
    }
    await browser.grant(['http://127.0.0.1/*']);
    await addAccount(browser, { server: `127.0.0.1:${ports.httpqq}`, uin: me, password: 'secret', name: 'Shop' });
    await allowSite(browser, host);
    for (const [name, path] of Object.entries(oldPages)) {
      const html = await (await fetch(`http://127.0.0.1:${ports.pages}${path}`)).text();
      await page.goto(`http://${host}${path}`);
      await knowAll(browser, page, countLegacyPictures(html));
      await save(`${name}-after`);
    }
    const table = allStates();
    await page.route(`http://${host}/states`, (route) => route.fulfill({ contentType: 'text/html', body: table }));
    await page.setViewportSize({ width: 1080, height: 420 });
    await page.goto(`http://${host}/states`);
    await knowAll(browser, page, countLegacyPictures(table));
    await save('states');
    await page.emulateMedia({ media: 'print' });
    await save('states-print');
    await page.emulateMedia({ media: null, forcedColors: 'active', colorScheme: 'dark' });
    await page.reload();
    await knowAll(browser, page, countLegacyPictures(table));
    await save('states-forced');
  } finally {
    await browser.close();
  }
}

/** HTTP QQ tells one state for busy and away (presence-codes): the store is told what another protocol would say. */
async function beAway(browser: LiveBrowser): Promise<void> {
  const row = await until(
    async () => (await readRows<{ number: string }>(browser, 'presence')).find(({ number }) => number === away),
    { what: 'the friends to be known' },
  );
  await putRow(browser, 'presence', { ...row, state: 'away' });
}

/** Every button stands there, and the friends' states are told: until then all of them say the same. */
async function knowAll(browser: LiveChromium, page: Page, count: number): Promise<void> {
  await until(
    async () => {
      const buttons = await shownButtons(browser, page);
      const said = (uin: string) => buttons.find(({ number }) => number === uin)?.label.replace(uin, '');
      if (said(away) !== undefined && said(away) === said(busy)) {
        await beAway(browser);
        await page.reload();
      }
      return buttons.length === count && said(online) !== said(away);
    },
    { what: `${count} buttons on ${page.url()}`, ms: 20_000, every: 200 },
  );
}

/** A row for each size with a picture for each state, and all of them again on grounds of other colours. */
function allStates(): string {
  const picture = (uin: string, size: string) => {
    const [width, height] = size.split('×');
    return `<img src="http://wpa.qq.com/pa?p=2:${uin}:41" width="${width}" height="${height}">`;
  };
  const people = Object.values(everybody);
  const cells = (size: string) => people.map((uin) => `<td>${picture(uin, size)}</td>`).join('');
  const rows = Object.entries(families).flatMap(([family, sizes]) =>
    sizes.map((size) => `<tr><th>${family}<th>${size}${cells(size)}</tr>`),
  );
  const heads = Object.keys(everybody).map((state) => `<th>${state}`);
  const strips = grounds.map(
    (ground) =>
      `<p style="background:${ground}">${['77×22', '61×16', '21×15'].map((size) => people.map((uin) => picture(uin, size)).join(' ')).join(' ')}</p>`,
  );
  return `<!DOCTYPE html><meta charset="utf-8"><title>states</title><style>
body{margin:16px;font:12px sans-serif}td,th{padding:6px 12px;text-align:left}p{margin:0;padding:10px 4px;white-space:nowrap;zoom:.8}
</style><table><tr><th><th>${heads.join('')}</tr>${rows.join('')}</table>${strips.join('')}`;
}
