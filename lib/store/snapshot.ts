import type { Account } from '../model/account';
import type { Conversation } from '../model/conversation';
import type { AccountView, Attention, ConversationView } from './read';
import type { SessionRow } from './schema';

/**
 * The popup's first list, left in `storage.local` after each commit: opening the store takes 20 to 50 ms more than a
 * glance there (design 5). It is only ever a picture of the store, replaced by the real thing moments later.
 */
export const snapshotKey = 'snapshot';
/** Conversations in it: more than a popup shows at once. */
export const snapshotRows = 50;
/** Raised whenever what is kept changes its shape: an older picture is then not shown at all. */
const snapshotVersion = 1;

export interface Snapshot {
  readonly accounts: readonly AccountView[];
  readonly conversations: readonly ConversationView[];
  readonly attention: Attention;
}

/** Plain JSON: Chromium's storage.local knows neither Map nor Infinity. */
export interface StoredSnapshot {
  readonly version: number;
  readonly accounts: readonly AccountView[];
  readonly conversations: readonly ConversationView[];
  readonly attention: ReadonlyArray<readonly [accountId: number, unread: number]>;
}

export function planSnapshot({ accounts, conversations, attention }: Snapshot): StoredSnapshot {
  return {
    version: snapshotVersion,
    accounts: accounts.map((view) => ({
      ...view,
      account: storeMute(view.account),
      session: planGlance(view.session),
    })),
    conversations: conversations
      .slice(0, snapshotRows)
      .map((view) => ({ ...view, conversation: storeMute(view.conversation) })),
    attention: [...attention.byAccount],
  };
}

/** Undefined for anything that is not whole: written by another version, cut, or never written. */
export function readSnapshot(raw: unknown): Snapshot | undefined {
  if (!isObject(raw) || raw.version !== snapshotVersion) return undefined;
  const { accounts, conversations, attention } = raw;
  if (!isListOf(accounts, isAccountView) || !isListOf(conversations, isConversationView)) return undefined;
  if (!isListOf(attention, isCount)) return undefined;
  return {
    accounts: accounts.map((view) => ({ ...view, account: restoreMute(view.account) })),
    conversations: conversations.map((view) => ({
      ...view,
      // Absent after JSON, where it was undefined.
      contact: view.contact,
      conversation: restoreMute(view.conversation),
    })),
    attention: { total: attention.reduce((sum, [, unread]) => sum + unread, 0), byAccount: new Map(attention) },
  };
}

/** What a page shows of a session. The protocol's memory and its requests have no business in a picture. */
function planGlance(session: SessionRow): SessionRow {
  const { search: _, ...glance } = session;
  return { ...glance, cursor: null, inFlight: [], todo: [], signIns: [] };
}

/** The last moment a Date can name stands for "for good". */
const endOfTime = 8.64e15;
type Mutable = Account | Conversation;

function storeMute<T extends Mutable>(row: T): T {
  return row.mutedUntil === undefined ? row : { ...row, mutedUntil: Math.min(row.mutedUntil, endOfTime) };
}

function restoreMute<T extends Mutable>(row: T): T {
  return row.mutedUntil === endOfTime ? { ...row, mutedUntil: Number.POSITIVE_INFINITY } : row;
}

function isAccountView(view: unknown): view is AccountView {
  return (
    isObject(view) &&
    Number.isInteger(view.unread) &&
    has(view.account, { id: 'number', uin: 'string', name: 'string', colour: 'number', tag: 'string' }) &&
    has(view.session, { accountId: 'number', state: 'string', since: 'number' })
  );
}

function isConversationView(view: unknown): view is ConversationView {
  return (
    isObject(view) &&
    has(view, { presence: 'string', stranger: 'boolean' }) &&
    (view.contact === undefined || has(view.contact, { accountId: 'number', number: 'string' })) &&
    has(view.conversation, { accountId: 'number', peer: 'string', recent: 'number', unread: 'number' }) &&
    has(view.conversation.preview, { text: 'string', direction: 'string' })
  );
}

function isCount(entry: unknown): entry is [number, number] {
  return Array.isArray(entry) && entry.length === 2 && entry.every(Number.isInteger);
}

function isListOf<T>(list: unknown, is: (item: unknown) => item is T): list is T[] {
  return Array.isArray(list) && list.every(is);
}

function has<K extends string>(row: unknown, types: Record<K, string>): row is Record<string, unknown> {
  return isObject(row) && Object.entries(types).every(([key, type]) => typeof row[key] === type);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
