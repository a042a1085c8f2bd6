import type { AccountId } from '../model/ids';

/** The one number: header, list, tabs, title and toolbar badge all show this (promise 3). */
export interface Attention {
  readonly total: number;
  readonly byAccount: ReadonlyMap<AccountId, number>;
}
