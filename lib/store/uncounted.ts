import { countedUnread } from '../model/conversation';
import type { AccountId } from '../model/ids';
import type { Attention } from './attention';
import type { Database } from './schema';

/**
 * What is unread and not in the one number: what is muted, and what groups say without mentioning the person. Asked account by account of the index that holds unread conversations: as cheap as there is little
 * unread, whatever the history.
 */
export async function readUncounted(db: Database): Promise<Attention> {
  const tx = db.transaction(['accounts', 'conversations']);
  const accounts = await tx.objectStore('accounts').getAll();
  const unread = tx.objectStore('conversations').index('accountUnread');
  const byAccount = new Map<AccountId, number>();
  let total = 0;
  for (const { id, removeAt } of accounts) {
    if (removeAt !== undefined) continue;
    const rows = await unread.getAll(IDBKeyRange.bound([id, 1], [id, Number.POSITIVE_INFINITY]));
    const sum = rows.reduce((so, row) => so + row.unread - countedUnread(row), 0);
    if (sum > 0) byAccount.set(id, sum);
    total += sum;
  }
  return { total, byAccount };
}
