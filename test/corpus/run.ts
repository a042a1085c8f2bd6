import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { allowSite } from '../browser/legacy-page';
import { shownNumbers } from '../browser/pierced';
import { until } from '../browser/wait';
import { type Case, nameButton, without } from './cases';

export interface CaseResult {
  readonly id: string;
  readonly ok: boolean;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

interface Row {
  readonly tabId: number;
  readonly frameId: number;
  readonly buttons: ReadonlyArray<{ number: string; style: number | null; version: number; via: string }>;
}

const host = 'shop.test';
/** Added to every page last of all, from here on: once it is known, so is everything that stood there before. */
const firstSentinel = 19_000_000_000;
const together = 4;

/** Shows every case in a real browser, as the body of a page of its own, and asks background and DOM what became of it. */
export async function runCases(
  cases: readonly Case[],
  done: (result: CaseResult) => void,
  { static: statics = false } = {},
): Promise<readonly string[]> {
  const pages = await serve(cases);
  const browser = await launchChromium({ hostMap: { [`${host}:80`]: pages.port } });
  try {
    if (statics) await browser.run('chrome.storage.local.set({ settings: { replaceStatic: true } })');
    await allowSite(browser, host);
    const waiting = [...cases];
    await Promise.all(
      Array.from({ length: together }, async () => {
        const page = await browser.context.newPage();
        for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
          done(await runCase(browser, page, one, String(firstSentinel + waiting.length)));
        }
      }),
    );
    // What page scripts and missing pictures complain about is the page's own.
    return browser.errors().filter((error) => error.includes(browser.origin));
  } finally {
    await browser.close();
    pages.close();
  }
}

async function runCase(
  browser: LiveChromium,
  page: Page,
  { id, expect, marks, dots = [] }: Case,
  sentinel: string,
): Promise<CaseResult> {
  const url = `http://${host}/${encodeURIComponent(id)}`;
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate((number) => {
    const last = document.createElement('img');
    last.src = `http://wpa.qq.com/pa?p=1:${number}:4`;
    document.body.append(last);
  }, sentinel);
  const known = await until(
    async () => {
      const buttons = await watched(browser, url);
      return buttons.some(({ number }) => number === sentinel) ? buttons : undefined;
    },
    { what: `the last picture of ${id}`, ms: 10_000, every: 40 },
  );
  const all = known.filter(({ number }) => number !== sentinel).map(({ number: uin, ...rest }) => ({ uin, ...rest }));
  const found = all.filter(({ via }) => via !== 'mark');
  const marked = all.filter(({ via }) => via === 'mark').map(({ uin }) => uin);
  const names = found.map(nameButton);
  const missing = without(expect.map(nameButton), names);
  const extra = without(names, expect.map(nameButton));
  const shown = (await shownNumbers(browser, page)).filter((number) => number !== sentinel);
  const numbers = all.map(({ uin }) => uin);
  missing.push(...without([...(marks ?? []), ...dots], marked).map((number) => `a mark for ${number}`));
  extra.push(...(marks ? without(marked, [...marks, ...dots]) : []).map((number) => `a mark for ${number}`));
  missing.push(...without(numbers, shown).map((number) => `${number} is not on the page`));
  extra.push(...without(shown, numbers).map((number) => `${number} is on the page only`));
  return { id, ok: missing.length === 0 && extra.length === 0, missing, extra };
}

/** The buttons that the background knows of in the top frame of the page at this address. */
async function watched(browser: LiveChromium, url: string): Promise<Row['buttons']> {
  const rows = await browser.run<Row[]>(`(async () => {
    const tabs = await chrome.tabs.query({});
    const ids = tabs.filter((tab) => tab.url === ${JSON.stringify(url)}).map((tab) => tab.id);
    const { watching = [] } = await chrome.storage.session.get('watching');
    return watching.filter((row) => ids.includes(row.tabId) && row.frameId === 0);
  })()`);
  return rows.flatMap(({ buttons }) => buttons);
}

async function serve(cases: readonly Case[]): Promise<{ port: number; close(): void }> {
  const bodies = new Map(cases.map(({ id, html }) => [`/${encodeURIComponent(id)}`, html]));
  const server = createServer((request, response) => {
    const body = bodies.get(request.url ?? '');
    response.writeHead(body === undefined ? 404 : 200, {
      'Content-Type': 'text/html; charset=utf-8',
      // A case is the markup as it stands: what a script in it would write is another case.
      'Content-Security-Policy': "script-src 'none'",
      Connection: 'close',
    });
    response.end(
      body === undefined ? '' : `<!DOCTYPE html><meta charset="utf-8"><title>case</title><body>${body}</body>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
