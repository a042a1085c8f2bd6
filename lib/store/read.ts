import type { Account } from '../model/account';
import type { PresenceRow } from '../model/contact';
import { type Conversation, countedUnread } from '../model/conversation';
import { type AccountId, type ConversationKey, type EpochMs, peerKind, type RealNumber } from '../model/ids';
import type { Attention } from './attention';
import { type ConversationView, isShown, type Read, readStandings, toView, viewStores } from './conversation-views';
import type { Database, RequestRow, SessionRow } from './schema';
import { isSoundAccount, isSoundSession, keepSound, tellUnreadable } from './sound';

export type { Attention } from './attention';
export type { ConversationView } from './conversation-views';
export type { PersonCard, PersonView } from './read-people';
export type { RequestView } from './read-requests';
export type { RequestKey } from './request-notices';

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

export async function readPresence(
  db: Database,
  accountId: AccountId,
  numbers: readonly RealNumber[],
): Promise<PresenceRow[]> {
  const { store } = db.transaction('presence');
  const rows = await Promise.all(numbers.map((number) => store.get([accountId, number])));
  return rows.filter((row) => row !== undefined);
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
