import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { allowSite, countLegacyPictures, countWatched } from '../browser/legacy-page';
import { shownButtons } from '../browser/pierced';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { readCases } from '../corpus/cases';
import { type CaseResult, runCases } from '../corpus/run';
import { composerField, seen } from '../start/hand';
import { friendOf, signInShops } from './chat';

const me = '10001';
const friend = friendOf(me);
const host = 'shop.test';
const path = `/shop.html?uin=${friend}&uin=${me}`;
let server: QqServer;
let browser: LiveChromium;
let page: Page;
let found: number;

beforeAll(async () => {
  server = await startServer();
  browser = await launchChromium({ hostMap: { [`${host}:80`]: server.ports.pages as number } });
  await signInShops(browser, server, [me]);
  await server.presence(friend, 'busy');
  found = countLegacyPictures(await (await fetch(`http://127.0.0.1:${server.ports.pages}${path}`)).text());
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const labels = async () => (await shownButtons(browser, page)).map(({ label }) => label);

describe('a shop page of 2009', () => {
  it('stays as it is before the person allows it', async () => {
    page = await browser.context.newPage();
    await page.goto(`http://${host}${path}`);
    expect(found).toBeGreaterThanOrEqual(10);
    expect(await labels()).toEqual([]);
  });

  it('comes alive this once, without any permission, where the popup is opened over it and told so', async () => {
    await page.bringToFront();
    const popup = await browser.clickAction(page);
    const press = `[...document.querySelectorAll('.site-acts button')].find((one) => one.textContent === 'Show now')`;
    await until(() => popup.evaluate<boolean>(`${press} !== undefined`), { what: 'the popup to offer it' });
    await popup.evaluate(`${press}.click()`);
    await until(async () => (await labels()).length === found, { what: `${found} buttons` });
    await until(async () => (await labels()).includes(`QQ ${friend}, Busy`), { what: 'the friend to be busy' });
    await popup.close();
    expect(await browser.run<boolean>(`chrome.permissions.contains({ origins: ['*://${host}/*'] })`)).toBe(false);
    // The next page is as it was: no script waits for it.
    await page.goto(`http://${host}${path}`);
    const scripts = () => browser.run<object[]>('chrome.scripting.getRegisteredContentScripts()');
    await until(async () => (await scripts()).length === 0, { what: 'no script to be left' });
    expect(await labels()).toEqual([]);
  });

  it('has a live button for every picture once it is allowed, those that scripts add too', async () => {
    await allowSite(browser, host);
    await until(async () => (await labels()).length === found, { what: `${found} buttons` });
    await until(async () => (await countWatched(browser, host)) === found, { what: 'the background to know them all' });
    await until(async () => (await labels()).includes(`QQ ${friend}, Busy`), { what: 'the friend to be busy' });
    const all = await labels();
    expect(all).toContain(`QQ ${me}, Mine`);
    // Nobody is asked about strangers: what is not known is shown as unknown.
    expect(
      all.filter((label) => !label.includes(friend) && !label.includes(me)).every((l) => l.endsWith('Unknown')),
    ).toBe(true);
  });

  it('keeps its own pictures, links and sizes, and shows nothing of a state outside the closed root', async () => {
    const outside = await page.evaluate(() => {
      const pictures = [...document.querySelectorAll('img')].filter((img) => img.src.includes('wpa.qq.com/pa?'));
      return pictures.map((img) => {
        const host = img.nextElementSibling;
        return {
          html: host?.outerHTML,
          root: host?.shadowRoot ?? null,
          text: host?.textContent,
          inLink: img.parentElement?.localName,
        };
      });
    });
    expect(outside.every(({ html, root, text }) => html === '<span></span>' && root === null && text === '')).toBe(
      true,
    );
    expect(outside.some(({ inLink }) => inLink === 'a')).toBe(true);
  });

  it('follows a contact who comes and goes', async () => {
    await server.presence(friend, 'online');
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await labels()).includes(`QQ ${friend}, Online`), {
      what: 'the friend to be online',
    });
  });

  it('has buttons for rare shapes on a large page too, once somebody moves over it', async () => {
    const rare = `<a href="#" style="display:block;width:77px;height:22px;background:url(http://wpa.qq.com/pa?p=1:${friend}:4)"></a>`;
    const large = await browser.context.newPage();
    const body = `${'<p>合页</p>'.repeat(6_000)}${rare}`;
    await large.route(`http://${host}/large`, (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><body>${body}` }),
    );
    await large.goto(`http://${host}/large`);
    await large.mouse.move(40, 40);
    await large.mouse.move(60, 60);
    await until(async () => (await shownButtons(browser, large)).length === 1, { what: 'the one button' });
    await large.close();
  });

  it('has no button for a number that the person hid there, until they show it again', async () => {
    const there = (await labels()).filter((label) => label.includes(friend)).length;
    const hidden = { hosts: { [host]: 'on' }, more: { [host]: { hidden: [friend] } } };
    await browser.run(`chrome.storage.local.set({ sites: ${JSON.stringify(hidden)} })`);
    await ask(browser, 'wake', { why: 'person' });
    await until(async () => (await labels()).every((label) => !label.includes(friend)), {
      what: 'its buttons to go',
    });
    expect(await ask(browser, 'site.unhide', { host })).toMatchObject({ ok: true });
    await until(async () => (await labels()).filter((label) => label.includes(friend)).length === there, {
      what: 'its buttons to be back',
    });
  });

  it('opens a chat with that number in a window of ours on a real click, and on no other', async () => {
    const box = await page.evaluate(() => {
      const img = [...document.querySelectorAll('img')].find(
        (one) => one.src.includes('pa?p=1:') && one.nextElementSibling,
      );
      const rect = img?.nextElementSibling?.getBoundingClientRect();
      (img?.nextElementSibling as HTMLElement | null)?.click();
      return rect && { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    });
    expect(browser.context.pages().some((one) => one.url().includes('inbox.html'))).toBe(false);
    await page.mouse.click(box?.x ?? 0, box?.y ?? 0);
    const chat = await until(async () => browser.context.pages().find((one) => one.url().includes('inbox.html')), {
      what: 'the window with the chat',
    });
    await seen(chat, `${composerField}:not([disabled])`);
    expect(chat.url()).toMatch(/inbox\.html#\/\d+\/u:\d+/);
    await chat.close();
  });

  it('has its pictures back when the permission is taken away', async () => {
    await browser.revoke([`*://${host}/*`]);
    await until(async () => (await labels()).length === 0, { what: 'the buttons to go' });
    expect(
      await page.evaluate(() => [...document.images].some((img) => getComputedStyle(img).display === 'none')),
    ).toBe(false);
  });

  it('leaves nothing in the log of ours', () => {
    expect(browser.errors().filter((error) => error.includes(browser.origin))).toEqual([]);
  });
});

describe('the corpus', () => {
  it('has a button for each picture of its cases and for nothing else', async () => {
    const all = readCases('test/fixtures/status-icons.jsonl', { shuffle: true, wrap: true });
    const wrong: CaseResult[] = [];
    const errors = await runCases(
      all.filter((_, n) => n % 3 === 0),
      (result) => void (result.ok || wrong.push(result)),
    );
    expect(wrong).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('holds for shapes that somebody thought up against it, and for pictures that never told a state', async () => {
    const wrong: CaseResult[] = [];
    const read = (choice: object) =>
      readCases('test/fixtures/adversarial-icons.jsonl', { shuffle: true, wrap: false, ...choice });
    const done = (result: CaseResult) => void (result.ok || wrong.push(result));
    const plain = await runCases(read({}), done);
    const told = read({ static: true }).filter(({ html }) => /button_|status\/\d|getonline/.test(html));
    expect(told.length).toBeGreaterThan(6);
    const replaced = await runCases(told, done, { static: true });
    expect([wrong, plain, replaced]).toEqual([[], [], []]);
  });

  it('holds for shapes of our own too: shadow roots, bare links, enterprises, groups, editors', async () => {
    const wrong: CaseResult[] = [];
    const all = readCases('test/fixtures/more-icons.jsonl', { shuffle: true, wrap: false });
    const errors = await runCases(all, (result) => void (result.ok || wrong.push(result)));
    expect([wrong, errors]).toEqual([[], []]);
  });
});
