import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { guess } from '../browser/guess';
import { type QqServer, startServer } from '../browser/server';
import { type SpySite, startSpySite } from '../browser/spy-site';
import { until } from '../browser/wait';
import {
  expectChance,
  fewestBeyondChance,
  host,
  kindOf,
  labelsOn,
  makePeople,
  manyFrames,
  mixed,
  openWith,
  picture,
  type Spy,
  some,
  spyOn,
  spyOnNaiveOnes,
} from './attacked-site';

let server: QqServer;
let site: SpySite;
let browser: LiveChromium;
let page: Page;

beforeAll(async () => {
  [server, site] = await Promise.all([startServer(), startSpySite()]);
  browser = await launchChromium({ hostMap: { [`${host}:80`]: site.port } });
  await makePeople(server, browser);
  page = await browser.context.newPage();
});
afterAll(async () => {
  await browser?.close();
  site?.stop();
  await server?.stop();
});

const open = (body: string) => openWith(page, body);
const labels = () => labelsOn(browser, page);

describe('a page that measures all it can of contacts, strangers and numbers that nobody has', () => {
  it('sees all three kinds upgraded, in states of their own', async () => {
    await open(some.map(picture).join(''));
    await until(async () => (await labels()).some((label) => label.endsWith('Online')), {
      what: 'the states to be told',
    });
    expect((await labels()).map((label) => label.split(', ')[1])).toEqual(['Online', 'Online', 'Offline']);
  });

  it('tells them apart no better than by chance over two hundred trials', async () => {
    await open(manyFrames);
    const { trials, spied } = await spyOn(page, mixed.slice(0, 204), 30);
    expect(trials.filter((one) => one.measured.upgraded === 'all').length).toBeGreaterThan(150);
    expectChance(trials);
    // Every prototype was patched, and no script of ours ever came by.
    expect(spied).toEqual([]);
  });

  it('would have told them apart by any of what it measures', async () => {
    const trials = await spyOnNaiveOnes(page, mixed.slice(0, 40));
    expect(guess(trials).every(({ right }) => right >= fewestBeyondChance(trials))).toBe(true);
  });

  it('finds no difference in what is printed either', async () => {
    const numbers = mixed.slice(0, 201);
    await open(numbers.map((number) => `<p>${picture(number)}</p>`).join(''));
    // In this very page: the background may still know the frames of the test before.
    const friends = numbers.filter((number) => kindOf(number) === 'friend').length;
    const told = (all: readonly string[]) => all.filter((label) => /(Online|Busy|Away)$/.test(label)).length;
    const ready = (all: readonly string[]) => all.length === numbers.length && told(all) >= friends;
    await until(async () => ready(await labels()), { what: 'all buttons, and the states of friends' });
    await page.emulateMedia({ media: 'print' });
    const sizes = await page.evaluate(() => (window as unknown as Spy).printed());
    await page.emulateMedia({ media: null });
    expect(sizes).toHaveLength(numbers.length);
    expectChance(sizes.map(([number, size]) => ({ kind: kindOf(number), measured: { size } })));
  });

  it('leaves nothing in the log of ours', () => {
    expect(browser.errors().filter((error) => error.includes(browser.origin))).toEqual([]);
  });
});
