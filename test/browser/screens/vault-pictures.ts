import { accounts, forgetting, keepLess, setting, toAway, vaultSection, wrongPassphrase } from './acts';
import type { Picture, Shape } from './picture';
import { lockedAccounts, threeAccounts } from './scenes';

const passphrase = { salt: [1], rounds: 600_000, lockOnStart: true };
const unlocked = { rows: threeAccounts, vault: { locked: false, passphrase } };
const isLocked = { vault: { locked: true, passphrase }, rows: lockedAccounts };
const zhDark = { lang: 'zh-CN', dark: true } as const;

/** The passphrase: set, locked, guessed wrongly and forgotten; and what the settings keep and do by themselves. */
export function vaultPictures(popup: Shape, inbox: Omit<Shape, 'width'>, options: Shape): readonly Picture[] {
  const general = { ...options, path: 'options.html#general', rows: threeAccounts };
  const damaged = (many: number) => () => ({
    storeUnreadable: ['messages 1 u:2 3', 'messages 1 u:2 4'].slice(0, many),
  });
  return [
    { name: 'popup-locked', ...popup, ...isLocked },
    { name: 'popup-locked-wrong-zh-dark', ...popup, ...isLocked, act: wrongPassphrase, ...zhDark, width: 360 },
    { name: 'popup-locked-accounts', ...popup, ...isLocked, act: accounts, width: 360 },
    { name: 'popup-lockable', ...popup, ...unlocked, width: 360 },
    { name: 'inbox-locked', ...inbox, ...isLocked, width: 1500 },
    { name: 'options-passphrase', ...options, ...unlocked, act: vaultSection },
    { name: 'options-passphrase-set-zh-dark', ...options, rows: threeAccounts, act: setting, ...zhDark },
    { name: 'options-passphrase-set-360', ...options, rows: threeAccounts, act: setting, width: 360 },
    { name: 'options-passphrase-360', ...options, ...unlocked, act: vaultSection, width: 360 },
    { name: 'options-passphrase-zh-dark-360', ...options, ...unlocked, act: vaultSection, ...zhDark, width: 360 },
    { name: 'options-locked', ...options, ...isLocked },
    { name: 'options-forget-zh', ...options, ...isLocked, act: forgetting, lang: 'zh-CN' },
    { name: 'options-forget-dark-360', ...options, ...isLocked, act: forgetting, dark: true, width: 360 },
    { name: 'options-keep', ...general, local: damaged(1), act: keepLess },
    { name: 'options-keep-zh-narrow', ...general, local: damaged(2), lang: 'zh-CN', width: 480 },
    { name: 'options-keep-zh-dark-360', ...general, local: damaged(2), act: keepLess, ...zhDark, width: 360 },
    { name: 'options-away-360', ...general, act: toAway, width: 360 },
    { name: 'options-away-zh-dark', ...general, act: toAway, ...zhDark },
  ];
}
