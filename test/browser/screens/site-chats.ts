import type { Page } from 'playwright-core';
import type { NumberStanding } from '../../../lib/messaging/site-calls';
import type { Rows } from './people';
import type { Picture, Shape } from './picture';
import { threeAccounts } from './scenes';

const longName = '欧阳锦程－德清新市门窗五金批发部（上柏分店，周一休息，急事请打电话找老沈）';

const standing = (more: Partial<NumberStanding>) => ({
  'site.number': {
    known: { state: 'away', source: 'contacts', at: Date.now() - 130_000 },
    enterprise: false,
    contactOf: [3],
    writes: [1, 2, 3],
    how: 'on',
    hidden: false,
    ...more,
  },
});
const known = standing({});
const stranger = standing({ known: { state: 'unknown', why: 'not-asked' }, contactOf: [] });
const asked = standing({ known: { state: 'online', source: 'getonline', at: Date.now() - 20_000 }, contactOf: [] });
const enterprise = standing({ known: { state: 'unknown' }, enterprise: true, contactOf: [], writes: [] });
const crowded = standing({ contactOf: [1, 2, 3], writes: [2, 3], hidden: true, how: 'off' });

/** Account names as long as people make them. */
function longNames(now: number): Rows {
  const rows = threeAccounts(now);
  return { ...rows, accounts: rows.accounts.map((account, n) => (n === 0 ? { ...account, name: longName } : account)) };
}

const openMenu = async (page: Page) => {
  await page.locator('.about-more button').click();
  await page.locator('.about-menu').waitFor();
};
const openPhone = async (page: Page) => {
  await openMenu(page);
  await page.locator('.about-menu .menu-item').nth(1).click();
  await page.locator('.about-phone').waitFor();
};

/** The window that a button on a page opens. */
export function siteChatPictures(inbox: Omit<Shape, 'width'>): readonly Picture[] {
  const place = (id: number, number: string, more = '') => `inbox.html#/${id}/u:${number}/from/wujin.example.cn${more}`;
  const window = { ...inbox, width: 380, height: 532, rows: threeAccounts, ready: '.about' };
  const zhDark = { width: 360, lang: 'zh-CN', dark: true } as const;
  const friend = { ...window, path: place(3, '20044120'), answers: known };
  const nobody = { ...window, path: place(1, '20000417', '/differs'), answers: stranger };
  const long = {
    ...window,
    path: 'inbox.html#/1/u:20055001/from/kefu.xn--dlqp1ku8j6vb6uf94fusrvwx9y1ccti.example.cn',
    rows: longNames,
    answers: crowded,
  };
  const firm = { ...window, path: place(1, '800012345'), answers: enterprise };
  return [
    { ...friend, name: 'site-chat' },
    { ...friend, ...zhDark, name: 'site-chat-zh-dark-360' },
    { ...friend, name: 'site-chat-menu', act: openMenu },
    { ...friend, ...zhDark, name: 'site-chat-menu-zh-dark-360', act: openMenu },
    { ...friend, name: 'site-chat-phone', act: openPhone },
    { ...friend, ...zhDark, name: 'site-chat-phone-zh-dark-360', act: openPhone },
    { ...nobody, name: 'site-chat-differs' },
    { ...nobody, ...zhDark, name: 'site-chat-differs-zh-dark-360' },
    { ...nobody, name: 'site-chat-asked-dark', answers: asked, dark: true },
    { ...long, name: 'site-chat-long-360', width: 360 },
    { ...long, ...zhDark, name: 'site-chat-long-zh-dark-360' },
    { ...firm, name: 'site-chat-enterprise' },
    { ...firm, ...zhDark, name: 'site-chat-enterprise-zh-dark-360' },
    { ...friend, name: 'site-chat-inbox-1180', width: 1180, height: 760 },
  ];
}
