import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { allowSite } from '../browser/legacy-page';
import { type SpySite, startSpySite } from '../browser/spy-site';
import { until } from '../browser/wait';
import { aFriend, host, labelsOn, openWith, picture } from './attacked-site';

let site: SpySite;
let browser: LiveChromium;
let page: Page;

beforeAll(async () => {
  site = await startSpySite();
  browser = await launchChromium({ hostMap: { [`${host}:80`]: site.port } });
  await allowSite(browser, host);
  page = await browser.context.newPage();
});
afterAll(async () => {
  await browser?.close();
  site?.stop();
});

const open = (body: string) => openWith(page, body);
const labels = () => labelsOn(browser, page);

describe('a page that wants to wear us out', () => {
  it('clones, moves and removes buttons without end, and gets back its own pictures', async () => {
    await open(picture(aFriend).repeat(20));
    await until(async () => (await labels()).length === 20, { what: 'twenty buttons' });
    const left = await page.evaluate(async () => {
      const end = performance.now() + 2_000;
      while (performance.now() < end) {
        for (const button of document.querySelectorAll('img + span')) {
          const clone = button.cloneNode(true) as Element;
          document.body.append(clone);
          clone.remove();
          button.remove();
        }
        await new Promise((done) => setTimeout(done));
      }
      return document.images.length;
    });
    expect(left).toBe(20);
    // None is left without the one or the other.
    const whole = () =>
      page.evaluate(() =>
        [...document.images].every(
          (img) => getComputedStyle(img).display !== 'none' || img.nextElementSibling?.localName === 'span',
        ),
      );
    await until(whole, { what: 'a button or its picture in each place' });
    expect(await page.evaluate(() => document.querySelectorAll('span').length)).toBeLessThanOrEqual(20);
  });

  it('with a hundred thousand links, look-alikes and endless addresses is read through at once and gets nothing', async () => {
    await open('');
    const look = await page.evaluate(async () => {
      const like = [
        'http://wpa.qq.com.evil.test/pa?p=1:10001:1',
        'http://wpa.qq.com@evil.test/pa?p=1:10001:1',
        'javascript:"wpa.qq.com/pa?p=1:10001:1"',
        'data:text/html,wpa.qq.com/pa?p=1:10001:1',
        'http://wpa.qq.com/pa?p=1:１０００１:1',
        'http://wpa.qq.com/pa?p=1:0010001:1',
        `http://wpa.qq.com/pa?p=1:${'9'.repeat(400)}:1`,
        `http://wpa.qq.com/pa?p=1:10001:1${'x'.repeat(1_000_000)}&`,
        `http://wpa.qq.com/pa?p=1:10001:1${' '.repeat(500_000)}:`,
      ];
      document.body.innerHTML =
        like.map((src) => `<img src="${src}">`).join('') +
        Array.from(
          { length: 100_000 },
          (_, n) => `<div><a href="http://wpa.qq.com/msgrd?v=3&uin=${20_000 + n}">x</a></div>`,
        ).join('');
      await new Promise((done) => setTimeout(done, 1_000));
      return { spans: document.querySelectorAll('span').length };
    });
    expect(look.spans).toBe(0);
  });

  it('nests frames in frames gets a button in each, and none in one that may run nothing', async () => {
    const open = (path: string, query: Record<string, string>) =>
      page.goto(`http://${host}${path}?${new URLSearchParams(query)}`);
    await open('/nest', { depth: '11', body: picture(aFriend) });
    await until(async () => (await labels()).length === 12, { what: 'a button in each of twelve' });
    await open('/calm', { body: `<iframe sandbox srcdoc='${picture(aFriend)}'></iframe>${picture(aFriend)}` });
    await until(async () => (await labels()).length > 0, { what: 'the button of the page' });
    expect(await labels()).toHaveLength(1);
  });

  it('leaves nothing in the log of ours', () => {
    expect(browser.errors().filter((error) => error.includes(browser.origin))).toEqual([]);
  });
});
