import type { Account } from '../model/account';

/** What makes an account the same account, also bound into the seal of its secrets: it outlives the store's ids. */
export function identityOf({ protocol, server, uin }: Pick<Account, 'protocol' | 'server' | 'uin'>): string {
  return `${protocol} ${server} ${uin}`;
}
