import type { AccountId, ConversationKey, Peer } from '../lib/model/ids';

/** Somewhere in Uinbell that an address leads to: pages, notifications and the popup lead people with these. */
export type Place =
  | { readonly page: 'inbox'; readonly key?: ConversationKey; readonly reply?: true }
  | {
      readonly page: 'options';
      readonly part: 'accounts' | 'add' | 'first-run' | 'notices' | 'passphrase' | 'temporary';
    }
  | { readonly page: 'options'; readonly part: 'password'; readonly accountId: AccountId };

/** The address inside the extension: `inbox.html#/3/u:10001`, with `/reply` to write at once, `options.html#password/3`. */
export function placeAddress(place: Place): string {
  if (place.page === 'inbox') {
    return `inbox.html${place.key ? `#/${place.key[0]}/${place.key[1]}${place.reply ? '/reply' : ''}` : ''}`;
  }
  return `options.html#${place.part}${place.part === 'password' ? `/${place.accountId}` : ''}`;
}

/** The conversation a hash names, as in `#/3/u:10001` or `#/3/u:10001/reply`. */
export function parseConversationHash(hash: string): ConversationKey | undefined {
  const [, account, peer] = /^#\/(\d{1,15})\/([ugds]:\d{1,20})(?:\/reply)?$/.exec(hash) ?? [];
  return account === undefined ? undefined : [Number(account), peer as Peer];
}

/** Whether the address wants the cursor in the composer. */
export function wantsReply(hash: string): boolean {
  return hash.endsWith('/reply');
}

/** The link or number that a hash hands to the desk, as in `#open/12345%20hello`; `#desk` shows it without one. */
export function parseDeskHash(hash: string): { readonly typed?: string } | undefined {
  if (hash === '#desk') return {};
  if (!hash.startsWith('#open/')) return undefined;
  try {
    return { typed: decodeURIComponent(hash.slice('#open/'.length)) };
  } catch {
    return { typed: hash.slice('#open/'.length) };
  }
}

export type OptionsPart =
  | { readonly part: 'accounts' | 'add' | 'first-run' | 'temporary' }
  | { part: 'password'; accountId: AccountId };

export function parseOptionsHash(hash: string): OptionsPart {
  const [, accountId] = /^#password\/(\d{1,15})$/.exec(hash) ?? [];
  if (accountId !== undefined) return { part: 'password', accountId: Number(accountId) };
  if (hash === '#first-run') return { part: 'first-run' };
  if (hash === '#temporary' || hash.startsWith('#ts-')) return { part: 'temporary' };
  return { part: hash === '#add' ? 'add' : 'accounts' };
}
