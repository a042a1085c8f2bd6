import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { allowSite } from '../browser/legacy-page';
import { spreadOf } from './median';
import { becomeQuiet } from './quiet';
import { readTrace, type Slice } from './script-time';
import { judge, type Verdict } from './verdict';

const host = 'shop.test';
const files = ['status-scan.js', 'status-button.js'];
const categories = ['devtools.timeline', 'v8', 'blink.user_timing'];

/** Milliseconds of our files on a page that has nothing for them. */
const mostOnPlain = 4;
/** No stretch of theirs may hold the page up for longer. */
const longestTask = 50;
/** From the first look to the last of a thousand buttons. */
const mostUntilUp = 100;
/** Of the time that a page is busy with itself. */
const mostShare = 0.03;
const runs = 5;
const stormMs = 5_000;

const plain = `<ul>${'<li><a href="/x">a</a><b>b</b><i>c</i></li>'.repeat(12_500)}</ul>`;
const thousand = Array.from(
  { length: 1_000 },
  (_, n) =>
    `<p><a href="http://wpa.qq.com/msgrd?v=3&uin=${20_000_000 + n}"><img src="http://wpa.qq.com/pa?p=1:${20_000_000 + n}:41"></a></p>`,
).join('');
const pages: Readonly<Record<string, string>> = {
  '/plain': plain,
  '/thousand': thousand,
  '/storm': '<div id="storm"></div>',
};

/** The script time of what runs in web pages, from the browser's own trace. */
export async function benchStatusButton(): Promise<readonly Verdict[]> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>bench</title><body>${pages[request.url ?? ''] ?? ''}</body>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const hostMap = { [`${host}:80`]: (server.address() as AddressInfo).port };
  const inBrowser = async (pictures: boolean, measure: (browser: LiveChromium) => Promise<Verdict[]>) => {
    const browser = await launchChromium({ hostMap, pictures });
    try {
      await allowSite(browser, host);
      return await measure(browser);
    } finally {
      await browser.close();
    }
  };
  try {
    // Who drives the browser is told of every request three times over: of a thousand pictures that no longer load, that
    // takes a core from the page. What a promise is held against asks for none; with them it is measured besides.
    return [
      ...(await inBrowser(false, async (it) => [await onPlain(it), ...(await onThousand(it)), await inStorm(it)])),
      ...(await inBrowser(true, async (it) => (await onThousand(it, 'asked for in vain')).map(unbound))),
    ];
  } finally {
    server.close();
  }
}

/** A figure that nothing is promised of. */
function unbound({ bound: _, ...rest }: Verdict): Verdict {
  return { ...rest, verdict: 'measured' };
}

async function onPlain(browser: LiveChromium): Promise<Verdict> {
  const [times, ran]: [number[], number[]] = [[], []];
  for (let n = 0; n < runs; n++) {
    const { slices } = await traced(browser, '/plain', (page) => page.waitForTimeout(700));
    times.push(sum(slices));
    ran.push(sum(slices, 'ran'));
  }
  const spread = spreadOf(times);
  return judge(
    spread.median,
    mostOnPlain,
    { runs: times.map(round), ran: ran.map(round) },
    { elements: 50_000, buttons: 0 },
    'ms of script',
  );
}

async function onThousand(browser: LiveChromium, pictures = 'not asked for'): Promise<Verdict[]> {
  const [longest, up, ran]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < runs; n++) {
    const { slices, marks } = await traced(browser, '/thousand', async (page) => {
      // Not asked at every frame: each would be drawn for the question's sake.
      await page.evaluate('globalThis.allUp');
    });
    longest.push(Math.max(...slices.map(({ ms }) => ms)));
    const allUp = marks.get('all-up') ?? Number.POSITIVE_INFINITY;
    const before = slices.filter(({ from }) => from < allUp);
    ran.push(sum(before, 'ran'));
    up.push(allUp - (slices[0]?.from ?? 0));
  }
  const of = { buttons: 1_000, pictures };
  return [
    judge(spreadOf(longest).median, longestTask, { runs: longest.map(round) }, of, 'ms, longest stretch'),
    judge(
      spreadOf(up).median,
      mostUntilUp,
      { runs: up.map(round), 'ms of script that ran until then': ran.map(round) },
      of,
      'ms from the first look to the last button',
    ),
  ];
}

async function inStorm(browser: LiveChromium): Promise<Verdict> {
  const { slices } = await traced(browser, '/storm', async (page) => {
    await page.evaluate((ms) => {
      const place = document.getElementById('storm') as HTMLElement;
      const end = performance.now() + ms;
      // Ten thousand a second, as a page does that draws itself anew at every frame.
      const timer = setInterval(() => {
        place.replaceChildren(...Array.from({ length: 160 }, () => document.createElement('b')));
        if (performance.now() > end) clearInterval(timer);
      }, 16);
    }, stormMs);
    await page.waitForTimeout(stormMs);
  });
  const share = Math.round((sum(slices) / stormMs) * 10_000) / 10_000;
  return judge(
    share,
    mostShare,
    { ms: round(sum(slices)), of: stormMs },
    { 'nodes a second': 10_000 },
    'share of the time',
  );
}

/** Opens the page under a trace; an observer of the page's own counts the buttons as they come. */
async function traced(browser: LiveChromium, path: string, work: (page: Page) => Promise<unknown>) {
  const page = await browser.context.newPage();
  const tracer = browser.context.browser();
  if (!tracer) throw new Error('this browser cannot be traced');
  await page.addInitScript(() => {
    const scope = globalThis as unknown as { allUp: Promise<void> };
    let buttons = 0;
    let done: (() => void) | undefined;
    scope.allUp = new Promise((resolve) => {
      done = resolve;
    });
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeName === 'SPAN') buttons++;
      if (buttons < 1000) return;
      performance.mark('all-up');
      done?.();
    }).observe(document, { childList: true, subtree: true });
  });
  try {
    await becomeQuiet();
    await tracer.startTracing(page, { categories });
    await page.goto(`http://${host}${path}`);
    await work(page);
    return readTrace(await tracer.stopTracing(), files);
  } finally {
    await page.close();
  }
}

function sum(slices: readonly Slice[], of: 'ms' | 'ran' = 'ms'): number {
  return slices.reduce((total, slice) => total + slice[of], 0);
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
