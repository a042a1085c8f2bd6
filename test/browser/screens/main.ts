import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type LiveChromium, launchChromium } from '../chromium';
import { findings } from './axe';
import type { Picture } from './picture';
import { pictures } from './pictures';
import { seed } from './seed';
import { settle } from './settle';

/**
 * Takes a picture of every screen from the production build and asks axe about each:
 * `npx tsx test/browser/screens/main.ts FOLDER [NAME…]`. Exit 1 where axe finds anything. The pictures are for eyes.
 */
const [folder = 'shots', ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
let found = 0;
for (const lang of ['en', 'zh-CN'] as const) {
  const wanted = pictures.filter(({ name, lang: its = 'en' }) => its === lang && (!only.length || only.includes(name)));
  if (wanted.length === 0) continue;
  const browser = await launchChromium({ lang });
  try {
    for (const picture of wanted) found += await take(browser, picture);
    for (const problem of browser.errors()) process.stdout.write(`${lang}: ${problem}\n`);
  } finally {
    await browser.close();
  }
}
process.exitCode = found > 0 ? 1 : 0;

async function take(browser: LiveChromium, picture: Picture): Promise<number> {
  const page = await browser.openPage('manifest.json');
  try {
    // The background would go and ask the invented servers, and change what the picture is to show.
    await page.addInitScript(holdLocks);
    await page.addInitScript(stubBackground, { 'vault.state': picture.vault ?? { locked: false }, ...picture.answers });
    await page.reload();
    await page.setViewportSize({ width: picture.width, height: picture.height });
    await page.emulateMedia({ colorScheme: picture.dark ? 'dark' : 'light' });
    await page.evaluate('chrome.storage.local.clear()');
    await seed(page, picture.rows(Date.now()));
    // The background writes there too: the page that is looked at finds what the picture is of.
    const local = picture.local?.(Date.now());
    if (local) await page.evaluate(`chrome.storage.local.set(${JSON.stringify(local)})`);
    await page.goto(`${browser.origin}/${picture.path}`);
    await page.locator(picture.ready).first().waitFor();
    await picture.act?.(page);
    await settle(page);
    writeFileSync(join(folder, `${picture.name}.png`), await page.screenshot());
    const problems = [...(await findings(page)), ...(await overflows(page))];
    process.stdout.write(`${picture.name}: ${problems.length === 0 ? 'nothing found' : ''}\n`);
    for (const problem of problems) process.stdout.write(`  ${problem}\n`);
    return problems.length;
  } finally {
    await page.close();
  }
}

/** A wake leaves an account alone that somebody else is asking. */
function holdLocks(): void {
  for (let id = 1; id <= 30; id++) void navigator.locks?.request(`receive/${id}`, () => new Promise(() => {}));
}

/** Answers calls in the background's place. */
function stubBackground(answers: Readonly<Record<string, unknown>>): void {
  const refused = { ok: false, trouble: 'wrong-password', field: 'password', said: '密码错误' };
  const code = { digits: '048213', until: Date.now() + 284_000 };
  const proofs = { signedAt: 1_795_348_800, token: '9f'.repeat(16), seal: '3c'.repeat(32) };
  const links = {
    'link.standing': { locked: false, hasSecret: true },
    'link.sign': { ok: true, link: proofs, code },
  };
  const runtime = (globalThis as unknown as { chrome?: { runtime?: Record<string, unknown> } }).chrome?.runtime;
  if (runtime === undefined) return;
  runtime.sendMessage = (message: { call?: string }, reply?: (answer: unknown) => void) => {
    const values: Record<string, unknown> = {
      'account.add': refused,
      'vault.unlock': false,
      ...links,
      ...answers,
    };
    const answer = { ok: true, value: values[message.call ?? ''] ?? null };
    reply?.(answer);
    return Promise.resolve(answer);
  };
  const { chrome } = globalThis as unknown as { chrome: { permissions?: Record<string, unknown> } };
  if (chrome.permissions) {
    chrome.permissions.request = (_: unknown, reply?: (given: boolean) => void) => {
      reply?.(true);
      return Promise.resolve(true);
    };
  }
}

/** A page that scrolls sideways has something standing out of it; what is hidden, and lies there all the same, is worse. */
async function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px too wide`] : [];
    const shown = [...document.querySelectorAll('[hidden]')].filter((node) => node.getClientRects().length > 0);
    return [...wide, ...shown.map((node) => `.${node.className} is hidden and shows`)];
  });
}
