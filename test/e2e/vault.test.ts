import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount, ask, askToAdd, version } from '../browser/ask';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { dumpExtension } from '../browser/dump-extension';
import { findSecrets, passwordAndDigests, type Secret } from '../browser/find-secrets';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { readReport } from '../start/report';
import { storedTexts } from './chat';

const password = 'Pass of the shop, 店铺 7';
const wrongPassword = 'not the pass of the shop';
const token = 'a-token-that-nobody-sees/+=';
const passphrase = 'four words, 不 quite secret';
const guess = 'a guess at the passphrase';
const secrets: readonly Secret[] = [
  ...passwordAndDigests('the password', password),
  ...passwordAndDigests('a wrong password', wrongPassword),
  { name: 'the token', value: token },
  ...passwordAndDigests('the passphrase', passphrase),
  ...passwordAndDigests('a wrong passphrase', guess),
];

let folder: string;
let browser: LiveChromium;
let server: QqServer;
/** What was said in browsers that are closed by now. */
const earlier: string[] = [];

const states = async () => (await readRows<{ state: string }>(browser, 'sessions')).map(({ state }) => state);
const all = (state: string) =>
  until(async () => (await states()).every((each) => each === state), { what: `every account to be ${state}` });
const unlockIn = async (path: string, typed: string) => {
  const page = await browser.openPage(path);
  await page.fill('[name=unlock]', typed);
  await page.click('.unlock button[type=submit]');
  return page;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uinbell-vault-'));
  server = await startServer();
  await server.account({ uin: '20001', password: 'friend', nick: 'Friend', friends: ['10001', '30001'] });
  await server.account({ uin: '10001', password, nick: 'Shop', friends: ['20001'] });
  const bot = { uin: '30001', password: 'none', nick: 'Bot', friends: ['20001'], protocol: 'onebot', token };
  await server.account(bot);
  const { accounts } = await server.state();
  const { port } = accounts.find(({ uin }) => uin === '30001') as unknown as { port: number };
  browser = await launchChromium({ profile: folder });
  await browser.grant(['http://127.0.0.1/*']);
  const qq = { server: `127.0.0.1:${server.ports.httpqq}`, uin: '10001', name: 'Shop' };
  await askToAdd(browser, { ...qq, password: wrongPassword });
  await addAccount(browser, { ...qq, password });
  await addAccount(browser, { protocol: 'onebot', server: `ws://127.0.0.1:${port}`, password: token, name: 'Bot' });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

describe('a passphrase', () => {
  it('is set in the settings and asks nobody anything yet', async () => {
    const page = await browser.openPage('options.html#passphrase');
    await page.click('#passphrase .setting-acts .btn');
    await page.fill('[name=chosen]', passphrase);
    await page.fill('[name=again]', passphrase);
    await page.click('#passphrase form button[type=submit]');
    await page.getByText('A passphrase is set').waitFor();
    await all('online');
    expect(await readRows<{ id: string }>(browser, 'keys')).toMatchObject([{ id: 'passphrase', rounds: 600_000 }]);
    await page.close();
  });

  it('locks by hand: every account says so, is signed out, and nothing comes in', async () => {
    const popup = await browser.openPage('popup.html');
    await popup.getByRole('button', { name: 'Lock now' }).click();
    await all('locked');
    await popup.locator('.unlock').waitFor();
    await until(async () => (await server.state()).accounts.every(({ uin, online }) => uin !== '10001' || !online), {
      what: 'the server to see it signed out',
    });
    await server.say({ from: '20001', to: '10001', text: '你锁着的时候' });
    await server.say({ from: '20001', to: '30001', text: '机器人也锁着' });
    await ask(browser, 'wake', { why: 'person' });
    expect(await states()).toEqual(['locked', 'locked']);
    expect(await storedTexts(browser)).toEqual([]);
    await popup.close();
  });

  it('adds no account meanwhile', async () => {
    const again = { server: `127.0.0.1:${server.ports.httpqq}`, uin: '20001', password: 'friend', name: 'Friend' };
    expect(await askToAdd(browser, again)).toMatchObject({ ok: false, trouble: 'vault-locked' });
  });

  it('says that it was not the right one, and opens to the right one even after the worker died', async () => {
    const page = await unlockIn('inbox.html', guess);
    await page.getByText('That is not the passphrase').waitFor();
    await browser.stopWorker();
    expect(await states()).toEqual(['locked', 'locked']);
    await page.fill('[name=unlock]', passphrase);
    await page.click('.unlock button[type=submit]');
    await page.locator('.unlock').waitFor({ state: 'detached' });
    await until(async () => (await storedTexts(browser)).length === 2, {
      what: 'what was written while it was locked',
    });
    expect((await storedTexts(browser)).sort()).toEqual(['你锁着的时候', '机器人也锁着'].sort());
    await all('online');
    await page.close();
  });

  it('is not asked for because a worker died, but because the browser started', async () => {
    await browser.stopWorker();
    expect(await ask(browser, 'vault.state', {})).toMatchObject({ value: { locked: false } });
    earlier.push(...browser.said());
    await browser.close();
    browser = await launchChromium({ profile: folder });
    await all('locked');
    const popup = await unlockIn('popup.html', passphrase);
    await popup.locator('.unlock').waitFor({ state: 'detached' });
    await all('online');
    await popup.close();
  });
});

describe('after all that', () => {
  it('no password, token or passphrase stands anywhere, in any spelling', async () => {
    const report = await readReport(browser, server, version(), 0);
    const dumps = [
      ...(await dumpExtension(browser)),
      { where: 'console of any context', content: [...earlier, ...browser.said()] },
      { where: 'complaints', content: browser.errors() },
      { where: 'the report', content: report },
    ];
    // An empty heap of dumps would be clean as well.
    const places = dumps.map(({ where }) => where);
    for (const place of ['store secrets', 'store sessions', 'storage.local', 'storage.session', 'page popup.html'])
      expect(places).toContain(place);
    expect(JSON.stringify(dumps)).toContain('你锁着的时候');
    expect(findSecrets(dumps, secrets)).toEqual([]);
  });

  it('and the search would have found one: each that is planted where the product writes is', async () => {
    await browser.run(`chrome.storage.local.set({ planted: { deep: [${JSON.stringify(token)}] } })`);
    await browser.run(`console.log('signing in with', ${JSON.stringify(passwordAndDigests('', password)[1]?.value)})`);
    await until(async () => browser.said().some((line) => line.includes('signing in with')), {
      what: 'the console to be heard',
    });
    const dumps = [...(await dumpExtension(browser)), { where: 'console', content: browser.said() }];
    expect(findSecrets(dumps, secrets)).toEqual(
      expect.arrayContaining(['storage.local: the token, as it is', 'console: MD5 of the password, as it is']),
    );
  });
});
