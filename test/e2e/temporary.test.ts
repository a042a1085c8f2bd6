import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareAccount } from '../../lib/protocol/prepare';
import { ask } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { signInShops } from './chat';
import { type Demo, openWindow, readLinkOnSite, visitSite, writeAs } from './demo-site';

const shop = '10001';
/** Another number of the same person, no friend of the shop: what opens links here. */
const buyer = '20002';
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
  const ids = await signInShops(browser, server, [shop, buyer]);
  accountId = ids.get(shop) ?? 0;
  await server.call('temporary', { uin: shop, on: true, secret, keys: [sigkey] });
  await server.call('temporary', { enterprise: 'corp', secret: 'corp secret', agents: [shop] });
  // Every kind is opened by one stranger here, and more than five sessions a minute are one of the refusals.
  await server.clock({ scale: 1000 });
  await until(async () => (await readRows(browser, 'contacts')).length > 0, { what: 'the list of friends' });
  maker = await browser.openPage('options.html#temporary');
  await maker.getByLabel('Service address').fill(origin);
  await maker.getByText(`${origin}/go`).first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const linkSection = () => maker.locator('#ts-link');
const made = (label: string) => linkSection().locator('.ts-out', { hasText: label }).locator('pre').first().innerText();
const choose = async (kind: string) => {
  await linkSection().getByLabel('Kind').selectOption(kind);
};

const demo = (): Demo => ({ browser, server, origin, accountId });
const visit = (html: string, words: string) => visitSite(demo(), html, words);
const linkOnSite = (html: string) => readLinkOnSite(demo(), html);

const writeFrom = (window: Page, words: string) => writeAs(demo(), buyer, window, words);
const done = (peer: string) => ask(browser, 'desk.done', { accountId, peer, done: true });
const counted = async (source: string) =>
  (await readRows<{ source: string; started: number; answered: number }>(browser, 'temporaryCounts')).find(
    (row) => row.source === source,
  );

describe('a link made in the options, followed by a stranger, answered from here', () => {
  it('of the web, as a frame inside a page, with its source counted', async () => {
    await choose('web');
    await linkSection().getByLabel('Source').fill('shop.test');
    await visit(await made('Frame inside a page'), 'by frame');
    const counts = () => readRows<{ source: string; started: number; answered: number }>(browser, 'temporaryCounts');
    await until(async () => (await counts()).some(({ source, answered }) => source === 'shop.test' && answered === 1), {
      what: 'the count',
    });
  });

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
  });

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
  });

  it('of a phone, whose web link answers where no client does', async () => {
    await choose('phone');
    expect(await made('Link')).toBe(`mqqwpa://im/chat?chat_type=temp&&uin=${shop}`);
    const html = await made('HTML without script');
    await visit(html.slice(html.indexOf('</a>') + 4), 'by phone');
  });

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
  });
});

describe('a link opened in our own window', () => {
  it('from the menu of the page it stands on', async () => {
    const before = (await counted(''))?.answered ?? 0;
    const ofRecord = `<a href="http://wpa.qq.com/msgrd?V=3&amp;Uin=${shop}&amp;Site=shop.test&amp;Menu=yes">QQ</a>`;
    const href = await linkOnSite(ofRecord);
    const window = await openWindow(browser, () =>
      browser.dispatch('contextMenus.onClicked', { menuItemId: 'open-link', linkUrl: href, editable: false }),
    );
    expect(await window.locator('.link-facts').innerText()).toContain('shop.test');
    await writeFrom(window, 'by menu');
    await until(async () => (await counted(''))?.answered === before + 1, { what: 'the session of somebody new' });
    await window.close();
  });

  it('of a phone, typed behind qq in the address bar; and a number with its words', async () => {
    await done(`u:${buyer}`);
    const before = (await counted(''))?.answered ?? 0;
    await choose('phone');
    const link = await made('Link');
    const window = await openWindow(browser, () => browser.dispatch('omnibox.onInputEntered', link, 'currentTab'));
    await writeFrom(window, 'by phone scheme');
    // The stranger was done with and wrote again: that is a session of its own.
    await until(async () => (await counted(''))?.answered === before + 1, { what: 'another session' });
    await browser.dispatch('omnibox.onInputEntered', `${shop} words of mine`, 'currentTab');
    await window.locator('.link-read', { hasText: 'not sent: words of mine' }).waitFor();
    await writeFrom(window, 'words of mine');
    await window.close();
  });

  it('pasted into the popup: the code of a frame with the blanks it was printed with, and a desktop link', async () => {
    const window = await browser.openPage('popup.html');
    await window.locator('.top').waitFor();
    const paste = (text: string) =>
      window.evaluate((pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      }, text);
    await paste(
      `<iframe src="https://qm.qq.com/go?tn= temporar y&from=yourdomain.com&uin=${shop}&menu=custom" width="300"></iframe>`,
    );
    await window.locator('.link-facts', { hasText: 'yourdomain.com' }).waitFor();
    await writeFrom(window, 'by pasted frame');
    // Of a desktop client, copied from the demo site: Chromium knows no menu for its scheme.
    await choose('desktop');
    const href = await linkOnSite(await made('HTML'));
    expect(href).toBe(`tencent://message/?uin=${shop}&Site=shop.test&Menu=yes`);
    await window.getByRole('button', { name: 'Back' }).first().click();
    await paste(href);
    await window.locator('.link-facts', { hasText: 'Desktop client' }).waitFor();
    await writeFrom(window, 'by desktop');
    await window.close();
  });

  it('by a key, whose service says whom it calls', async () => {
    const window = await browser.openPage(
      `popup.html#open/${encodeURIComponent(`${origin}/cgi-bin/check?sigkey=${sigkey}`)}`,
    );
    await window.getByRole('button', { name: 'Ask whom it calls' }).click();
    await window.locator('.link-facts', { hasText: shop }).waitFor();
    await writeFrom(window, 'by asked key');
    await window.goto(
      `${browser.origin}/popup.html#open/${encodeURIComponent(`${origin}/go?tn=temporary&session=tc-nobody`)}`,
    );
    await window.reload();
    await window.getByRole('button', { name: 'Ask whom it calls' }).click();
    await window.locator('[role=alert]', { hasText: 'does not open this link' }).waitFor();
    await window.close();
  });
});

describe('a link that somebody changed, kept or repeated', () => {
  const refusal = async (url: string) => {
    const answer = await fetch(url);
    return answer.headers.get('x-refused') ?? answer.status;
  };
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const dated = (seconds: number, more = '') => {
    const at = Math.floor(Date.now() / 1000) + seconds;
    return `${origin}/go?tn=temporary&uin=${shop}&timestamp=${at}&token=${md5(`${shop}${at}${secret}`)}${more}`;
  };

  it('is refused with the reason by the service that it leads to', async () => {
    await server.call('temporary', { uin: buyer, on: true, secret: 'of the other number' });
    await linkSection().getByLabel('Kind').selectOption('signed');
    await linkSection().getByLabel('Ask for a code of six digits').uncheck();
    await linkSection().getByRole('button', { name: /^Sign/ }).click();
    const link = await made('Link');
    expect(await refusal(link)).toBe(200);
    const ofOther = link.replace(`uin=${shop}`, `uin=${buyer}`);
    expect(await refusal(ofOther)).toBe('wrong-seal');
    expect(await refusal(ofOther.replace(/&seal=\w+/, ''))).toBe('wrong-token');
    expect(await refusal(dated(0))).toBe(200);
    expect(await refusal(dated(3 * 3600))).toBe('not-yet');
    expect(await refusal(dated(-3 * 3600, '&expire=3600'))).toBe('expired');
    expect(await refusal(dated(0, '&expire=86401'))).toBe('life-too-long');
    expect(await refusal(dated(0, `&from=${'x'.repeat(10_000)}`))).toBe(414);
    await server.clock({ scale: 1 });
    for (let n = 0; n < 5; n++) await fetch(link);
    expect(await refusal(link)).toBe('too-often');
    await server.clock({ scale: 1000 });
  });
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
