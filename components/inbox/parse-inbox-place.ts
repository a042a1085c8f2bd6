import type { ConversationKey, Peer } from '../../lib/model/ids';
import { isHost } from '../../lib/settings/site-host';
import type { RequestKey } from '../../lib/store/read';
import type { From } from '../place';

/** The conversation a hash names, as in `#/3/u:10001` or `#/3/u:10001/reply`. */
export function parseConversationHash(hash: string): ConversationKey | undefined {
  const [, account, peer] =
    /^#\/(\d{1,15})\/([ugds]:\d{1,20})(?:\/reply|\/from\/[^/]+(?:\/differs)?)?$/.exec(hash) ?? [];
  return account === undefined ? undefined : [Number(account), peer as Peer];
}

/** The request a hash names, as in `#request/3/q7.0%2010002`; `all` for `#requests`. */
export function parseRequestHash(hash: string): RequestKey | 'all' | undefined {
  if (hash === '#requests') return 'all';
  const [, account, key = ''] = /^#request\/(\d{1,15})\/(.+)$/.exec(hash) ?? [];
  try {
    return account === undefined ? undefined : [Number(account), decodeURIComponent(key)];
  } catch {
    return 'all';
  }
}

/** The site whose button opened it, as in `#/3/u:10001/from/shop.test`. */
export function parseFrom(hash: string): From | undefined {
  const [, host = '', differs] = /^#\/[^/]+\/[^/]+\/from\/([^/]+)(\/differs)?$/.exec(hash) ?? [];
  return isHost(host) ? { host, ...(differs && { differs: true }) } : undefined;
}
