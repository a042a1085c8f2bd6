import type { AccountId } from '../../lib/model/ids';

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
