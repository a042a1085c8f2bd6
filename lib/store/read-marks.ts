import type { Conversation } from '../model/conversation';
import type { AccountId, ConversationKey } from '../model/ids';
import { planAttention, planRead, quietOf } from './conversation-plan';
import { ofConversation } from './key-range';
import { forgetNotices } from './notices';
import type { Database } from './schema';
import { isSoundConversation } from './sound';
import { type StoreName, type Write, write } from './transaction';

const stores: readonly StoreName[] = ['accounts', 'sessions', 'conversations', 'messages', 'notices'];

export function markRead(db: Database, key: ConversationKey, through: number): Promise<boolean> {
  return write(db, stores, async (tx) => {
    const conversation = await tx.objectStore('conversations').get([...key]);
    return conversation !== undefined && (await readThrough(tx, conversation, through));
  });
}

/** Own messages in between are passed over, but not for ever. */
const lookBack = 50;

export async function lastRead(db: Database, key: ConversationKey): Promise<string | undefined> {
  const tx = db.transaction(['conversations', 'messages']);
  const through = (await tx.objectStore('conversations').get([...key]))?.readThrough ?? 0;
  let cursor = await tx.objectStore('messages').openCursor(ofConversation(key, 0, through), 'prev');
  for (let n = 0; cursor !== null && n < lookBack; n++) {
    if (cursor.value.direction === 'in') return cursor.value.remoteKey;
    cursor = await cursor.continue();
  }
  return undefined;
}

/** How the newest `limit` conversations stand, newest first: what the second copy keeps of them. */
export async function readMarks(db: Database, limit: number): Promise<Conversation[]> {
  const rows: Conversation[] = [];
  let cursor = await db.transaction('conversations').store.index('recent').openCursor(null, 'prev');
  while (cursor !== null && rows.length < limit) {
    if (isSoundConversation(cursor.value)) rows.push(cursor.value);
    cursor = await cursor.continue();
  }
  return rows;
}

/** Muted conversations do not count, so they stay as they are. */
export function markAllRead(db: Database, accountId?: AccountId): Promise<ConversationKey[]> {
  return write(db, stores, async (tx) => {
    const counting = await tx.objectStore('conversations').index('attention').getAll();
    const meant = counting.filter((c) => accountId === undefined || c.accountId === accountId);
    for (const conversation of meant) await readThrough(tx, conversation, conversation.lastOrdinal);
    return meant.map((c) => [c.accountId, c.peer] as const);
  });
}

async function readThrough(tx: Write, conversation: Conversation, through: number): Promise<boolean> {
  const upTo = Math.min(through, conversation.lastOrdinal);
  if (!(upTo > conversation.readThrough)) return false;
  const account = await tx.objectStore('accounts').get(conversation.accountId);
  if (account === undefined) return false;
  const read = planRead(conversation, upTo, await countLeft(tx, conversation, upTo));
  await tx.objectStore('conversations').put(planAttention(read, quietOf(account)));
  await forgetNotices(tx, [conversation.accountId, conversation.peer], upTo);
  return true;
}

/** Counted from the messages, not subtracted: whatever an older version got wrong ends here. */
async function countLeft(tx: Write, conversation: Conversation, through: number) {
  const left = { unread: 0, mentions: 0 };
  if (through >= conversation.lastOrdinal) return left;
  const past = ofConversation([conversation.accountId, conversation.peer], through + 1, conversation.lastOrdinal);
  let cursor = await tx.objectStore('messages').openCursor(past);
  while (cursor !== null) {
    if (cursor.value.direction === 'in') {
      left.unread += 1;
      if (cursor.value.mention) left.mentions += 1;
    }
    cursor = await cursor.continue();
  }
  return left;
}
