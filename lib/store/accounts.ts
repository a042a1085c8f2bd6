import type { Account } from '../model/account';
import type { AccountId } from '../model/ids';
import { keepCount } from './begin';
import { quietOf } from './conversation-plan';
import { ofAccount } from './key-range';
import { spreadQuiet } from './mutes';
import type { Database, SecretRow, SessionRow } from './schema';
import { type AccountAct, AlreadyThere } from './store';
import { type StoreName, type Write, write } from './transaction';

export type NewAccount = Omit<Account, 'id' | 'order'>;
export type NewSecret = Omit<SecretRow, 'accountId'>;

export function addAccount(
  db: Database,
  account: NewAccount,
  session: Omit<SessionRow, 'accountId'>,
  secret?: NewSecret,
): Promise<AccountId> {
  return write(db, ['accounts', 'sessions', 'secrets'], async (tx) => {
    await refuseTwin(tx, account);
    const accounts = tx.objectStore('accounts');
    const last = await accounts.index('order').openCursor(null, 'prev');
    // The key generator gives the id, so the row goes in without one; idb's types know only finished rows.
    const id = await accounts.add({ ...account, order: (last?.value.order ?? 0) + 1 } as Account);
    await tx.objectStore('sessions').add({ ...session, accountId: id });
    if (secret !== undefined) await tx.objectStore('secrets').put({ ...secret, accountId: id });
    return id;
  });
}

/** Ignored where the account is gone: a box without an account would lie there for good. */
export function writeSecret(db: Database, id: AccountId, secret: NewSecret): Promise<void> {
  return write(db, ['accounts', 'secrets'], async (tx) => {
    if ((await tx.objectStore('accounts').getKey(id)) === undefined) return;
    await tx.objectStore('secrets').put({ ...secret, accountId: id });
  });
}

export function changeAccount(db: Database, id: AccountId, plan: (account: Account) => Account): Promise<void> {
  return write(db, ['accounts', 'conversations'], async (tx) => {
    const before = await tx.objectStore('accounts').get(id);
    if (before === undefined) return;
    const after = { ...plan(before), id };
    await refuseTwin(tx, after, id);
    await tx.objectStore('accounts').put(after);
    if (quietOf(after) !== quietOf(before)) await spreadQuiet(tx, after);
  });
}

/**
 * What a person does to accounts, and what it makes of their sessions, all at once: after a death in between an account
 * would stay paused for good that its person had taken back.
 */
export function actOnAccounts(db: Database, ids: readonly AccountId[], plan: AccountAct): Promise<void> {
  return write(db, ['accounts', 'sessions', 'conversations'], async (tx) => {
    for (const id of ids) {
      const [before, row] = [await tx.objectStore('accounts').get(id), await tx.objectStore('sessions').get(id)];
      if (before === undefined || row === undefined) continue;
      const { account, session } = plan(before, row);
      await tx.objectStore('accounts').put({ ...account, id });
      await tx.objectStore('sessions').put(keepCount(session, row));
      if (quietOf(account) !== quietOf(before)) await spreadQuiet(tx, account);
    }
  });
}

/** The named ones first and in this order; whoever is not named keeps their place behind them. */
export function orderAccounts(db: Database, ids: readonly AccountId[]): Promise<void> {
  return write(db, ['accounts'], async (tx) => {
    const accounts = await tx.objectStore('accounts').index('order').getAll();
    const place = (account: Account) => (ids.includes(account.id) ? ids.indexOf(account.id) : ids.length);
    const ordered = accounts.toSorted((a, b) => place(a) - place(b));
    for (const [i, account] of ordered.entries()) await tx.objectStore('accounts').put({ ...account, order: i + 1 });
  });
}

const keyedById = ['sessions', 'secrets'] as const;
const keyedByAccountFirst = [
  'conversations',
  'messages',
  'tombstones',
  'contacts',
  'groups',
  'presence',
  'people',
  'requests',
  'journal',
  'notices',
  'gaps',
  'drafts',
] as const;
const accountStores: readonly StoreName[] = [
  'accounts',
  ...keyedById,
  ...keyedByAccountFirst,
  'outbox',
  'temporaryCounts',
];

export function deleteAccount(
  db: Database,
  id: AccountId,
  still: (account: Account) => boolean = () => true,
): Promise<void> {
  return write(db, accountStores, async (tx) => {
    const account = await tx.objectStore('accounts').get(id);
    if (account && !still(account)) return;
    await tx.objectStore('accounts').delete(id);
    for (const name of keyedById) await tx.objectStore(name).delete(id);
    for (const name of keyedByAccountFirst) await tx.objectStore(name).delete(ofAccount(id));
    const replies = await tx.objectStore('outbox').index('lane').getAllKeys(ofAccount(id));
    for (const reply of replies) await tx.objectStore('outbox').delete(reply);
    const counts = await tx.objectStore('temporaryCounts').getAllKeys();
    for (const count of counts) if (count[2] === id) await tx.objectStore('temporaryCounts').delete(count);
  });
}

async function refuseTwin(
  tx: Write,
  account: Pick<Account, 'protocol' | 'server' | 'uin'>,
  except?: AccountId,
): Promise<void> {
  const { protocol, server, uin } = account;
  const twin = await tx.objectStore('accounts').index('identity').getKey([protocol, server, uin]);
  if (twin !== undefined && twin !== except) throw new AlreadyThere(`${uin} at ${server} is there already`);
}
