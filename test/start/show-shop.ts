import type { LiveChromium } from '../browser/chromium';
import type { LiveFirefox } from '../browser/firefox';
import { allowSite, countLegacyPictures, countWatched } from '../browser/legacy-page';
import type { QqServer } from '../browser/server';
import { until } from '../browser/wait';
import { type DemoAccount, friendsOf } from './demo-people';
import type { Screen } from './hand';

const host = '127.0.0.1';

export interface Shop {
  readonly page: Screen;
  /** Pictures by the page's own text against buttons that the background knows of. */
  count(): Promise<{ found: number; upgraded: number }>;
}

/** A page with old pictures of friends, of a number of ours and of strangers, whom the server tells of. */
export async function showShop(
  browser: LiveChromium | LiveFirefox,
  server: QqServer,
  accounts: readonly DemoAccount[],
): Promise<Shop> {
  const people = accounts.slice(0, 2).flatMap((account) => friendsOf(account).map(({ uin }) => uin));
  const numbers = [...people.slice(0, 6), accounts[0]?.uin ?? ''].filter((uin) => uin !== '');
  const address = `http://${host}:${server.ports.pages}/shop.html?${numbers.map((uin) => `uin=${uin}`).join('&')}`;
  const api = browser.name === 'chromium' ? 'chrome' : 'browser';
  const chosen = JSON.stringify({ settings: { statusAddress: `http://${host}:${server.ports.getonline}/getonline` } });
  await browser.run(`${api}.storage.local.set(${chosen})`);
  await allowSite(browser, host);
  const found = countLegacyPictures(await (await fetch(address)).text());
  const page: Screen = await openTab(browser, address);
  const count = async () => ({ found, upgraded: await countWatched(browser, host) });
  // Told by the report if it does not come true.
  await until(async () => (await count()).upgraded === found, { what: `${found} live buttons`, ms: 15_000 }).catch(
    () => undefined,
  );
  return { page, count };
}

async function openTab(browser: LiveChromium | LiveFirefox, address: string): Promise<Screen> {
  if (browser.name === 'chromium') {
    const page = await browser.context.newPage();
    await page.goto(address);
    return page;
  }
  const page = await browser.browser.newPage();
  await page.goto(address);
  return page;
}
