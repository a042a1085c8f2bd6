import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { type QqServer, startServer } from '../browser/server';
import { type SpySite, startSpySite } from '../browser/spy-site';
import { until } from '../browser/wait';
import { aFriend, host, labelsOn, makePeople, middleOfButton, openWith, picture, some } from './attacked-site';
import { hidingRules, makeEvents } from './click-lures';

const [friend = '', stranger = ''] = some;
let server: QqServer;
let site: SpySite;
let browser: LiveChromium;
let page: Page;

beforeAll(async () => {
  [server, site] = await Promise.all([startServer(), startSpySite()]);
  browser = await launchChromium({ hostMap: { [`${host}:80`]: site.port } });
  await makePeople(server, browser, { friend: [friend], stranger: [stranger] });
  page = await browser.context.newPage();
});
afterAll(async () => {
  await browser?.close();
  site?.stop();
  await server?.stop();
});

const open = (body: string) => openWith(page, body);
const labels = () => labelsOn(browser, page);
const chats = () => browser.context.pages().filter((one) => one.url().includes('inbox.html'));
const show = async () => {
  await open(`<p>${picture(aFriend)}</p>`);
  await until(async () => (await labels()).some((label) => label.endsWith('Online')), { what: 'the button' });
};
/** A person comes with the pointer and clicks. */
const click = async () => {
  const { x, y } = await middleOfButton(page);
  await page.mouse.move(700, 500);
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
};
/** Clicks until it opens: so soon after another none is opened, whoever clicks. */
const opensOne = async () => {
  const opened = async () => {
    if (chats().length === 0) await click();
    return chats().length > 0 ? chats() : undefined;
  };
  const [chat, ...more] = await until(opened, { what: 'the chat', every: 250 });
  expect(more).toEqual([]);
  await chat?.close();
};
const dress = (css: string) =>
  page.evaluate((rules) => {
    for (const style of document.querySelectorAll('style')) style.textContent = rules;
  }, css);

describe('a page that lures a click', () => {
  it('by making the button invisible, blended, cut out or tiny gets none, nor does its own script', async () => {
    await show();
    for (const css of hidingRules) {
      await dress(css);
      await click();
      await page.evaluate(() => document.querySelector<HTMLElement>('img + span')?.click());
      expect([css, ...chats()]).toEqual([css]);
    }
    // As whole pages are on days of mourning.
    await dress('html { filter: grayscale(1) } p { clip-path: none; opacity: .8 }');
    await opensOne();
  });

  it('by moving the button under the pointer as it is about to click gets none', async () => {
    await show();
    await page.mouse.move(400, 300);
    await page.evaluate(() => {
      addEventListener('mousedown', (event) => event.preventDefault());
      document.body.style.cssText = 'position:fixed;left:370px;top:290px;margin:0';
    });
    await page.mouse.click(400, 300);
    expect(chats()).toEqual([]);
  });

  it('by events of its own making gets none, and one of the person opens a window of ours', async () => {
    await show();
    await makeEvents(page);
    expect(chats()).toEqual([]);
    await opensOne();
  });

  it('by a layer above it that lets clicks through brings about a window of ours and nothing on the page', async () => {
    for (const above of [
      'background:#fff',
      'background:#fff;mix-blend-mode:screen',
      'background:#fff;clip-path:polygon(0 0,100% 0,100% 100%,0 100%,0 99px,300px 99px,300px 0,0 0)',
    ]) {
      await show();
      await page.evaluate((css) => {
        const layer = document.createElement('div');
        layer.popover = 'manual';
        layer.style.cssText = `inset:0;width:100%;height:100%;pointer-events:none;${css}`;
        layer.textContent = 'You won. Click here.';
        document.body.append(layer);
        layer.showPopover();
      }, above);
      const before = await page.evaluate(() => location.href);
      await opensOne();
      expect(await page.evaluate(() => location.href)).toBe(before);
    }
  });
});

describe('a page whose own rules would break it', () => {
  it('by styles, policy or direction changes neither its box nor its name', async () => {
    const policy = "default-src 'none'; style-src 'unsafe-inline'; require-trusted-types-for 'script'";
    const rules = 'all: initial !important; display: flex !important; width: 3px !important; height: 3px !important';
    const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><style>body * { ${rules} } body { direction: rtl }</style>`;
    await page.goto(`http://${host}/page?${new URLSearchParams({ head, body: some.map(picture).join('') })}`);
    await until(async () => (await labels()).some((label) => label.endsWith('Online')), { what: 'the states' });
    expect((await labels()).map((label) => label.split(', ')[1])).toEqual(['Online', 'Online', 'Offline']);
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll('span')].map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return `${width} ${height}`;
      }),
    );
    expect(boxes).toEqual(['79 25', '79 25', '79 25']);
  });

  it('by animations and transitions on everything moves nothing of it, and nothing moves by itself, wanted or not', async () => {
    const connection = await browser.context.newCDPSession(page);
    const moved: unknown[] = [];
    connection.on('Animation.animationCreated', (created) => void moved.push(created));
    await connection.send('Animation.enable');
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      await page.emulateMedia({ reducedMotion });
      await page.goto(`http://${host}/page?${new URLSearchParams({ body: some.map(picture).join('') })}`);
      await until(async () => (await labels()).some((label) => label.endsWith('Online')), { what: 'the states' });
    }
    expect(moved).toEqual([]);
    const head = '<style>@keyframes go { to { translate: 9px 0 } } * { animation: go 9s; transition: all 9s }</style>';
    await page.goto(`http://${host}/page?${new URLSearchParams({ head, body: some.map(picture).join('') })}`);
    await until(async () => (await labels()).some((label) => label.endsWith('Online')), { what: 'the states' });
    // What the page moves is its own: no button, and nothing inside one.
    const names = () =>
      page.evaluate(() =>
        document.getAnimations().map((one) => ((one.effect as KeyframeEffect).target as Element).localName),
      );
    expect((await names()).filter((name) => /span|svg|path|^b$/.test(name))).toEqual([]);
    expect((await names()).length).toBeGreaterThan(0);
    await connection.detach();
    await page.emulateMedia({ reducedMotion: null });
  });

  it('leaves nothing in the log of ours', () => {
    expect(browser.errors().filter((error) => error.includes(browser.origin))).toEqual([]);
  });
});
