import type { Account } from '../model/account';
import type { PresenceRow } from '../model/contact';
import { type Conversation, countedUnread } from '../model/conversation';
import { type AccountId, type ConversationKey, type EpochMs, peerKind, type RealNumber } from '../model/ids';
import type { Message } from '../model/message';
import type { Attention } from './attention';
import { type ConversationView, isShown, type Read, readStandings, toView, viewStores } from './conversation-views';
import { ofAccount, ofConversation } from './key-range';
import type { Database, GapRow, RequestRow, SessionRow } from './schema';
import { isSoundAccount, isSoundMessage, isSoundSession, keepSound, tellUnreadable } from './sound';

export type { Attention } from './attention';
export type { ConversationView } from './conversation-views';
export { readOutboxOf } from './outbox';
export type { PersonCard, PersonView } from './read-people';
export { type RequestView, readRequests } from './read-requests';
export { readTemporaryCounts } from './temporary';
export { readUncounted } from './uncounted';

/** Pages and background read with these; each is flat in the size of the history (design 5). */

export interface AccountView {
  readonly account: Account;
  readonly session: SessionRow;
  /** Unread of conversations that count. */
  readonly unread: number;
}

export interface ListQuery {
  readonly accountId?: AccountId;
  /** Rows older than this moment: the last row's `recent`. */
  readonly before?: EpochMs;
  /** A page ends between two moments, so `before` misses nothing: rows of one moment may make it longer than this. */
  readonly limit: number;
}

/** In the person's order. Accounts about to be removed are left out unless asked for. `requests`: they count as well. */
export async function readAccounts(db: Database, { removing = false, requests = false } = {}): Promise<AccountView[]> {
  const tx = db.transaction(['accounts', 'sessions', 'conversations', 'requests']);
  const [accounts, sessions, counting, open] = await Promise.all([
    tx.objectStore('accounts').index('order').getAll(),
    tx.objectStore('sessions').getAll(),
    tx.objectStore('conversations').index('attention').getAll(),
    requests ? tx.objectStore('requests').index('open').getAll() : [],
  ]);
  const { byAccount } = sumAttention(counting, open);
  const sound = keepSound(accounts, isSoundAccount, ({ id }) => tellUnreadable('accounts', id));
  return sound.flatMap((account) => {
    const session = sessions.find((row) => row.accountId === account.id && isSoundSession(row));
    if (session === undefined || (account.removeAt !== undefined && !removing)) return [];
    return [{ account, session, unread: byAccount.get(account.id) ?? 0 }];
  });
}

/** Newest first. Conversations of accounts about to be removed are left out, as they are of `readAttention`. */
export async function readConversations(db: Database, query: ListQuery): Promise<ConversationView[]> {
  const tx: Read = db.transaction(viewStores);
  const accounts = await readStandings(tx);
  const rows: Conversation[] = [];
  const index = query.accountId === undefined ? 'recent' : 'accountRecent';
  let cursor = await tx.objectStore('conversations').index(index).openCursor(listRange(query), 'prev');
  while (cursor !== null) {
    const row = cursor.value;
    if (rows.length >= query.limit && row.recent !== rows.at(-1)?.recent) break;
    if (accounts.has(row.accountId) && isShown(row)) rows.push(row);
    cursor = await cursor.continue();
  }
  return Promise.all(rows.map((row) => toView(tx, row, accounts.get(row.accountId))));
}

export async function readConversation(db: Database, key: ConversationKey): Promise<ConversationView | undefined> {
  const tx: Read = db.transaction(viewStores);
  const row = await tx.objectStore('conversations').get([...key]);
  return row && isShown(row) ? toView(tx, row, (await readStandings(tx)).get(key[0])) : undefined;
}

/** A conversation with somebody to whom nobody has written yet: opened from a web page, it is in the store from the first word on. */
export async function readUnwritten(db: Database, key: ConversationKey): Promise<ConversationView | undefined> {
  const [accountId, peer] = key;
  const tx: Read = db.transaction(viewStores);
  const there = await tx.objectStore('conversations').getKey([accountId, peer]);
  const standing = (await readStandings(tx)).get(accountId);
  if (there !== undefined || standing === undefined || peerKind(peer) !== 'u') return undefined;
  const preview = { text: '', direction: 'in' } as const;
  const counts = { recent: 0, lastOrdinal: 0, readThrough: 0, unread: 0, mentions: 0 };
  return toView(tx, { accountId, peer, ...counts, preview }, standing);
}

/** Sums a sparse index: as cheap as there is little unread, whatever the history. */
export async function readAttention(db: Database, { requests = false } = {}): Promise<Attention> {
  const tx = db.transaction(['accounts', 'conversations', 'requests']);
  const [counting, open, accounts] = await Promise.all([
    tx.objectStore('conversations').index('attention').getAll(),
    requests ? tx.objectStore('requests').index('open').getAll() : [],
    requests ? tx.objectStore('accounts').getAll() : [],
  ]);
  const shown = new Set(accounts.filter(({ removeAt }) => removeAt === undefined).map(({ id }) => id));
  return sumAttention(
    counting,
    open.filter(({ accountId }) => shown.has(accountId)),
  );
}

/** The newest `limit` messages, or those before an ordinal, in ascending order. */
export async function readMessages(
  db: Database,
  key: ConversationKey,
  { before = Number.POSITIVE_INFINITY, limit }: { readonly before?: number; readonly limit: number },
): Promise<Message[]> {
  const messages: Message[] = [];
  let cursor = await db.transaction('messages').store.openCursor(ofConversation(key, 0, before - 1), 'prev');
  while (cursor !== null && messages.length < limit) {
    const { value } = cursor;
    if (isSoundMessage(value)) messages.push(value);
    else tellUnreadable('messages', ...cursor.primaryKey);
    cursor = await cursor.continue();
  }
  return messages.reverse();
}

export async function readPresence(
  db: Database,
  accountId: AccountId,
  numbers: readonly RealNumber[],
): Promise<PresenceRow[]> {
  const { store } = db.transaction('presence');
  const rows = await Promise.all(numbers.map((number) => store.get([accountId, number])));
  return rows.filter((row) => row !== undefined);
}

/** A message by the server's name for it, whichever conversation it stands in. */
export function readByRemoteKey(db: Database, accountId: AccountId, remoteKey: string): Promise<Message | undefined> {
  return db.getFromIndex('messages', 'remoteKey', [accountId, remoteKey]);
}

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

function listRange({ accountId, before = Number.POSITIVE_INFINITY }: ListQuery): IDBKeyRange {
  if (accountId === undefined) return IDBKeyRange.upperBound(before, true);
  return IDBKeyRange.bound([accountId], [accountId, before], false, true);
}

function sumAttention(counting: readonly Conversation[], requests: readonly RequestRow[] = []): Attention {
  const byAccount = new Map<AccountId, number>();
  let total = 0;
  for (const conversation of counting) {
    const { accountId } = conversation;
    const counted = countedUnread(conversation);
    total += counted;
    byAccount.set(accountId, (byAccount.get(accountId) ?? 0) + counted);
  }
  for (const { accountId } of requests) byAccount.set(accountId, (byAccount.get(accountId) ?? 0) + 1);
  total += requests.length;
  return { total, byAccount };
}
