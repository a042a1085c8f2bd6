import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveFirefox, launchFirefox } from '../browser/firefox';
import { guess } from '../browser/guess';
import { shownLabels } from '../browser/pierced-firefox';
import { type QqServer, startServer } from '../browser/server';
import { type SpySite, startSpySite } from '../browser/spy-site';
import { until } from '../browser/wait';
import {
  aFriend,
  expectChance,
  fewestBeyondChance,
  fill,
  host,
  inFirefox,
  kinds,
  makePeople,
  manyFrames,
  middleOfButton,
  mixed,
  picture,
  some,
  spyOn,
  spyOnNaiveOnes,
} from './attacked-site';
import { hidingRules, makeEvents } from './click-lures';

const address = `http://${host}/page`;
/** Fewer than in Chromium: what differs is the browser, and each trial takes its time. */
const each = 40;
const friend = kinds.friend.slice(0, each);
const stranger = kinds.stranger.slice(0, each);
const asked = new Set([...friend, ...stranger, ...kinds.nobody.slice(0, each)]);
let server: QqServer;
let site: SpySite;
let browser: LiveFirefox;
let page: Page;

beforeAll(async () => {
  [server, site] = await Promise.all([startServer(), startSpySite()]);
  browser = await launchFirefox({ proxyPort: site.port });
  await makePeople(server, browser, { friend, stranger });
  page = await browser.browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  site?.stop();
  await server?.stop();
});

const open = async (body: string) => {
  await page.goto(address);
  await fill(inFirefox(page), body);
};
const labels = () => shownLabels(browser, address);
const states = async () => (await labels()).map((label) => label.split(', ')[1]);
const chats = async () => (await browser.addresses()).filter((url) => url.includes('inbox.html'));

describe('in Firefox, a page that measures all it can of contacts, strangers and numbers that nobody has', () => {
  it('sees all three kinds upgraded, in states of their own', async () => {
    await open(some.map(picture).join(''));
    await until(async () => (await states()).join() === 'Online,Online,Offline', { what: 'the states to be told' });
  });

  it('tells them apart no better than by chance over a hundred trials', async () => {
    await open(manyFrames);
    const { trials, spied } = await spyOn(
      inFirefox(page),
      mixed.filter((number) => asked.has(number)),
      25,
    );
    expect(trials.filter((one) => one.measured.upgraded === 'all').length).toBeGreaterThan(90);
    expectChance(trials);
    expect(spied).toEqual([]);
  });

  it('would have told them apart by any of what it measures', async () => {
    const trials = await spyOnNaiveOnes(inFirefox(page), mixed.slice(0, 40));
    expect(guess(trials).every(({ right }) => right >= fewestBeyondChance(trials))).toBe(true);
  });
});

describe('in Firefox, a page that lures a click', () => {
  const click = async () => {
    const { x, y } = await middleOfButton(inFirefox(page));
    await page.mouse.move(700, 500);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
  };

  it('by hiding the button or by events of its own gets none, and one of the person opens a window of ours', async () => {
    await page.bringToFront();
    await open(`<p>${picture(aFriend)}</p>`);
    await until(async () => (await states()).includes('Online'), { what: 'the button' });
    const dress = (css: string) =>
      page.evaluate((rules) => {
        for (const style of document.querySelectorAll('style')) style.textContent = rules;
      }, css);
    for (const css of hidingRules) {
      await dress(css);
      await click();
      await makeEvents(inFirefox(page));
      expect([css, ...(await chats())]).toEqual([css]);
    }
    await dress('');
    await click();
    await until(async () => (await chats()).length > 0, { what: 'the chat' });
  });

  it('leaves nothing in the log of ours', () => {
    expect(browser.errors().filter((error) => error.includes(browser.origin))).toEqual([]);
  });
});
