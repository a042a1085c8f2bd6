import type { Account } from '../accounts';
import type { Office } from '../office';
import type { Params } from '../params';

/** A call to be carried out for one account. */
export interface Call {
  office: Office;
  account: Account;
  params: Params;
  /** Carried by what the call brings about, so that the ledger tells who asked. */
  request: { seq?: string; cmd: string; protocol: 'onebot' };
}

/**
 * Carries a call out and answers with its data; undefined where there is none.
 * @throws BadParams and ActionFailed, which become the flavour's codes
 */
export type Action = (call: Call) => unknown;
