import type { IDBPTransaction } from 'idb';
import type { Account } from '../model/account';
import type { Contact, PresenceRow } from '../model/contact';
import { type Conversation, countedUnread } from '../model/conversation';
import {
  type AccountId,
  type ConversationKey,
  type EpochMs,
  peerKind,
  peerNumber,
  type RealNumber,
} from '../model/ids';
import type { Message } from '../model/message';
import type { Presence } from '../model/presence';
import type { Attention } from './attention';
import { ofAccount, ofConversation } from './key-range';
import type { Database, GapRow, RequestRow, Schema, SessionRow } from './schema';
import {
  isSoundAccount,
  isSoundConversation,
  isSoundMessage,
  isSoundSession,
  keepSound,
  tellUnreadable,
} from './sound';
import type { StoreName } from './transaction';

export type { Attention } from './attention';
export { readOutboxOf } from './outbox';
export type { PersonCard, PersonView } from './read-people';
export { readTemporaryCounts } from './temporary';
export { readUncounted } from './uncounted';

/** Pages and background read with these; each is flat in the size of the history (design 5). */

export interface AccountView {
  readonly account: Account;
  readonly session: SessionRow;
  /** Unread of conversations that count. */
  readonly unread: number;
}

export interface ConversationView {
  readonly conversation: Conversation;
  readonly contact: Contact | undefined;
  /** What the group is called; absent for people, and where nobody has said. */
  readonly groupName?: string;
  /** `unknown` whenever the account itself is not online. */
  readonly presence: Presence;
  /** True only where the account's contacts are known and this person is not among them. */
  readonly stranger: boolean;
  /** When the presence was asked for; absent where the server tells every change. */
  readonly presenceAt?: EpochMs;
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

function isShown(row: Conversation): boolean {
  const sound = isSoundConversation(row);
  if (!sound) tellUnreadable('conversations', row.accountId, row.peer);
  return sound;
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

/** Somebody who waits for a yes or a no. */
export interface RequestView {
  readonly request: RequestRow;
  /** What is known of who asks. */
  readonly contact: Contact | undefined;
  readonly groupName?: string;
}

/** What waits for an answer, oldest first; of accounts about to be removed nothing. */
export async function readRequests(db: Database): Promise<RequestView[]> {
  const tx = db.transaction(['accounts', 'requests', 'contacts', 'groups']);
  const rows = await tx.objectStore('requests').index('open').getAll();
  const accounts = await tx.objectStore('accounts').getAll();
  const shown = new Set(accounts.filter(({ removeAt }) => removeAt === undefined).map(({ id }) => id));
  return Promise.all(
    rows
      .filter(({ accountId }) => shown.has(accountId))
      .map(async (request) => {
        const { accountId, from, group } = request;
        const [contact, named] = await Promise.all([
          tx.objectStore('contacts').get([accountId, from]),
          group === undefined ? undefined : tx.objectStore('groups').get([accountId, group]),
        ]);
        return { request, contact, ...(named?.name && { groupName: named.name }) };
      }),
  );
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

/** How somebody is shown with whom no word was exchanged: nothing is written for it. */
export function newChat(key: ConversationKey): ConversationView {
  const [accountId, peer] = key;
  const nothing = { recent: 0, lastOrdinal: 0, readThrough: 0, unread: 0, mentions: 0 };
  const conversation: Conversation = { accountId, peer, ...nothing, preview: { text: '', direction: 'in' } };
  return { conversation, contact: undefined, presence: 'unknown', stranger: false };
}

const viewStores = ['accounts', 'sessions', 'conversations', 'contacts', 'groups', 'presence'] as const;
type Read = IDBPTransaction<Schema, readonly StoreName[], 'readonly'>;

/** What the accounts make of their conversations: those about to be removed show none. */
interface Standing {
  readonly online: boolean;
  readonly hasContacts: boolean;
}

async function readStandings(tx: Read): Promise<ReadonlyMap<AccountId, Standing>> {
  const [accounts, sessions] = await Promise.all([
    tx.objectStore('accounts').getAll(),
    tx.objectStore('sessions').getAll(),
  ]);
  const shown = accounts.filter((account) => account.removeAt === undefined);
  const contacts = await Promise.all(shown.map(({ id }) => tx.objectStore('contacts').getKey(ofAccount(id))));
  return new Map(
    shown.map(({ id }, i) => [
      id,
      {
        online: sessions.some((row) => row.accountId === id && row.state === 'online'),
        hasContacts: contacts[i] !== undefined,
      },
    ]),
  );
}

async function toView(tx: Read, conversation: Conversation, standing: Standing | undefined): Promise<ConversationView> {
  const { accountId, peer } = conversation;
  if (peerKind(peer) === 'g' || peerKind(peer) === 'd') {
    const group = await tx.objectStore('groups').get([accountId, peerNumber(peer)]);
    const name = group?.name;
    return { conversation, contact: undefined, presence: 'unknown', stranger: false, ...(name && { groupName: name }) };
  }
  const [contact, presence] = await Promise.all([
    tx.objectStore('contacts').get([accountId, peerNumber(peer)]),
    tx.objectStore('presence').get([accountId, peerNumber(peer)]),
  ]);
  return {
    conversation,
    contact,
    presence: standing?.online ? (presence?.state ?? 'unknown') : 'unknown',
    ...(standing?.online && presence?.source === 'asked' && { presenceAt: presence.at }),
    stranger: contact === undefined && standing?.hasContacts === true,
  };
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
