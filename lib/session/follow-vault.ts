import { isStopped, isVaultLocked } from '../model/session';
import type { AccountWithSession, SessionPorts } from './ports';
import { planLocked, planSignIn } from './session-row';

/**
 * Brings the sessions in line with the vault, which alone knows whether it is locked; each wake looks before anything
 * leaves, so that a death between locking and telling the sessions changes nothing. Answers the accounts as they are.
 *
 * Locking stops every account that runs, also where polls would go on without a secret: what still receives can still
 * send in the person's name, and would fall silent hours later at its next sign-in. They sign out, so that friends see
 * that nobody is there and servers keep what is written meanwhile.
 */
export async function followVault(
  ports: SessionPorts,
  all: readonly AccountWithSession[],
): Promise<readonly AccountWithSession[]> {
  if (!ports.isLocked) return all;
  const locked = await ports.isLocked();
  const strays = all.filter(({ account, session }) => {
    if (account.pausedAt !== undefined || account.removeAt !== undefined) return false;
    return locked ? !isStopped(session.state) : isVaultLocked(session);
  });
  if (strays.length === 0) return all;
  const ids = strays.map(({ account }) => account.id);
  const now = ports.now();
  await ports.store.begin(ids, (row) => {
    if (locked) return isStopped(row.state) ? undefined : planLocked(row, now);
    return isVaultLocked(row) ? planSignIn(row, now) : undefined;
  });
  ports.published({ accounts: ids });
  return ports.readAccounts();
}
