import type { AccountId } from '../model/ids';
import { ofAccount } from './key-range';
import type { Database, JournalRow, SessionRow } from './schema';
import type { Commit } from './store';
import { keep, type Write, write } from './transaction';

/**
 * Strict, because after this write the server may have nothing left to hand out again; and nothing but the row, because
 * all that follows waits for it. What else hangs on it is put right by the commit: the count of what could not be read,
 * and rows of an account that was removed while its answer was on its way.
 */
export function keepReply(db: Database, row: JournalRow): Promise<void> {
  return write(db, ['journal'], async (tx) => void keep(tx, 'journal').put(row), 'strict');
}

/** Oldest first. */
export async function readJournal(db: Database, accountId: AccountId): Promise<JournalRow[]> {
  const rows = await db.getAll('journal', ofAccount(accountId));
  return rows.sort((a, b) => a.at - b.at);
}

/** Ends the journal row of an answer, or keeps it for a later version. Returns by how much `undecoded` changes. */
export async function closeJournal(
  tx: Write,
  session: SessionRow,
  { n, kept }: NonNullable<Commit['journal']>,
  now: number,
): Promise<number> {
  const key: [number, string] = [session.accountId, n];
  if (kept === undefined) keep(tx, 'journal').delete(key);
  else {
    const row = await tx.objectStore('journal').get(key);
    if (row === undefined) return 0;
    const { undecoded = now } = row;
    keep(tx, 'journal').put({ ...row, undecoded, why: kept.why, codec: kept.codec ?? row.codec });
  }
  // Asked only where there was or is one: nearly no account ever has any.
  return kept === undefined && session.undecoded === 0 ? 0 : miscounted(tx, session);
}

/** An account that is gone has nobody who would ever read or delete these. */
export function dropJournal(tx: Write, accountId: AccountId): void {
  keep(tx, 'journal').delete(ofAccount(accountId));
}

/** What its `undecoded` lacks. Keys alone: what is kept may be long. */
async function miscounted(tx: Write, { accountId, undecoded }: SessionRow): Promise<number> {
  const kept = await tx.objectStore('journal').index('undecoded').getAllKeys();
  return kept.filter(([id]) => id === accountId).length - undecoded;
}

/** On the row as it stands: others count in it too. */
export async function countUndecoded(tx: Write, accountId: AccountId, by: number): Promise<void> {
  if (by === 0) return;
  const session = await tx.objectStore('sessions').get(accountId);
  if (session !== undefined) await tx.objectStore('sessions').put({ ...session, undecoded: session.undecoded + by });
}
