import type { AccountId, EpochMs } from '../model/ids';
import { ofAccount } from './key-range';
import type { Database, GapRow } from './schema';

/** Gaps that touch a span of time, or the latest few; ascending. */
export async function readGaps(
  db: Database,
  accountId: AccountId,
  which: { readonly from: EpochMs; readonly to: EpochMs } | { readonly latest: number },
): Promise<GapRow[]> {
  const range = 'latest' in which ? ofAccount(accountId) : IDBKeyRange.bound([accountId, 0], [accountId, which.to]);
  const gaps: GapRow[] = [];
  let cursor = await db.transaction('gaps').store.openCursor(range, 'prev');
  while (cursor !== null) {
    // Gaps of one account follow one another, so behind one that ended too early there is none that touches.
    if ('latest' in which ? gaps.length >= which.latest : cursor.value.to < which.from) break;
    gaps.push(cursor.value);
    cursor = await cursor.continue();
  }
  return gaps.reverse();
}

/** What the person has not put aside, latest first: at most `limit` of each account that is shown. */
export async function readUnseenGaps(db: Database, limit: number): Promise<GapRow[]> {
  const tx = db.transaction(['accounts', 'gaps']);
  const unseen: GapRow[] = [];
  for (const { id, removeAt } of await tx.objectStore('accounts').getAll()) {
    if (removeAt !== undefined) continue;
    let cursor = await tx.objectStore('gaps').openCursor(ofAccount(id), 'prev');
    // Behind one that was put aside there is none that was not.
    for (let n = 0; cursor !== null && n < limit && !cursor.value.seen; n++) {
      unseen.push(cursor.value);
      cursor = await cursor.continue();
    }
  }
  return unseen.sort((a, b) => b.to - a.to);
}
