import type { Account } from '../model/account';
import type { Conversation } from '../model/conversation';
import type { AccountView, ConversationView } from './read';
import { endOfTime, type Snapshot, snapshotVersion } from './snapshot';

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

function restoreMute<T extends Account | Conversation>(row: T): T {
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
