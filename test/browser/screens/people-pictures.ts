import { accounts } from './acts';
import {
  askedTwice,
  contacts,
  heldStatus,
  showAskedTwice,
  showCard,
  showFields,
  showPeople,
  showSearch,
  showStranger,
  showTell,
  typeInitials,
} from './contacts';
import { groups, openGroup, openMenu, openRequest, pieces, quoteOne, requests } from './groups-and-requests';
import type { Picture, Shape } from './picture';

const zhDark360 = { lang: 'zh-CN', dark: true, width: 360 } as const;

/** People: lists, cards, what is asked of them, how a status stands; groups, and who wants to be let in. */
export function peoplePictures(popup: Shape, inbox: Omit<Shape, 'width'>): readonly Picture[] {
  const card = { ...popup, rows: contacts };
  return [
    { name: 'people', ...card, act: showPeople },
    { name: 'people-zh-dark-360', ...card, act: typeInitials, ...zhDark360 },
    { name: 'people-card-zh', ...card, act: showCard, lang: 'zh-CN' },
    { name: 'people-card-fields', ...card, act: showFields },
    { name: 'people-tell-360', ...card, act: showTell, width: 360 },
    { name: 'people-tell-zh-dark', ...card, act: showTell, lang: 'zh-CN', dark: true },
    { name: 'people-find-zh', ...card, act: showSearch, lang: 'zh-CN' },
    { name: 'people-stranger', ...card, act: showStranger },
    { name: 'people-twice', ...popup, rows: askedTwice, act: showAskedTwice },
    { name: 'people-twice-zh-dark-360', ...popup, rows: askedTwice, act: showAskedTwice, ...zhDark360 },
    { name: 'people-inbox-zh', ...inbox, width: 1200, rows: contacts, act: showCard, lang: 'zh-CN' },
    { name: 'status-held', ...popup, rows: heldStatus, act: accounts },
    { name: 'status-held-zh-dark-360', ...popup, rows: heldStatus, act: accounts, ...zhDark360 },
    { name: 'groups', ...popup, rows: groups },
    { name: 'groups-zh-dark', ...popup, rows: groups, lang: 'zh-CN', dark: true },
    { name: 'requests-1', ...popup, rows: (now) => requests(now, 1), ready: '.request' },
    {
      name: 'requests-2-zh',
      ...popup,
      rows: (now) => requests(now, 2),
      act: openRequest,
      ready: '.request',
      lang: 'zh-CN',
    },
    {
      name: 'requests-many-360-dark',
      ...popup,
      rows: (now) => requests(now, 9),
      act: async (page) => {
        await page.locator('.requests-top').click();
        await page.locator('.request-open').nth(6).click();
      },
      ready: '.requests',
      width: 360,
      dark: true,
    },
    { name: 'pieces', ...popup, rows: pieces, act: openGroup },
    { name: 'pieces-menu-zh-dark', ...popup, rows: pieces, act: openMenu, lang: 'zh-CN', dark: true },
    { name: 'pieces-quote-360', ...popup, rows: pieces, act: quoteOne, width: 360 },
  ];
}
