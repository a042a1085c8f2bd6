import { shownStatus } from '../model/account';
import type { AccountId } from '../model/ids';
import type { OwnStatus } from '../model/presence';
import { isVaultLocked } from '../model/session';
import { planStayOff } from '../model/stay-off';
import type { Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import type { AccountAct } from '../store/store';
import type { SessionPorts } from './ports';
import { planSignIn, withDue, withTruth } from './session-row';
import { noteStopped } from './silence';
import { endSession, planPause, planResume, undoRemovalMs } from './standing';
import type { Wake } from './wake';

/** What a person does to an account. Each act is in the store before it is answered; the wake carries it out. */
export interface AccountActs {
  pause(id: AccountId): Promise<void>;
  /** Paused until the next morning: then it signs in by itself. */
  stayOff(id: AccountId): Promise<void>;
  resume(id: AccountId): Promise<void>;
  /** Signs in again where another client took over, a refusal may have passed or a permission was given. */
  takeBack(id: AccountId): Promise<void>;
  /** What the person read off the picture that their sign-in waits for. */
  giveLetters(id: AccountId, text: string): Promise<void>;
  remove(id: AccountId): Promise<void>;
  restore(id: AccountId): Promise<void>;
  /** One account, or every one. `offline` stays so until another status is chosen. */
  setStatus(status: OwnStatus, id?: AccountId): Promise<void>;
  /** Nobody is at this computer, or somebody is again: who is online shows as away meanwhile. Repeating it does nothing. */
  setAway(away: boolean): Promise<void>;
}

export function createAccountActs(ports: SessionPorts, wake: Wake): AccountActs {
  const { store } = ports;

  /** Changes account and session and lets the wake follow; the person need not wait for a server. */
  const act = async (ids: readonly AccountId[], plan: AccountAct) => {
    await store.actOnAccounts(ids, plan);
    ports.published({ accounts: ids });
    for (const id of ids) void wake.wake('alarm', id);
  };

  return {
    pause: (id) => act([id], (account, row) => planPause(account, row, ports.now())),
    stayOff: (id) => act([id], (account, row) => planPause(account, row, ports.now(), planStayOff(ports.now()))),
    resume: (id) => act([id], (account, row) => planResume(account, row, ports.now())),
    takeBack: (id) => act([id], (account, row) => ({ account, session: planSignIn(row, ports.now()) })),
    giveLetters: (id, text) =>
      act([id], (account, row) => {
        const todo: Want[] = [{ kind: 'letters', text }];
        return { account, session: withDue({ ...row, todo }, ports.now()) };
      }),
    remove: (id) =>
      act([id], (account, row) => ({
        account: { ...account, removeAt: ports.now() + undoRemovalMs },
        session: endSession(row, ports.now()),
      })),
    restore: (id) =>
      act([id], ({ removeAt: _, ...account }, row) => ({
        account,
        session: account.pausedAt === undefined ? planSignIn(row, ports.now()) : row,
      })),
    async setAway(away) {
      const all = (await ports.readAccounts()).map(({ account }) => account);
      const changing = all.filter(({ status, awayAt }) =>
        away ? status === 'online' && !awayAt : awayAt !== undefined,
      );
      if (changing.length === 0) return;
      await act(
        changing.map(({ id }) => id),
        ({ awayAt: _, ...account }, row) => {
          const next = away && account.status === 'online' ? { ...account, awayAt: ports.now() } : account;
          const says = account.pausedAt === undefined && account.status === 'online' && row.state === 'online';
          return { account: next, session: says ? planStatus(row, shownStatus(next), ports) : row };
        },
      );
    },
    async setStatus(status, only) {
      const all = (await ports.readAccounts()).map(({ account }) => account.id);
      await act(
        all.filter((id) => only === undefined || id === only),
        ({ awayAt: _, ...account }, row) => ({
          account: { ...account, status },
          session: account.pausedAt === undefined ? planStatus(row, status, ports) : row,
        }),
      );
    },
  };
}

function planStatus(row: SessionRow, status: OwnStatus, ports: SessionPorts): SessionRow {
  const now = ports.now();
  // Chosen for when it is unlocked: it stands in the account.
  if (isVaultLocked(row)) return row;
  if (status !== 'offline' && row.state === 'signed-out') {
    const todo: Want[] = [{ kind: 'sign-in' }];
    return withDue({ ...withTruth(noteStopped(row), { state: 'signing-in' }, now), todo }, now);
  }
  const others = row.todo.filter((want) => (want as Want).kind !== 'status');
  return withDue({ ...row, todo: [{ kind: 'status', status } satisfies Want, ...others] }, now);
}
