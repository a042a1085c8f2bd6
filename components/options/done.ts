import type { Translate } from '../../lib/i18n/i18n';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView } from '../../lib/store/read';
import { hasPicture } from '../truth';

/** The account that the form added last. */
export interface Done {
  readonly name: string;
  readonly accountId: AccountId;
}

/** What became of it: one whose phone has not spoken yet is not signed in. */
export function doneWords({ name, accountId }: Done, accounts: readonly AccountView[], t: Translate): string {
  const view = accounts.find(({ account }) => account.id === accountId);
  return t(view && hasPicture(view) ? 'first_waits' : 'first_done', view?.account.name ?? name);
}
