import type { AccountId, ConversationKey } from '../model/ids';
import type { Message } from '../model/message';
import { ofConversation } from './key-range';
import type { Database, OutboxRow } from './schema';
import { isSoundMessage, tellUnreadable } from './sound';

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

/** A message by the server's name for it, whichever conversation it stands in. */
export function readByRemoteKey(db: Database, accountId: AccountId, remoteKey: string): Promise<Message | undefined> {
  return db.getFromIndex('messages', 'remoteKey', [accountId, remoteKey]);
}

/** Replies of one conversation that have not ended, in lane order: the undo ring reads `notBefore`. */
export function readOutboxOf(db: Database, key: ConversationKey): Promise<OutboxRow[]> {
  return db.getAllFromIndex('outbox', 'lane', ofConversation(key));
}
