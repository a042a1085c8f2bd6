import type { Translate } from '../../lib/i18n/i18n';
import type { Account } from '../../lib/model/account';
import type { EpochMs } from '../../lib/model/ids';
import type { SessionRow } from '../../lib/store/schema';
import { durationWords } from '../words';

/**
 * What friends see of an account, where that is not simply what was chosen: the invisible are announced as gone
 * (spec/http-qq, Change_Stat). A change that the server refused says when it takes effect.
 */
export function statusWords(
  account: Pick<Account, 'status' | 'awayAt' | 'protocol'>,
  session: Pick<SessionRow, 'state' | 'statusHeld'>,
  now: EpochMs,
  t: Translate,
): string | undefined {
  if (session.state !== 'online') return account.status === 'offline' ? t('see_offline') : undefined;
  if (session.statusHeld !== undefined) {
    return t('status_held', durationWords(t, Math.max(1000, session.statusHeld - now + 999)));
  }
  if (account.status === 'invisible') return t('see_invisible');
  if (account.status === 'online' && account.awayAt !== undefined) {
    return t(account.protocol === 'http-qq' ? 'see_away_busy' : 'see_away');
  }
  return account.status === 'busy' ? t('see_busy') : undefined;
}
