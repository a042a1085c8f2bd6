import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';

let browser: LiveChromium;
let server: QqServer;
let page: Page;

beforeAll(async () => {
  server = await startServer();
  await server.account({ uin: '10001', password: 'secret', nick: 'Shop' });
  browser = await launchChromium();
  await browser.approve(['http://127.0.0.1/*']);
  page = await browser.openPage('options.html#first-run');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const words = () => page.evaluate<string>('document.body.innerText');
const says = (text: RegExp) => until(async () => text.test(await words()), { what: `the page to say ${text}` });

async function fill(values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"], [type="${name}"]`, value);
}

describe('the first run', () => {
  it('says plainly that nothing is received while the browser is closed', async () => {
    await says(/nothing is received while the browser is closed/i);
  });

  it('asks for the permission in the click, tries a wrong password once and says so under its field', async () => {
    await page.getByRole('radio', { name: /HTTP QQ/ }).check();
    await fill({ server: `127.0.0.1:${server.ports.httpqq}`, uin: '10001', password: 'guess' });
    await page.click('form button[type=submit]');
    await says(/the password is wrong/i);
    const { entries } = await server.ledger();
    expect(entries.filter(({ cmd }) => cmd === 'Login')).toHaveLength(1);
    expect(await readRows(browser, 'accounts')).toEqual([]);
  });

  it('signs in with the right one, and says who is signed in', async () => {
    await fill({ password: 'secret' });
    await page.click('form button[type=submit]');
    await says(/is signed in/i);
    expect(await readRows(browser, 'accounts')).toMatchObject([{ uin: '10001' }]);
    const [box] = await readRows<{ box: number[] }>(browser, 'secrets');
    expect(box?.box.length).toBeGreaterThan(16);
  });

  it('has the list beside the page by one click, and it stays there when the tab is another one', async () => {
    const settings = await browser.openPage('options.html#general');
    await settings.getByRole('button', { name: 'Open it' }).click();
    const beside = () =>
      browser.run<string[]>(
        `chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] }).then((all) => all.map((one) => one.documentUrl))`,
      );
    const isThere = async () => (await beside()).some((url) => url.endsWith('/sidepanel.html'));
    await until(isThere, { what: 'the list beside the page' });
    await settings.close();
    expect(await isThere()).toBe(true);
  });

  it('leaves nothing in the log', () => {
    expect(browser.errors()).toEqual([]);
  });
});
