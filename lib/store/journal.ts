import type { AccountId } from '../model/ids';
import { ofAccount } from './key-range';
import type { Database, JournalRow, SessionRow } from './schema';
import type { Commit } from './store';
import { type Write, write } from './transaction';

/** Strict, because after this write the server may have nothing left to hand out again. */
export function keepReply(db: Database, row: JournalRow): Promise<void> {
  return write(
    db,
    ['journal', 'sessions'],
    async (tx) => {
      const journal = tx.objectStore('journal');
      // Asked at once rather than in turn: requests of a transaction run in their order, and every turn costs a message.
      const [session, before] = await Promise.all([
        tx.objectStore('sessions').get(row.accountId),
        journal.get([row.accountId, row.n]),
        // Wrapped, because it may throw at once, and the two before it would then fail with nobody listening.
        (async () => journal.put(row))(),
      ]);
      // Removed while the answer was on its way: nobody would ever read or delete this row.
      if (session === undefined) await journal.delete([row.accountId, row.n]);
      else await countUndecoded(tx, session, Number(isKept(row)) - Number(isKept(before)));
    },
    'strict',
  );
}

/** Oldest first. */
export async function readJournal(db: Database, accountId: AccountId): Promise<JournalRow[]> {
  const rows = await db.getAll('journal', ofAccount(accountId));
  return rows.sort((a, b) => a.at - b.at);
}

/** Ends the journal row of an answer, or keeps it for a later version. Returns by how much `undecoded` changes. */
export async function closeJournal(
  tx: Write,
  accountId: AccountId,
  { n, kept }: NonNullable<Commit['journal']>,
  now: number,
): Promise<number> {
  const journal = tx.objectStore('journal');
  const row = await journal.get([accountId, n]);
  if (row === undefined) return 0;
  if (kept === undefined) {
    await journal.delete([accountId, n]);
    return -Number(isKept(row));
  }
  await journal.put({ ...row, undecoded: row.undecoded ?? now, why: kept.why, codec: kept.codec ?? row.codec });
  return Number(!isKept(row));
}

async function countUndecoded(tx: Write, session: SessionRow, by: number): Promise<void> {
  if (by !== 0) await tx.objectStore('sessions').put({ ...session, undecoded: session.undecoded + by });
}

function isKept(row: JournalRow | undefined): boolean {
  return row?.undecoded !== undefined;
}
