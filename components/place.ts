import type { AccountId, ConversationKey } from '../lib/model/ids';
import type { RequestKey } from '../lib/store/read';

/** Somewhere in Uinbell that an address leads to: pages, notifications and the popup lead people with these. */
export type Place =
  | { readonly page: 'inbox'; readonly key?: ConversationKey; readonly reply?: true; readonly from?: From }
  /** What somebody asks; undefined: all who ask. */
  | { readonly page: 'inbox'; readonly request: RequestKey | undefined }
  | {
      readonly page: 'options';
      readonly part: 'accounts' | 'add' | 'first-run' | 'notices' | 'passphrase' | 'temporary';
    }
  | { readonly page: 'options'; readonly part: 'password'; readonly accountId: AccountId };

/** The site whose button a chat was opened from. */
export interface From {
  readonly host: string;
  /** The picture there showed another number than the link leads to. */
  readonly differs?: true;
}

/**
 * The address inside the extension: `inbox.html#/3/u:10001`, with `/reply` to write at once or `/from/shop.test` where
 * a button of that site led there, `options.html#password/3`.
 */
export function placeAddress(place: Place): string {
  if (place.page === 'inbox' && 'request' in place) {
    const { request } = place;
    return `inbox.html#${request ? `request/${request[0]}/${encodeURIComponent(request[1])}` : 'requests'}`;
  }
  if (place.page === 'inbox') {
    const { key, reply, from } = place;
    if (!key) return 'inbox.html';
    const more = reply ? '/reply' : from ? `/from/${from.host}${from.differs ? '/differs' : ''}` : '';
    return `inbox.html#/${key[0]}/${key[1]}${more}`;
  }
  return `options.html#${place.part}${place.part === 'password' ? `/${place.accountId}` : ''}`;
}
