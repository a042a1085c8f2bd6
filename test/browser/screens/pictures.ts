import type { Page } from 'playwright-core';
import {
  accounts,
  answered,
  chat,
  firstTemporary,
  forgetting,
  keepLess,
  setting,
  stuck,
  takeBack,
  toGeneral,
  vaultSection,
  why,
  wrongPassphrase,
  wrongPassword,
} from './acts';
import { groups, openGroup, openMenu, openRequest, pieces, quoteOne, requests } from './groups-and-requests';
import type { Rows } from './people';
import { noRows } from './people';
import {
  afterTheNight,
  displaced,
  everyReply,
  foundServers,
  hostileWords,
  lockedAccounts,
  oneBotWithoutToken,
  temporaryTalk,
  thirtyAccounts,
  threeAccounts,
  withUnread,
} from './scenes';

export interface Picture {
  readonly name: string;
  readonly path: string;
  readonly rows: (now: number) => Rows;
  readonly width: number;
  readonly height: number;
  readonly lang?: 'en' | 'zh-CN';
  readonly dark?: boolean;
  /** What a person does before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
  readonly ready: string;
  /** How the vault stands; without a passphrase unless said otherwise. */
  readonly vault?: object;
  /** What lies in storage.local beside the store. */
  readonly local?: (now: number) => Record<string, unknown>;
}

const popup = { path: 'popup.html', width: 380, height: 560, ready: '.conv' };
const inbox = { path: 'inbox.html', height: 900, ready: '.conv' };
const options = { path: 'options.html', width: 1120, height: 900, ready: '.account-cells' };
const passphrase = { salt: [1], rounds: 600_000, lockOnStart: true };
const isLocked = { vault: { locked: true, passphrase }, rows: lockedAccounts };
const trouble = (kind: string) => (now: number) => ({
  storeTrouble: { kind, since: now, tries: 3, until: now + 60_000 },
});
const restored = (now: number) => ({ storeRestored: { accounts: 3, copiedAt: now - 7_200_000 } });
export const pictures: readonly Picture[] = [
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
    act: (page) => page.locator('.requests-top').click(),
    ready: '.requests',
    width: 360,
    dark: true,
  },
  { name: 'pieces', ...popup, rows: pieces, act: openGroup },
  { name: 'pieces-menu-zh-dark', ...popup, rows: pieces, act: openMenu, lang: 'zh-CN', dark: true },
  { name: 'pieces-quote-360', ...popup, rows: pieces, act: quoteOne, width: 360 },
  { name: 'store-broken', ...popup, rows: threeAccounts, local: trouble('broken'), ready: '.empty' },
  {
    name: 'store-broken-afresh-zh-dark',
    ...popup,
    rows: threeAccounts,
    local: trouble('broken'),
    ready: '.empty',
    act: (page) => page.locator('.empty .btn').last().click(),
    lang: 'zh-CN',
    dark: true,
  },
  { name: 'store-blocked-360', ...popup, rows: threeAccounts, local: trouble('blocked'), ready: '.empty', width: 360 },
  { name: 'store-newer-inbox', ...inbox, rows: threeAccounts, local: trouble('newer'), ready: '.empty', width: 1500 },
  { name: 'store-full', ...popup, rows: threeAccounts, local: trouble('full'), ready: '.store-note' },
  { name: 'store-restored', ...popup, rows: threeAccounts, local: restored, ready: '.store-note' },
  {
    name: 'store-restored-inbox-zh',
    ...inbox,
    rows: threeAccounts,
    local: restored,
    ready: '.store-note',
    width: 1500,
    lang: 'zh-CN',
  },
  { name: 'temporary', ...popup, rows: temporaryTalk, act: firstTemporary },
  {
    name: 'options-keep',
    ...options,
    path: 'options.html#general',
    rows: threeAccounts,
    local: () => ({ storeUnreadable: ['messages 1 u:2 3'] }),
    act: keepLess,
  },
  {
    name: 'options-keep-zh-narrow',
    ...options,
    path: 'options.html#general',
    rows: threeAccounts,
    local: () => ({ storeUnreadable: ['messages 1 u:2 3', 'messages 1 u:2 4'] }),
    lang: 'zh-CN',
    width: 480,
  },
  { name: 'popup-3', ...popup, rows: threeAccounts },
  { name: 'popup-3-dark', ...popup, rows: threeAccounts, dark: true },
  { name: 'popup-3-360', ...popup, rows: threeAccounts, width: 360 },
  { name: 'popup-3-400', ...popup, rows: threeAccounts, width: 400 },
  { name: 'popup-3-zh', ...popup, rows: threeAccounts, lang: 'zh-CN' },
  { name: 'popup-30', ...popup, rows: thirtyAccounts },
  { name: 'popup-30-zh-dark', ...popup, rows: thirtyAccounts, lang: 'zh-CN', dark: true },
  { name: 'popup-unread-0', ...popup, rows: (now) => withUnread(now, 0) },
  { name: 'popup-unread-1', ...popup, rows: (now) => withUnread(now, 1) },
  { name: 'popup-unread-100', ...popup, rows: (now) => withUnread(now, 100) },
  { name: 'popup-why', ...popup, rows: threeAccounts, act: why },
  { name: 'popup-why-zh-dark', ...popup, rows: threeAccounts, act: why, dark: true, lang: 'zh-CN', width: 360 },
  { name: 'popup-stale', ...popup, rows: threeAccounts, act: (page) => answered(page, 'stale') },
  { name: 'popup-stuck-zh-dark', ...popup, rows: threeAccounts, act: stuck, lang: 'zh-CN', dark: true, width: 360 },
  { name: 'popup-keys', ...popup, rows: threeAccounts, act: (page) => page.keyboard.press('Shift+?') },
  { name: 'popup-hover', ...popup, rows: threeAccounts, act: (page) => page.locator('.conv').nth(3).hover() },
  { name: 'popup-accounts', ...popup, rows: thirtyAccounts, act: accounts },
  { name: 'popup-accounts-zh', ...popup, rows: thirtyAccounts, act: accounts, lang: 'zh-CN' },
  { name: 'popup-empty', ...popup, rows: (now) => ({ ...threeAccounts(now), conversations: [] }), ready: '.empty' },
  { name: 'popup-first', ...popup, rows: noRows, ready: '.first-run' },
  { name: 'popup-locked', ...popup, ...isLocked },
  {
    name: 'popup-locked-wrong-zh-dark',
    ...popup,
    ...isLocked,
    act: wrongPassphrase,
    lang: 'zh-CN',
    dark: true,
    width: 360,
  },
  { name: 'popup-locked-accounts', ...popup, ...isLocked, act: accounts, width: 360 },
  { name: 'popup-lockable', ...popup, rows: threeAccounts, vault: { locked: false, passphrase }, width: 360 },
  { name: 'inbox-locked', ...inbox, ...isLocked, width: 1500 },
  {
    name: 'options-passphrase',
    ...options,
    rows: threeAccounts,
    vault: { locked: false, passphrase },
    act: vaultSection,
  },
  { name: 'options-passphrase-set-zh-dark', ...options, rows: threeAccounts, act: setting, lang: 'zh-CN', dark: true },
  {
    name: 'options-passphrase-360',
    ...options,
    rows: threeAccounts,
    vault: { locked: false, passphrase },
    act: vaultSection,
    width: 360,
  },
  { name: 'options-locked', ...options, ...isLocked },
  { name: 'options-forget-zh', ...options, ...isLocked, act: forgetting, lang: 'zh-CN' },
  { name: 'night', ...popup, rows: afterTheNight, ready: '.gap-lines' },
  {
    name: 'night-360-zh-dark',
    ...popup,
    width: 360,
    rows: afterTheNight,
    lang: 'zh-CN',
    dark: true,
    ready: '.gap-lines',
  },
  { name: 'night-chat', ...popup, rows: afterTheNight, act: chat },
  { name: 'night-chat-360-zh-dark', ...popup, width: 360, rows: afterTheNight, act: chat, lang: 'zh-CN', dark: true },
  { name: 'displaced', ...popup, rows: displaced, act: takeBack },
  { name: 'displaced-360-zh-dark', ...popup, width: 360, rows: displaced, act: takeBack, lang: 'zh-CN', dark: true },
  { name: 'displaced-accounts', ...popup, rows: displaced, act: accounts },
  { name: 'options-undo', ...options, path: 'options.html#general', rows: threeAccounts, act: toGeneral },
  {
    name: 'options-undo-zh-dark',
    ...options,
    path: 'options.html#general',
    rows: threeAccounts,
    act: toGeneral,
    lang: 'zh-CN',
    dark: true,
  },
  { name: 'chat', ...popup, rows: everyReply, act: chat },
  { name: 'chat-dark', ...popup, rows: everyReply, act: chat, dark: true },
  { name: 'chat-zh', ...popup, rows: everyReply, act: chat, lang: 'zh-CN' },
  { name: 'chat-hostile', ...popup, rows: hostileWords, act: chat, height: 1500 },
  { name: 'chat-hostile-zh-dark', ...popup, rows: hostileWords, act: chat, lang: 'zh-CN', dark: true, width: 360 },
  { name: 'inbox-1500', ...inbox, width: 1500, rows: everyReply, act: chat },
  { name: 'inbox-1500-dark-zh', ...inbox, width: 1500, rows: everyReply, act: chat, dark: true, lang: 'zh-CN' },
  { name: 'inbox-800', ...inbox, width: 800, rows: everyReply, act: chat },
  { name: 'inbox-600', ...inbox, width: 600, rows: everyReply },
  { name: 'inbox-600-chat', ...inbox, width: 600, rows: everyReply, act: chat },
  { name: 'options', ...options, rows: (now) => thirtyAccounts(now) },
  {
    name: 'options-edit-zh',
    ...options,
    rows: threeAccounts,
    lang: 'zh-CN',
    act: (page) => page.locator('.account-cells .btn').first().click(),
  },
  { name: 'add-error', ...options, path: 'options.html#add', rows: threeAccounts, act: wrongPassword },
  {
    name: 'add-error-narrow-dark-zh',
    ...options,
    path: 'options.html#add',
    rows: threeAccounts,
    act: wrongPassword,
    width: 480,
    dark: true,
    lang: 'zh-CN',
  },
  { name: 'add-onebot', ...options, path: 'options.html#add', rows: threeAccounts, act: oneBotWithoutToken },
  {
    name: 'add-onebot-zh-dark',
    ...options,
    path: 'options.html#add',
    rows: threeAccounts,
    act: oneBotWithoutToken,
    dark: true,
    lang: 'zh-CN',
  },
  { name: 'look-around', ...options, path: 'options.html#add', rows: threeAccounts, act: foundServers },
  {
    name: 'look-around-narrow-zh-dark',
    ...options,
    path: 'options.html#add',
    rows: threeAccounts,
    act: foundServers,
    width: 400,
    dark: true,
    lang: 'zh-CN',
  },
  { name: 'first-run', ...options, path: 'options.html#first-run', rows: noRows, ready: '.first-page' },
  {
    name: 'first-run-zh',
    ...options,
    path: 'options.html#first-run',
    rows: noRows,
    ready: '.first-page',
    lang: 'zh-CN',
    dark: true,
  },
];
