import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareAccount } from '../../lib/protocol/prepare';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { signInShops, storedTexts } from './chat';

const shop = '10001';
const secret = 'a secret that no page ever shows';
const sigkey = '81a37f0b7cac68639bddfdb9b93a6c92';

let browser: LiveChromium;
let server: QqServer;
let origin: string;
let accountId: number;
let maker: Page;

beforeAll(async () => {
  server = await startServer();
  origin = `http://127.0.0.1:${server.ports.temporary}`;
  browser = await launchChromium();
  accountId = (await signInShops(browser, server, [shop])).get(shop) ?? 0;
  await server.call('temporary', { uin: shop, on: true, secret, keys: [sigkey] });
  await server.call('temporary', { enterprise: 'corp', secret: 'corp secret', agents: [shop] });
  // Every kind is opened by one stranger here, and more than five sessions a minute are one of the refusals.
  await server.clock({ scale: 1000 });
  await until(async () => (await readRows(browser, 'contacts')).length > 0, { what: 'the list of friends' });
  maker = await browser.openPage('options.html#temporary');
  await maker.getByLabel('Service address').fill(origin);
  await maker.getByText(`${origin}/go`).first().waitFor();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const linkSection = () => maker.locator('#ts-link');
const made = (label: string) => linkSection().locator('.ts-out', { hasText: label }).locator('pre').first().innerText();
const choose = async (kind: string) => {
  await linkSection().getByLabel('Kind').selectOption(kind);
};

/** A stranger follows what stands on the demo site, writes, and is answered from the extension. */
async function visit(html: string, words: string): Promise<void> {
  await server.call('temporary', { site: html });
  const page = await browser.context.newPage();
  try {
    await page.goto(`${origin}/site.html`);
    const frame = page.locator('#code iframe');
    if ((await frame.count()) > 0) await talk(page.frameLocator('#code iframe'), words);
    else {
      await page.locator('#code a').evaluate((link) => link.removeAttribute('target'));
      await page.locator('#code a').click();
      await talk(page, words);
    }
  } finally {
    await page.close();
  }
}

async function talk(place: Pick<Page, 'locator'>, words: string): Promise<void> {
  await place.locator('#text').fill(words);
  await place.locator('#say button').click();
  await ask(browser, 'wake', { why: 'person' });
  await until(async () => (await storedTexts(browser)).some((text) => text.endsWith(words)), { what: words });
  const rows = await readRows<{ text: string; peer: string }>(browser, 'messages');
  const peer = rows.find(({ text }) => text.endsWith(words))?.peer;
  await ask(browser, 'send', { id: crypto.randomUUID(), accountId, peer, text: `re: ${words}` });
  await place.locator('.theirs', { hasText: `re: ${words}` }).waitFor({ timeout: 20_000 });
}

describe('a link made in the options, followed by a stranger, answered from here', () => {
  it('of the web, as a frame inside a page, with its source counted', async () => {
    await choose('web');
    await linkSection().getByLabel('Source').fill('shop.test');
    await visit(await made('Frame inside a page'), 'by frame');
    const counts = () => readRows<{ source: string; started: number; answered: number }>(browser, 'temporaryCounts');
    await until(async () => (await counts()).some(({ source, answered }) => source === 'shop.test' && answered === 1), {
      what: 'the count',
    });
  }, 60_000);

  it('signed, with a secret that goes in and never comes out', async () => {
    await choose('signed');
    await linkSection().getByLabel('Secret of your links').fill(secret);
    await linkSection().getByRole('button', { name: 'Keep' }).click();
    await linkSection().getByText('A secret is kept').waitFor();
    await linkSection().getByRole('button', { name: 'Sign the link' }).click();
    const html = await made('HTML');
    expect(html).toContain('seal=');
    expect(await maker.content()).not.toContain(secret);
    expect(JSON.stringify(await readRows(browser, 'accounts'))).not.toContain(secret);
    await visit(html, 'by signature');
    // One letter of it changed is refused, and so is another source.
    const link = await made('Link');
    const refusal = async (url: string) => (await fetch(url)).headers.get('x-refused');
    expect(await refusal(link.replace('shop.test', 'other.test'))).toBe('wrong-seal');
    expect(await refusal(link.replace(`uin=${shop}`, 'uin=910001'))).toBe('switched-off');
  }, 60_000);

  it('keeps that secret when the password is entered anew', async () => {
    const typed = {
      server: `127.0.0.1:${server.ports.httpqq}`,
      uin: shop,
      password: 'secret',
      encoding: 'utf-8',
    } as const;
    const prepared = prepareAccount('http-qq', typed);
    if (!prepared.ok) throw new Error(prepared.trouble);
    const { secrets } = prepared.value;
    expect(await ask(browser, 'account.secrets', { accountId, secrets })).toMatchObject({ value: { ok: true } });
    expect(await ask(browser, 'link.standing', { accountId })).toMatchObject({ value: { hasSecret: true } });
  });

  it('signed, with a code of six digits that opens once', async () => {
    await linkSection().getByLabel('Ask for a code of six digits').check();
    await linkSection().getByRole('button', { name: /^Sign/ }).click();
    const code = await made('Code, good for');
    expect(code).toMatch(/^\d{6}$/);
    const link = await made('Link');
    const open = (given?: string) => fetch(given === undefined ? link : `${link}&given=${given}`);
    expect((await open()).headers.get('x-refused')).toBe('code-needed');
    expect((await open(code)).status).toBe(200);
    expect((await open(code)).headers.get('x-refused')).toBe('code-used');
  });

  it('plain, and by the key that its service gave', async () => {
    await choose('plain');
    await visit(await made('HTML'), 'by msgrd');
    await choose('keyed');
    await linkSection().getByLabel('sigkey').fill(sigkey);
    await visit(await made('HTML'), 'by sigkey');
  }, 60_000);

  it('of a phone, whose web link answers where no client does', async () => {
    await choose('phone');
    expect(await made('Link')).toBe(`mqqwpa://im/chat?chat_type=temp&&uin=${shop}`);
    const html = await made('HTML without script');
    await visit(html.slice(html.indexOf('</a>') + 4), 'by phone');
  }, 60_000);

  it('of an enterprise, whose session its service makes for client credentials', async () => {
    await browser.approve(['http://127.0.0.1/*']);
    await choose('enterprise');
    await linkSection().getByLabel('API address').fill(origin);
    await linkSection().getByLabel('openid').fill('user123');
    await linkSection().getByLabel('client_id').fill('corp');
    await linkSection().getByLabel('client_secret').fill('wrong secret');
    await linkSection().getByRole('button', { name: 'Make a session' }).click();
    await linkSection().getByText('does not take this client_id').waitFor();
    await linkSection().getByLabel('client_secret').fill('corp secret');
    await linkSection().getByRole('button', { name: 'Make a session' }).click();
    await linkSection().getByText('Made. The link is below.').waitFor();
    await visit(await made('HTML'), 'by enterprise');
  }, 60_000);
});

describe('the desk in the inbox', () => {
  it('shows who came, from where, and opens a link that was handed over', async () => {
    const page = await browser.openPage(`inbox.html#open/${encodeURIComponent('910001 hello there')}`);
    await page.getByRole('button', { name: /^Answered/ }).click();
    await page.locator('.desk-row', { hasText: 'shop.test' }).first().waitFor();
    await page.getByRole('button', { name: 'Open the chat' }).click();
    const composer = page.locator('.composer textarea');
    await until(async () => (await composer.inputValue()) === 'hello there', { what: 'the words in the composer' });
    await page.close();
  });

  it.each([
    ['of a script', 'javascript:alert(1)', 'Links that begin like this are not opened'],
    ['of 10 kB', `https://qm.qq.com/go?tn=temporary&uin=${'1'.repeat(10_000)}`, 'longer than any such link'],
    ['of 25 hours', 'https://qm.qq.com/go?tn=temporary&uin=123456789&expire=90000', 'longer than 24 hours'],
    ['of no number', 'https://qm.qq.com/go?tn=temporary&uin=12', '“uin” in it is ill-formed'],
    [
      'past its life',
      `https://qm.qq.com/go?tn=temporary&uin=123456789&timestamp=1000000000&token=${'a'.repeat(32)}`,
      'This link ended on',
    ],
    [
      'of a time to come',
      `https://qm.qq.com/go?tn=temporary&uin=123456789&timestamp=4000000000&token=${'a'.repeat(32)}`,
      'This link is dated',
    ],
  ])('says why a link %s is not opened', async (_, link, words) => {
    const page = await browser.openPage(`inbox.html#open/${encodeURIComponent(link)}`);
    await page.locator('.link-read [role=alert]', { hasText: words }).waitFor();
    await page.close();
  });
});

it('nothing went wrong anywhere', () => {
  expect(browser.errors()).toEqual([]);
});
