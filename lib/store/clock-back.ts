import type { ConversationKey, EpochMs } from '../model/ids';
import type { Database } from './schema';
import { write } from './transaction';

/** No reply waits longer than this for its turn: the longest back-off is 375 s. Past it the clock was set back. */
export const longestWaitMs = 10 * 60_000;

/**
 * The clock was set back: conversations that stand in a time to come would stay above everything that arrives until
 * then, and replies would wait for it. Conversations keep their order among themselves. Messages keep the time they
 * were stored under; what is written there is history.
 */
export function mendClock(db: Database, now: EpochMs): Promise<ConversationKey[]> {
  return write(db, ['conversations', 'outbox'], async (tx) => {
    const conversations = tx.objectStore('conversations');
    const ahead = await conversations.index('recent').getAll(IDBKeyRange.lowerBound(now, true));
    const changed: ConversationKey[] = [];
    for (const [n, row] of ahead.entries()) {
      const recent = now - (ahead.length - 1 - n);
      await conversations.put({ ...row, recent, ...(row.attention === undefined ? {} : { attention: recent }) });
      changed.push([row.accountId, row.peer]);
    }
    const outbox = tx.objectStore('outbox');
    for (const row of await outbox.index('notBefore').getAll(IDBKeyRange.lowerBound(now, true))) {
      const back = Math.max(0, row.queuedAt - now);
      const notBefore = Math.min(row.notBefore - back, now + longestWaitMs);
      if (notBefore !== row.notBefore) await outbox.put({ ...row, notBefore, queuedAt: row.queuedAt - back });
    }
    return changed;
  });
}
