import { type Event, isOnlyLate } from '../model/event';
import type { AccountId, EpochMs } from '../model/ids';
import { ofAccount } from './key-range';
import type { Database, GapRow } from './schema';
import { type Write, write } from './transaction';

/** A live message may be a little younger here than there; what is older than this is late. */
const lateMs = 2 * 60_000;

/**
 * Gaps of one account never overlap: one night is one row, whoever tells of it, and what may have been lost weighs more
 * than what only came late. The same gap told again, longer by now, is the row that is there.
 */
export async function takeGap(
  tx: Write,
  accountId: AccountId,
  { from, to, why }: Extract<Event, { kind: 'gap' }>,
): Promise<void> {
  if (why === 'unknown') return takeUnknown(tx, accountId, to);
  let gap: GapRow = { accountId, from, to, why };
  const range = IDBKeyRange.bound([accountId, Number.NEGATIVE_INFINITY], [accountId, to]);
  let cursor = await tx.objectStore('gaps').openCursor(range, 'prev');
  while (cursor !== null && touches(cursor.value, gap)) {
    gap = join(cursor.value, gap);
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await tx.objectStore('gaps').put(gap);
}

/** One line for what follows within this time, or a server that speaks in riddles would fill the store with them. */
const unknownMs = 10 * 60_000;

/** Something came that cannot be shown: a moment and no span, so it never makes a gap longer. */
async function takeUnknown(tx: Write, accountId: AccountId, at: EpochMs): Promise<void> {
  const range = IDBKeyRange.bound([accountId, Number.NEGATIVE_INFINITY], [accountId, at]);
  const last = await tx.objectStore('gaps').openCursor(range, 'prev');
  if (last !== null && last.value.why === 'unknown' && at - last.value.to <= unknownMs) {
    await last.update({ ...last.value, to: Math.max(at, last.value.to) });
  } else if (last === null || at > last.value.to) {
    await tx.objectStore('gaps').put({ accountId, from: at, to: at, why: 'unknown' });
  }
}

/** What may have been lost weighs most. */
function gravity(why: string): number {
  if (isOnlyLate(why)) return 0;
  return why === 'unknown' ? 1 : 2;
}

function touches(before: GapRow, { from, to }: GapRow): boolean {
  return before.from === from || (before.from < to && from < before.to);
}

function join(before: GapRow, gap: GapRow): GapRow {
  const late = (before.late ?? 0) + (gap.late ?? 0);
  return {
    ...gap,
    from: Math.min(before.from, gap.from),
    to: Math.max(before.to, gap.to),
    why: gravity(gap.why) < gravity(before.why) ? before.why : gap.why,
    ...(late > 0 ? { late } : {}),
  };
}

/** A new message that may have been written in the account's latest gap is counted there. */
export async function countLate(
  tx: Write,
  accountId: AccountId,
  { sentAt, sentAfter }: Extract<Event, { kind: 'message' }>,
  now: EpochMs,
): Promise<void> {
  const written = sentAt ?? sentAfter;
  if (written === undefined || now - written < lateMs) return;
  const last = await tx.objectStore('gaps').openCursor(ofAccount(accountId), 'prev');
  if (last === null || written >= last.value.to) return;
  // What was written before the gap is no news of it, only of a server that tells its whole history.
  if (sentAt !== undefined && sentAt < last.value.from - lateMs) return;
  await last.update({ ...last.value, late: (last.value.late ?? 0) + 1 });
}

/** The person has put aside what ended by `through`; of one account or of all. Answers whose gaps changed. */
export function seeGaps(db: Database, through: EpochMs, accountId?: AccountId): Promise<AccountId[]> {
  return write(db, ['gaps'], async (tx) => {
    const changed = new Set<AccountId>();
    let cursor = await tx.objectStore('gaps').openCursor(accountId === undefined ? undefined : ofAccount(accountId));
    for (; cursor !== null; cursor = await cursor.continue()) {
      const gap = cursor.value;
      if (gap.seen || gap.to > through) continue;
      await cursor.update({ ...gap, seen: true });
      changed.add(gap.accountId);
    }
    return [...changed];
  });
}
