import type { AccountId } from '../model/ids';
import type { OwnStatus } from '../model/presence';
import type { Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import type { SessionPorts } from './ports';
import { withDue, withTruth } from './session-row';
import type { Wake } from './wake';

/** How long a removal can be undone; the screens show it as long. */
export const undoRemovalMs = 6_000;

/** What a person does to an account. Each act is in the store before it is answered; the wake carries it out. */
export interface AccountActs {
  pause(id: AccountId): Promise<void>;
  resume(id: AccountId): Promise<void>;
  /** Signs in again where another client took over, a refusal may have passed or a permission was given. */
  takeBack(id: AccountId): Promise<void>;
  remove(id: AccountId): Promise<void>;
  restore(id: AccountId): Promise<void>;
  /** One account, or every one. `offline` stays so until another status is chosen. */
  setStatus(status: OwnStatus, id?: AccountId): Promise<void>;
}

export function createAccountActs(ports: SessionPorts, wake: Wake): AccountActs {
  const { store } = ports;

  /** Changes the session and lets the wake follow; the person need not wait for a server. */
  const act = async (ids: readonly AccountId[], plan: (row: SessionRow) => SessionRow) => {
    await store.begin(ids, plan);
    ports.published({ accounts: ids });
    for (const id of ids) void wake.wake('alarm', id);
  };
  const signOut = (row: SessionRow): SessionRow =>
    withDue(
      { ...withTruth(row, { state: 'paused' }, ports.now()), todo: [{ kind: 'sign-out' } satisfies Want] },
      ports.now(),
    );
  const signIn = (row: SessionRow): SessionRow =>
    withDue(
      {
        ...withTruth(row, { state: 'signing-in' }, ports.now()),
        todo: [{ kind: 'sign-in' } satisfies Want],
        failures: 0,
        // What was under way belongs to a session that has ended; a message it may have taken is in the journal or replayed.
        inFlight: row.inFlight.map(({ retryAt: _, ...entry }) => entry),
      },
      ports.now(),
    );

  return {
    async pause(id) {
      await store.changeAccount(id, (account) => ({ ...account, pausedAt: ports.now() }));
      await act([id], signOut);
    },
    async resume(id) {
      await store.changeAccount(id, ({ pausedAt: _, ...account }) => account);
      await act([id], signIn);
    },
    takeBack: (id) => act([id], signIn),
    async remove(id) {
      await store.changeAccount(id, (account) => ({ ...account, removeAt: ports.now() + undoRemovalMs }));
      await act([id], signOut);
    },
    async restore(id) {
      let paused = false;
      await store.changeAccount(id, ({ removeAt: _, ...account }) => {
        paused = account.pausedAt !== undefined;
        return account;
      });
      if (!paused) await act([id], signIn);
    },
    async setStatus(status, only) {
      const accounts = (await ports.readAccounts()).filter(({ account }) => only === undefined || account.id === only);
      for (const { account } of accounts) await store.changeAccount(account.id, (now) => ({ ...now, status }));
      const ids = accounts.filter(({ account }) => account.pausedAt === undefined).map(({ account }) => account.id);
      await act(ids, (row) => planStatus(row, status, ports));
    },
  };
}

function planStatus(row: SessionRow, status: OwnStatus, ports: SessionPorts): SessionRow {
  const now = ports.now();
  if (status !== 'offline' && row.state === 'signed-out') {
    const todo: Want[] = [{ kind: 'sign-in' }];
    return withDue({ ...withTruth(row, { state: 'signing-in' }, now), todo }, now);
  }
  const others = row.todo.filter((want) => (want as Want).kind !== 'status');
  return withDue({ ...row, todo: [{ kind: 'status', status } satisfies Want, ...others] }, now);
}
