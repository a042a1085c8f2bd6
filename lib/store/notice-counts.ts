import type { AccountId } from '../model/ids';
import type { NoticeCounts } from './schema';
import type { Write } from './transaction';

export interface NoticesCounted {
  readonly notified?: number;
  readonly quiet?: Readonly<Record<string, number>>;
}

/** Pure: every message that came in ends in exactly one of these, once. */
export function addCounts(
  before: NoticeCounts | undefined,
  { notified = 0, quiet = {} }: NoticesCounted,
): NoticeCounts {
  const sums: Record<string, number> = { ...before?.quiet };
  for (const [rule, count] of Object.entries(quiet)) sums[rule] = (sums[rule] ?? 0) + count;
  return { notified: (before?.notified ?? 0) + notified, quiet: sums };
}

/** In the transaction that decides; the session row is the account's own and is deleted with it. */
export async function countNotices(tx: Write, accountId: AccountId, counted: NoticesCounted): Promise<void> {
  const sessions = tx.objectStore('sessions');
  const row = await sessions.get(accountId);
  if (row !== undefined) await sessions.put({ ...row, notices: addCounts(row.notices, counted) });
}
