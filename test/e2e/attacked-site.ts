import type { Page } from 'playwright-core';
import type { Page as FirefoxPage } from 'puppeteer-core';
import { expect } from 'vitest';
import { addAccount } from '../browser/ask';
import type { LiveChromium } from '../browser/chromium';
import { beyondChance, commonest, guess, type Measured, type Trial } from '../browser/guess';
import { allowSite } from '../browser/legacy-page';
import type { LiveBrowser } from '../browser/live-browser';
import { shownButtons } from '../browser/pierced';
import type { QqServer } from '../browser/server';
import { until } from '../browser/wait';
import type { Screen } from '../start/hand';

/** What test/fixtures/hostile/spy.js puts on its window. */
export interface Spy extends Window {
  spyOn(number: string, copies: number, ms: number): Promise<Measured>;
  lookAt(img: Element, host: Element, number: string): Measured;
  printed(): [number: string, size: string][];
  spied(): string[];
}

/** A page of either browser: both evaluate a function in it. */
export type Attacked = Pick<Page, 'evaluate'>;
export const inFirefox = (page: FirefoxPage) => page as unknown as Attacked;

export const host = 'spy.test';
export const me = '10001';
const each = 70;
const numbersFrom = (first: number) => Array.from({ length: each }, (_, n) => String(first + n * 13));
export const kinds = {
  friend: numbersFrom(710_001),
  stranger: numbersFrom(720_001),
  nobody: numbersFrom(730_001),
} as const;
/** One of each: online, online, and nobody. */
export const some = Object.values(kinds).map(([first = '']) => first);
export const aFriend = some[0] ?? '';
export const kindOf = (number: string) =>
  Object.entries(kinds).find(([, numbers]) => numbers.includes(number))?.[0] ?? '';
/** In an order that says nothing and is the same every time. */
export const mixed = Object.values(kinds)
  .flat()
  .sort((a, b) => ((Number(a) * 7919) % 1009) - ((Number(b) * 7919) % 1009));

export const picture = (number: string) => `<img src="http://wpa.qq.com/pa?p=2:${number}:51">`;

/** Contacts in three states, strangers who are online, numbers that nobody has, and a service that may be asked. */
export async function makePeople(
  server: QqServer,
  browser: LiveBrowser & { openPage(path: string): Promise<Screen> },
  { friend, stranger }: { friend: readonly string[]; stranger: readonly string[] } = kinds,
): Promise<void> {
  await Promise.all([
    ...friend.map((uin) => server.account({ uin, password: 'x', nick: 'Friend', friends: [me] })),
    ...stranger.map((uin) => server.account({ uin, password: 'x', nick: 'Stranger' })),
  ]);
  await server.account({ uin: me, password: 'secret', nick: 'Me', friends: [...friend] });
  const states = ['online', 'busy', 'away'];
  await Promise.all(friend.map((uin, n) => server.presence(uin, states[n % 3] ?? 'online')));
  await Promise.all(stranger.map((uin) => server.presence(uin, 'online')));
  await browser.grant(['http://127.0.0.1/*']);
  const address = `127.0.0.1:${server.ports.httpqq}`;
  await addAccount(browser, { server: address, uin: me, password: 'secret', name: 'Me' });
  const statusAddress = `http://127.0.0.1:${server.ports.getonline}/getonline`;
  await browser.run(`chrome.storage.local.set({ settings: { statusAddress: ${JSON.stringify(statusAddress)} } })`);
  await allowSite(browser, host);
}

/** What stands in a page that is open already. */
export async function fill(page: Attacked, body: string, css = ''): Promise<void> {
  await page.evaluate(
    ([markup = '', rules = '']) => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: rules }));
      document.body.innerHTML = markup;
    },
    [body, css],
  );
}

/** A page that holds nothing but that. */
export async function openWith(page: Page, body: string): Promise<void> {
  await page.goto(`http://${host}/page`, { waitUntil: 'load' });
  await fill(page, body);
}

/** What a screen reader hears of its buttons. */
export async function labelsOn(browser: LiveChromium, page: Page): Promise<string[]> {
  return (await shownButtons(browser, page)).map(({ label }) => label);
}

/** Chance alone is better than this once in ten thousand runs; two guesses are looked at. */
const doubt = 1e-4;

/** Fails where the guesses are better than chance, and says by what. */
export function expectChance(trials: readonly Trial[]): void {
  const most = fewestBeyondChance(trials);
  expect(guess(trials).filter(({ right }) => right >= most)).toEqual([]);
}

export function fewestBeyondChance(trials: readonly Trial[]): number {
  return beyondChance(trials.length, commonest(trials), doubt);
}

const frames = 16;
/** A frame is looked through again after a pause: with several of them the next trial need not wait for it. */
export const manyFrames = Array.from(
  { length: frames },
  (_, n) => `<iframe src="/frame${n}" width="700" height="90"></iframe>`,
).join('');

/** All that the page's script measures of these numbers, one after the other, and what of ours came by in its world. */
export async function spyOn(page: Attacked, numbers: readonly string[], ms: number) {
  const ready = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('iframe')].every((one) => (one.contentWindow as Spy | null)?.spyOn !== undefined),
    );
  await until(ready, { what: 'the frames' });
  const { measured, spied } = await page.evaluate(
    async ({ asked, long }) => {
      const frames = [...document.querySelectorAll('iframe')].map(({ contentWindow }) => contentWindow as Spy | null);
      const all: Measured[] = [];
      for (const [n, number] of asked.entries()) {
        all.push((await frames[n % frames.length]?.spyOn(number, 8, long)) ?? {});
      }
      return { measured: all, spied: [window as unknown as Spy, ...frames].flatMap((one) => one?.spied() ?? []) };
    },
    { asked: numbers, long: ms },
  );
  return { trials: measured.map((one, n) => ({ kind: kindOf(numbers[n] ?? ''), measured: one })), spied };
}

/** The same measures of a button as one would draw it first: its word in it, wherever that can be seen from. */
export async function spyOnNaiveOnes(page: Attacked, numbers: readonly string[]): Promise<readonly Trial[]> {
  return page.evaluate((asked) => {
    const spy = window as unknown as Spy;
    return asked.map((number, n) => {
      const line = document.createElement('p');
      const button = document.createElement('span');
      line.append(document.createElement('img'), button);
      document.body.prepend(line);
      button.attachShadow({ mode: 'closed' }).textContent = n % 2 ? 'Online' : 'Away';
      const measured = spy.lookAt(line.children[0] as Element, button, number);
      line.remove();
      return { kind: n % 2 ? 'friend' : 'stranger', measured };
    });
  }, numbers);
}

/** The middle of the first button that stands in the page, in CSS pixels. */
export function middleOfButton(page: Attacked): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const { x, y, width, height } = document.querySelector('img + span')?.getBoundingClientRect() ?? new DOMRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
}
