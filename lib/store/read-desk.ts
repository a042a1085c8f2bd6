import type { Conversation } from '../model/conversation';
import type { EpochMs } from '../model/ids';
import type { TemporaryCount } from '../model/temporary';
import { type ConversationView, isShown, type Read, readStandings, toView, viewStores } from './conversation-views';
import type { Database } from './schema';

/** As far back as strangers' words are kept, and so many at most: a desk is looked at, not searched. */
const deskMs = 30 * 86_400_000;
const deskRows = 500;

/** Chats that strangers began: first those that wait for an answer, longest first, then the others, newest first. */
export async function readDesk(db: Database, now: EpochMs): Promise<ConversationView[]> {
  const tx: Read = db.transaction(viewStores);
  const accounts = await readStandings(tx);
  const rows: Conversation[] = [];
  let cursor = await tx
    .objectStore('conversations')
    .index('recent')
    .openCursor(IDBKeyRange.lowerBound(now - deskMs), 'prev');
  while (cursor !== null && rows.length < deskRows) {
    const row = cursor.value;
    if (row.temporary !== undefined && accounts.has(row.accountId) && isShown(row)) rows.push(row);
    cursor = await cursor.continue();
  }
  const since = (row: Conversation) =>
    row.temporary?.doneAt === undefined ? (row.waiting ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  const ordered = rows.toSorted((a, b) => (since(a) === since(b) ? b.recent - a.recent : since(a) - since(b)));
  return Promise.all(ordered.map((row) => toView(tx, row, accounts.get(row.accountId))));
}

/** What each day brought from each source, oldest day first. */
export function readTemporaryCounts(db: Database): Promise<TemporaryCount[]> {
  return db.getAll('temporaryCounts');
}
