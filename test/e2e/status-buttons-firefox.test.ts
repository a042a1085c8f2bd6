import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { type LiveFirefox, launchFirefox } from '../browser/firefox';
import { allowSite, countLegacyPictures } from '../browser/legacy-page';
import { shownLabels } from '../browser/pierced-firefox';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { friendOf, signInShops } from './chat';

const me = '10001';
const friend = friendOf(me);
const host = 'shop.test';
const address = `http://${host}/shop.html?uin=${friend}&uin=${me}`;
let server: QqServer;
let browser: LiveFirefox;
let page: Page;
let found: number;

beforeAll(async () => {
  server = await startServer();
  browser = await launchFirefox({ proxyPort: server.ports.pages as number });
  await signInShops(browser, server, [me]);
  await server.presence(friend, 'busy');
  page = await browser.browser.newPage();
  await page.goto(address);
  found = countLegacyPictures(
    await (await fetch(`http://127.0.0.1:${server.ports.pages}/shop.html?uin=${friend}&uin=${me}`)).text(),
  );
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const labels = () => shownLabels(browser, address);

describe('a shop page of 2009 in Firefox', () => {
  it('comes alive once its site is allowed, and stays as it is before', async () => {
    expect(found).toBeGreaterThanOrEqual(10);
    expect(await labels()).toEqual([]);
    await allowSite(browser, host);
    await until(async () => (await labels()).length === found, { what: `${found} buttons` });
    await until(async () => (await labels()).includes(`QQ ${friend}, Busy`), { what: 'the friend to be busy' });
    expect(await labels()).toContain(`QQ ${me}, Mine`);
  });

  it('follows a contact from an event page that was stopped', async () => {
    await browser.stopWorker();
    await server.presence(friend, 'online');
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await labels()).includes(`QQ ${friend}, Online`), { what: 'the friend to be online' });
  });

  it('opens the chat with that number in a window of ours on a real click, and on no other', async () => {
    await page.bringToFront();
    const box = await page.evaluate(() => {
      const img = [...document.images].find((one) => one.src.includes('pa?p=1:') && one.nextElementSibling);
      (img?.nextElementSibling as HTMLElement | null)?.click();
      const { x = 0, y = 0, width = 0, height = 0 } = img?.nextElementSibling?.getBoundingClientRect() ?? {};
      return { x: x + width / 2, y: y + height / 2 };
    });
    const chat = async () => (await browser.addresses()).some((url) => /inbox\.html#\/\d+\/u:\d+/.test(url));
    expect(await chat()).toBe(false);
    await page.mouse.click(box.x, box.y);
    await until(chat, { what: 'the window with the chat' });
  });

  it('leaves nothing in the log of ours', () => {
    expect(browser.errors().filter((error) => error.includes(browser.origin))).toEqual([]);
  });
});
