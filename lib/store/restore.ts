import type { Account } from '../model/account';
import type { Restored } from '../model/store-standing';
import { startConversation } from './conversation-plan';
import { mendAccounts } from './mend';
import type { Connection } from './open';
import type { Database, SessionRow } from './schema';
import type { SecondCopy } from './second-copy';
import { write } from './transaction';

export interface RestorePorts {
  readCopy(): Promise<SecondCopy | undefined>;
  freshSession(account: Account): Omit<SessionRow, 'accountId'>;
  restored(what: Restored): Promise<void>;
}

/**
 * Lays the second copy into a store that was lost: no account, and no device key either, which stays when the last
 * account is removed. Undefined where there is nothing to restore. Passwords are gone with the key that sealed them, so
 * accounts ask for theirs; unread messages are gone, so nothing is shown as unread.
 */
export function restore(
  db: Database,
  copy: SecondCopy,
  freshSession: RestorePorts['freshSession'],
): Promise<Restored | undefined> {
  return write(db, ['accounts', 'sessions', 'keys', 'conversations'], async (tx) => {
    const accounts = tx.objectStore('accounts');
    if ((await accounts.count()) > 0 || (await tx.objectStore('keys').count()) > 0) return undefined;
    // A key given by hand moves the generator past it, and deleting the row does not move it back.
    const [first] = copy.accounts;
    if (first === undefined) return undefined;
    await accounts.put({ ...first, id: copy.lastId });
    await accounts.delete(copy.lastId);
    for (const account of copy.accounts) {
      await accounts.put(account);
      await tx.objectStore('sessions').put({ ...freshSession(account), accountId: account.id });
    }
    for (const mark of copy.marks) {
      const start = startConversation([mark.accountId, mark.peer], mark.recent);
      await tx.objectStore('conversations').put({ ...start, ...mark, readThrough: mark.lastOrdinal });
    }
    return { accounts: copy.accounts.length, copiedAt: copy.at };
  });
}

/**
 * Looks, before the first work on each database it is handed, whether the store was lost, or an account's row in it: it
 * may also be taken away under a living worker (site data cleared, storage evicted), which then meets an empty one. One
 * look a life let that emptiness be copied over the second copy.
 */
export function restoreFirst(inner: Connection, ports: RestorePorts): Connection {
  const looks = new WeakMap<Database, Promise<void>>();
  const look = async (db: Database): Promise<void> => {
    const empty = (await db.count('accounts')) === 0 && (await db.count('keys')) === 0;
    const copy = await ports.readCopy();
    if (!empty) return mendAccounts(db, copy?.accounts ?? [], ports.freshSession);
    const restored = copy && (await restore(db, copy, ports.freshSession));
    if (restored) await ports.restored(restored);
  };
  const lookOnce = (db: Database): Promise<void> => {
    const looked = looks.get(db) ?? look(db);
    looks.set(db, looked);
    looked.catch(() => looks.delete(db));
    return looked;
  };
  return {
    run: (work) =>
      inner.run(async (db) => {
        await lookOnce(db);
        return work(db);
      }),
    close: () => inner.close(),
  };
}
