import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask } from '../browser/ask';
import type { LiveChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import type { QqServer } from '../browser/server';
import { until } from '../browser/wait';
import { storedTexts } from './chat';

/** The embedded server's page for strangers, and the account that answers them. */
export interface Demo {
  readonly browser: LiveChromium;
  readonly server: QqServer;
  /** Of the service that sessions begin at. */
  readonly origin: string;
  readonly accountId: number;
}

/** A stranger follows what stands on the demo site, writes, and is answered from the extension. */
export async function visitSite(demo: Demo, html: string, words: string): Promise<void> {
  const { browser, server, origin } = demo;
  await server.call('temporary', { site: html });
  const page = await browser.context.newPage();
  try {
    await page.goto(`${origin}/site.html`);
    const frame = page.locator('#code iframe');
    if ((await frame.count()) > 0) await talk(demo, page.frameLocator('#code iframe'), words);
    else {
      await page.locator('#code a').evaluate((link) => link.removeAttribute('target'));
      await page.locator('#code a').click();
      await talk(demo, page, words);
    }
  } finally {
    await page.close();
  }
}

async function talk({ browser, accountId }: Demo, place: Pick<Page, 'locator'>, words: string): Promise<void> {
  await place.locator('#text').fill(words);
  await place.locator('#say button').click();
  await ask(browser, 'wake', { why: 'person' });
  await until(async () => (await storedTexts(browser)).some((text) => text.endsWith(words)), { what: words });
  const rows = await readRows<{ text: string; peer: string }>(browser, 'messages');
  const peer = rows.find(({ text }) => text.endsWith(words))?.peer;
  await ask(browser, 'send', { id: crypto.randomUUID(), accountId, peer, text: `re: ${words}` });
  await place.locator('.theirs', { hasText: `re: ${words}` }).waitFor({ timeout: 20_000 });
}

/** The link as it stands on the demo site, whatever became of it in the page's own code. */
export async function readLinkOnSite({ browser, server, origin }: Demo, html: string): Promise<string> {
  await server.call('temporary', { site: html });
  const page = await browser.context.newPage();
  try {
    await page.goto(`${origin}/site.html`);
    return (await page.locator('#code a').first().getAttribute('href')) ?? '';
  } finally {
    await page.close();
  }
}

/** Our own small window, once a menu or the address bar was used. */
export async function openWindow({ context }: LiveChromium, act: () => Promise<void>): Promise<Page> {
  const [window] = await Promise.all([context.waitForEvent('page'), act()]);
  await window.locator('.link-read').waitFor();
  return window;
}

/** Writes as the buyer in that window, and is answered from the other account. */
export async function writeAs({ browser, accountId }: Demo, buyer: string, window: Page, words: string): Promise<void> {
  const to = window.getByLabel('Write through');
  expect(await to.locator('option').count()).toBe(1);
  await window.getByRole('button', { name: 'Open the chat' }).click();
  const composer = window.locator('.composer textarea');
  await composer.waitFor();
  // What the link brought stands there already and was not sent.
  if ((await composer.inputValue()) === '') await composer.fill(words);
  expect(await composer.inputValue()).toBe(words);
  expect(await storedTexts(browser)).not.toContain(words);
  await composer.press('Enter');
  await ask(browser, 'wake', { why: 'person' });
  await until(async () => (await storedTexts(browser)).includes(words), { what: words });
  await ask(browser, 'send', { id: crypto.randomUUID(), accountId, peer: `u:${buyer}`, text: `re: ${words}` });
  await ask(browser, 'wake', { why: 'person' });
  await window.locator('.log', { hasText: `re: ${words}` }).waitFor({ timeout: 20_000 });
}
