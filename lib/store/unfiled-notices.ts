import type { AccountId } from '../model/ids';
import { addCounts, type NoticesCounted } from './notice-counts';
import type { NoticeRow, SessionRow } from './schema';
import { keep, type Write } from './transaction';

/**
 * Notices of messages that came in stand in their account's session row until something becomes of one of them: twenty
 * rows, each with its entry in an index, would cost an answer more than its journal does, and all would be written
 * again a moment later, when they are announced. Whoever changes or deletes rows takes these out first, in the same
 * transaction, so that a notice is never in both places.
 */
const mostUnfiled = 100;

/** In the transaction that stores their messages. `session` as it stands; `counted`: what is decided of them already. */
export function addNotices(
  tx: Write,
  session: SessionRow | undefined,
  rows: readonly NoticeRow[],
  counted: NoticesCounted,
): void {
  if (rows.length === 0 || session === undefined) return;
  const { unfiled = [], ...rest } = session;
  const notices = counted.quiet ? { notices: addCounts(session.notices, counted) } : {};
  // The session row is written at every wake: a burst goes into rows at once, so that none drags it along.
  const isMany = unfiled.length + rows.length > mostUnfiled;
  if (isMany) for (const row of [...unfiled, ...rows]) keep(tx, 'notices').put(row);
  keep(tx, 'sessions').put({ ...rest, ...notices, ...(!isMany && { unfiled: [...unfiled, ...rows] }) });
}

/** Out of the session row, for whoever writes their rows in this transaction. */
export async function takeUnfiled(tx: Write, accountId: AccountId): Promise<readonly NoticeRow[]> {
  const session = await tx.objectStore('sessions').get(accountId);
  if (session?.unfiled === undefined) return [];
  const { unfiled, ...rest } = session;
  keep(tx, 'sessions').put(rest);
  return unfiled;
}

/** From here on in this transaction every notice of the account is a row. */
export async function fileNotices(tx: Write, accountId: AccountId): Promise<void> {
  for (const row of await takeUnfiled(tx, accountId)) keep(tx, 'notices').put(row);
}
