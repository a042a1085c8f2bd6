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

/** What a session row says of replies that could not be read. */
export type Undecoded = Pick<SessionRow, 'undecoded' | 'unkept'>;

/** Ends the journal row of an answer, or keeps it for a later version. Returns what is to be counted, where that changes. */
export async function closeJournal(
  tx: Write,
  session: SessionRow,
  { n, kept }: NonNullable<Commit['journal']>,
  now: number,
): Promise<Undecoded | undefined> {
  const key: [number, string] = [session.accountId, n];
  if (kept === undefined) keep(tx, 'journal').delete(key);
  else {
    const row = await tx.objectStore('journal').get(key);
    if (row === undefined) return undefined;
    const { undecoded = now } = row;
    keep(tx, 'journal').put({ ...row, undecoded, why: kept.why, codec: kept.codec ?? row.codec });
  }
  // Asked only where there was or is one: nearly no account ever has any.
  return kept === undefined && session.undecoded === 0 ? undefined : bound(tx, session);
}

/** An account that is gone has nobody who would ever read or delete these. */
export function dropJournal(tx: Write, accountId: AccountId): void {
  keep(tx, 'journal').delete(ofAccount(accountId));
}

/**
 * Servers that know no request again are asked under a new key after each answer that cannot be read, so one that answers
 * nothing else would fill the disk.
 */
const mostUndecoded = 50;

/** The oldest past so many go. Keys alone: what is kept may be long. */
async function bound(tx: Write, { accountId, undecoded, unkept = 0 }: SessionRow): Promise<Undecoded | undefined> {
  const keys = await tx.objectStore('journal').index('undecoded').getAllKeys();
  const kept = keys.filter(([id]) => id === accountId);
  const gone = kept.slice(0, -mostUndecoded);
  for (const key of gone) keep(tx, 'journal').delete(key);
  const all = kept.length + unkept;
  if (all === undecoded && gone.length === 0) return undefined;
  return { undecoded: all, ...(gone.length > 0 && { unkept: unkept + gone.length }) };
}

/** On the row as it stands: others count in it too. */
export async function countUndecoded(tx: Write, accountId: AccountId, counted: Undecoded): Promise<void> {
  const session = await tx.objectStore('sessions').get(accountId);
  if (session !== undefined) await tx.objectStore('sessions').put({ ...session, ...counted });
}
