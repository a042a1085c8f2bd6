import { type Conversation, countedUnread, unreadToCount } from '../model/conversation';
import type { Database } from './schema';

/** Whether anything unread is left out of the one number because the person muted it. */
export async function hasMutedUnread(db: Database): Promise<boolean> {
  const tx = db.transaction(['accounts', 'conversations']);
  const unread = tx.objectStore('conversations').index('accountUnread');
  for (const account of await tx.objectStore('accounts').getAll()) {
    if (account.removeAt !== undefined) continue;
    const rows = await unread.getAll(IDBKeyRange.bound([account.id, 1], [account.id, Number.POSITIVE_INFINITY]));
    if (rows.some((row) => unreadToCount(unmuted(row)) > countedUnread(row))) return true;
  }
  return false;
}

function unmuted({ mutedUntil: _, hushed: __, ...row }: Conversation): Conversation {
  return row;
}
