import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { allowSite } from '../browser/legacy-page';
import { shownButtons } from '../browser/pierced';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { composerField, seen } from '../start/hand';
import { friendOf, type StoredMessage, signInShops } from './chat';

const [first, second] = ['10001', '10002'];
const friend = friendOf(first);
const host = 'shop.test';
let server: QqServer;
let browser: LiveChromium;
let page: Page;
let ids: Map<string, number>;

beforeAll(async () => {
  server = await startServer();
  const [pages, temporary] = [server.ports.pages as number, server.ports.temporary as number];
  browser = await launchChromium({ hostMap: { [`${host}:80`]: pages, 'wpa.qq.com:80': temporary } });
  ids = await signInShops(browser, server, [first, second]);
  await server.presence(friend, 'busy');
  await allowSite(browser, host);
  page = await browser.context.newPage();
  await page.goto(`http://${host}/shop.html?uin=${friend}&uin=${first}`);
  await ask(browser, 'wake', { why: 'person' });
  await until(async () => (await labels()).includes(`QQ ${friend}, Busy`), {
    what: 'the friend to be busy',
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const labels = async () => (await shownButtons(browser, page)).map(({ label }) => label);

/** Clicks the friend's first button as a hand does, and waits for the window of ours. */
async function clickButton(): Promise<Page> {
  const box = await page.evaluate((number) => {
    const pictures = [...document.querySelectorAll('img')].filter((one) => one.src.includes(`pa?p=1:${number}:`));
    const button = pictures.find((one) => one.nextElementSibling)?.nextElementSibling;
    button?.scrollIntoView({ block: 'center' });
    const rect = button?.getBoundingClientRect();
    return rect && { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  }, friend);
  await page.bringToFront();
  await page.mouse.move(2, 2);
  await page.mouse.move(box?.x ?? 0, box?.y ?? 0, { steps: 4 });
  const chat = await until(
    async () => {
      // A page that moved under the pointer a moment ago takes no click, so a hand tries again.
      await page.mouse.click(box?.x ?? 0, box?.y ?? 0);
      return browser.context.pages().find((one) => one.url().includes('inbox.html'));
    },
    { what: 'the window with the chat' },
  );
  await seen(chat, `${composerField}:not([disabled])`);
  return chat;
}

const item = async (chat: Page, name: string) => {
  await chat.getByRole('button', { name: 'Other ways' }).click();
  await chat.getByRole('menuitem', { name }).click();
};

describe('the window that a button opens', () => {
  let chat: Page;

  it('says what is known of the number, and writes as who knows it', async () => {
    chat = await clickButton();
    const about = chat.locator('.about');
    await about.getByText('Busy', { exact: true }).waitFor();
    expect(await about.innerText()).toMatch(/as your accounts heard \d+ (s|min) ago/);
    expect(await about.innerText()).toMatch(/Contact of Shop 10001\s+From a button on shop\.test/);
    expect(chat.url()).toMatch(new RegExp(`#/${ids.get(first)}/u:${friend}/from/shop\\.test$`));
  });

  it('remembers for that site as whom the person chose to write', async () => {
    await chat.getByLabel('Write as').selectOption(String(ids.get(second)));
    await chat.waitForURL(new RegExp(`#/${ids.get(second)}/u:${friend}/from/`));
    await seen(chat, `${composerField}:not([disabled])`);
    await chat.locator(composerField).fill('is it in stock');
    await chat.locator(composerField).press('Enter');
    await until(
      async () => (await readRows<StoredMessage>(browser, 'messages')).some(({ text }) => text === 'is it in stock'),
      {
        what: 'the message',
      },
    );
    await chat.close();
    chat = await clickButton();
    expect(chat.url()).toContain(`#/${ids.get(second)}/u:${friend}/from/shop.test`);
    expect(await chat.getByLabel('Write as').inputValue()).toBe(String(ids.get(second)));
    await chat.getByText('is it in stock').first().waitFor();
  });

  it('opens the link that the page itself has, and copies the number', async () => {
    const own = await page.evaluate(
      (number) =>
        [...document.querySelectorAll('a')]
          .map((a) => a.href)
          .find((href) => href.includes(`msgrd`) && href.includes(number)),
      friend,
    );
    const [tab] = await Promise.all([browser.context.waitForEvent('page'), item(chat, "Open the page's own link")]);
    await tab.waitForURL((url) => url.href === own);
    await tab.close();
    await browser.context.grantPermissions(['clipboard-read']);
    await chat.bringToFront();
    await item(chat, 'Copy the QQ number');
    await chat.getByText('Copied').waitFor();
    expect(await chat.evaluate(() => navigator.clipboard.readText())).toBe(friend);
  });

  it('shows the way to a phone, and to the desktop client by a fixed address', async () => {
    await chat.getByRole('button', { name: 'Other ways' }).click();
    const desktop = chat.getByRole('menuitem', { name: 'Open in the QQ desktop client' });
    expect(await desktop.getAttribute('href')).toBe(`tencent://message/?uin=${friend}&Site=&Menu=yes`);
    await chat.getByRole('menuitem', { name: 'Open in QQ on a phone' }).click();
    await chat.getByRole('img', { name: `A picture that opens a chat with ${friend} on a phone` }).waitFor();
    await chat.keyboard.press('Escape');
  });

  it('hides the number on that site until undone, and stops the site', async () => {
    const all = await labels();
    await item(chat, "Hide this number's buttons here");
    await until(async () => (await labels()).every((label) => !label.includes(friend)), { what: 'its buttons to go' });
    await chat.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await labels()).length === all.length, { what: 'its buttons to be back' });
    await item(chat, 'No buttons on this site');
    await until(async () => (await labels()).length === 0, { what: 'all buttons to go' });
    await chat.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await labels()).length === all.length, { what: 'all buttons to be back' });
  });

  it('is told in the settings with what was chosen for the site', async () => {
    const options = await browser.openPage('options.html');
    await options.locator('#buttons .setting', { hasText: host }).getByText('You write as').waitFor();
    await options.close();
    await chat.close();
    expect(browser.errors().filter((error) => error.includes(browser.origin))).toEqual([]);
  });
});
