import type { I18n } from '../../lib/i18n/i18n';
import type { AccountView, Attention } from '../../lib/store/read';

/** The one number in words; never "nothing unread" where nobody has been asked yet. */
export function numberWords(accounts: readonly AccountView[], attention: Attention, i18n: I18n): string {
  if (attention.total > 0) return i18n.plural('unread', attention.total);
  const asked = accounts.some((view) => view.session.lastOkAt !== undefined);
  return i18n.t(asked || accounts.length === 0 ? 'unread_none' : 'unread_unknown');
}
