import type { Page } from 'playwright-core';
import type { Picture, Shape } from './picture';
import { threeAccounts } from './scenes';

const site = (more: object) => ({
  'site.look': { host: 'wujin.example.cn', found: 14, shown: 0, allowed: 'ask', ...more },
});
const longHost = 'kefu.德清新市门窗五金批发.example.cn'.normalize();
const sites = {
  'site.list': {
    all: false,
    sites: [
      { host: 'luntan.example.net', how: 'on', granted: false, hidden: 0 },
      { host: new URL(`http://${longHost}`).hostname, how: 'on', granted: true, hidden: 0 },
      { host: 'mendian.example.cn', how: 'on', granted: true, asks: 'contacts', hidden: 2, account: 1 },
      { host: 'wujin.example.cn', how: 'off', granted: true, hidden: 0 },
    ],
  },
};

const toButtons = async (page: Page) => {
  await page.locator('#buttons .setting').first().waitFor();
  await page.evaluate(() => document.getElementById('buttons')?.scrollIntoView());
};
const badSite = async (page: Page) => {
  await page.locator('#buttons form input').first().fill('五金 店');
  await page.locator('#buttons form button').first().click();
  await page.locator('#buttons .trouble').waitFor();
  await toButtons(page);
};
/** The first run's last step: an account was added. */
const added = async (page: Page) => {
  await page.locator('[name=protocol]').last().check();
  await page.locator('input[name=server]').fill('qq.example.cn:4000');
  await page.locator('input[name=uin]').fill('10052290');
  await page.locator('input[type=password]').fill('密码12345');
  await page.locator('form button[type=submit]').last().click();
  await page.locator('.first-buttons').waitFor();
  await page.locator('.first-buttons .btn').nth(1).click();
};

/** Where status buttons are allowed: over a page, in the settings, and at the end of the first run. */
export function buttonPictures(popup: Shape, options: Shape): readonly Picture[] {
  const over = { ...popup, ready: '.site-row', rows: threeAccounts };
  const settings = { ...options, rows: threeAccounts, act: toButtons, answers: sites };
  const first = {
    ...options,
    path: 'options.html#first-run',
    ready: '.first-page',
    rows: threeAccounts,
    act: added,
    answers: { 'account.add': { ok: true, accountId: 1 }, 'site.list': { all: false, sites: [] } },
  };
  const zhDark = { width: 360, lang: 'zh-CN', dark: true } as const;
  return [
    { ...over, name: 'site-found', answers: site({}) },
    { ...over, name: 'site-found-360', answers: site({}), width: 360 },
    { ...over, ...zhDark, name: 'site-found-zh-dark-360', answers: site({}) },
    { ...over, name: 'site-live', answers: site({ shown: 14, allowed: 'named' }) },
    { ...over, ...zhDark, name: 'site-live-zh-dark-360', answers: site({ shown: 14, allowed: 'all' }) },
    { ...over, name: 'site-stopped', answers: site({ allowed: 'stopped' }) },
    { ...settings, name: 'options-buttons' },
    { ...settings, ...zhDark, name: 'options-buttons-zh-dark-360', act: badSite },
    { ...settings, width: 360, name: 'options-buttons-360' },
    { ...first, name: 'first-buttons' },
    { ...first, ...zhDark, name: 'first-buttons-zh-dark-360' },
  ];
}
