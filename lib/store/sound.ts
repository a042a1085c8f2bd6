import type { Account } from '../model/account';
import type { Conversation } from '../model/conversation';
import type { Message } from '../model/message';
import type { SessionRow } from './schema';

/**
 * Whether a row has the shape that screens and rules rely on. Rows are edited by hand, cut by a dying disk, or come
 * from a version that erred: a reader leaves such a row out, tells of it, and shows everything else.
 */
export function isSoundAccount(row: Account): boolean {
  return has(row, { id: 'number', protocol: 'string', server: 'string', uin: 'string', name: 'string', tag: 'string' });
}

export function isSoundSession(row: SessionRow): boolean {
  const lists = [row.inFlight, row.todo, row.unfiled ?? []];
  return has(row, { state: 'string', since: 'number' }) && lists.every(Array.isArray);
}

export function isSoundConversation(row: Conversation): boolean {
  const counters = [row.lastOrdinal, row.readThrough, row.unread, row.mentions];
  return (
    counters.every((count) => Number.isSafeInteger(count) && count >= 0) &&
    has(row, { recent: 'number' }) &&
    has(row.preview, { text: 'string', direction: 'string' })
  );
}

export function isSoundMessage(row: Message): boolean {
  return (
    has(row, { ordinal: 'number', remoteKey: 'string', sender: 'string', text: 'string', at: 'number' }) &&
    (row.direction === 'in' || row.direction === 'out') &&
    (row.parts === undefined || (Array.isArray(row.parts) && row.parts.every((part) => has(part, { kind: 'string' }))))
  );
}

/** A row that could not be read, by name: what is in it is nobody's to repeat. */
export interface Unreadable {
  readonly store: 'accounts' | 'conversations' | 'messages';
  readonly key: ReadonlyArray<string | number>;
}

/** Keeps the sound ones; the others are told of by their keys. */
export function keepSound<T>(
  rows: readonly T[],
  isSound: (row: T) => boolean,
  tell: (row: T) => void = () => undefined,
): T[] {
  return rows.filter((row) => {
    const sound = isSound(row);
    if (!sound) tell(row);
    return sound;
  });
}

const listeners = new Set<(what: Unreadable) => void>();

/** Calls back for every row this page or worker could not read; entry points carry it to where it is counted. */
export function hearUnreadable(listener: (what: Unreadable) => void): void {
  listeners.add(listener);
}

export function tellUnreadable(store: Unreadable['store'], ...key: ReadonlyArray<string | number>): void {
  for (const listener of listeners) listener({ store, key });
}

function has(row: unknown, types: Readonly<Record<string, string>>): boolean {
  if (typeof row !== 'object' || row === null) return false;
  return Object.entries(types).every(([key, type]) => typeof (row as Record<string, unknown>)[key] === type);
}
