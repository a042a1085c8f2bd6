import type { AccountId, RealNumber } from '../../lib/model/ids';

/** Somebody, as one account knows them. */
export interface Who {
  readonly accountId: AccountId;
  readonly number: RealNumber;
}
