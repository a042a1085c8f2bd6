import type { Account } from '../model/account';
import type { Conversation } from '../model/conversation';
import type { ConversationKey } from '../model/ids';
import { planAttention, planPreview, quietOf, startConversation } from './conversation-plan';
import { ofConversation } from './key-range';
import type { Database, SessionRow } from './schema';
import { isSoundAccount, isSoundConversation, isSoundMessage, isSoundSession, tellUnreadable } from './sound';
import { type Write, write } from './transaction';

/**
 * The conversation as it stands, made anew from its messages where its row cannot be read: a broken counter would
 * refuse every message that comes in from then on. Undefined where there is none.
 */
export async function soundConversation(tx: Write, key: ConversationKey): Promise<Conversation | undefined> {
  const row = await tx.objectStore('conversations').get([...key]);
  if (row === undefined || isSoundConversation(row)) return row;
  const account = await tx.objectStore('accounts').get(key[0]);
  const messages = (await tx.objectStore('messages').getAll(ofConversation(key))).filter(isSoundMessage);
  const newest = messages.at(-1);
  const last = await tx.objectStore('messages').openKeyCursor(ofConversation(key), 'prev');
  const lastOrdinal = Math.max(last?.primaryKey[2] ?? 0, Number.isSafeInteger(row.lastOrdinal) ? row.lastOrdinal : 0);
  // What was read is asked of the row while it says so; nothing that was read before is called unread again.
  const readThrough = Number.isSafeInteger(row.readThrough) ? Math.min(row.readThrough, lastOrdinal) : lastOrdinal;
  const unread = messages.filter(({ direction, ordinal }) => direction === 'in' && ordinal > readThrough);
  const mended: Conversation = {
    ...startConversation(key, newest?.at ?? 0),
    lastOrdinal,
    readThrough,
    unread: unread.length,
    mentions: unread.filter(({ mention }) => mention).length,
    ...(newest && { preview: planPreview(newest) }),
    ...(typeof row.mutedUntil === 'number' && { mutedUntil: row.mutedUntil }),
    ...(row.pinned === true && { pinned: true as const }),
    ...(row.loud === true && { loud: true as const }),
    ...(row.always === true && { always: true as const }),
  };
  const counted = planAttention(mended, quietOf(account));
  await tx.objectStore('conversations').put(counted);
  return counted;
}

/** The same in a transaction of its own, for a row that a reader stumbled over. */
export function mendConversation(db: Database, key: ConversationKey): Promise<Conversation | undefined> {
  return write(db, ['accounts', 'conversations', 'messages'], (tx) => soundConversation(tx, key));
}

/**
 * Accounts whose row cannot be read come from the second copy, sessions from the protocol's own beginning. What is
 * sound is not touched; an account that no copy knows is told of and left as it is.
 */
export function mendAccounts(
  db: Database,
  copied: readonly Account[],
  freshSession: (account: Account) => Omit<SessionRow, 'accountId'>,
): Promise<void> {
  return write(db, ['accounts', 'sessions'], async (tx) => {
    const sessions = new Map((await tx.objectStore('sessions').getAll()).map((row) => [row.accountId, row]));
    for (const row of await tx.objectStore('accounts').getAll()) {
      const account = isSoundAccount(row) ? row : copied.find(({ id }) => id === row.id);
      if (account === undefined) {
        tellUnreadable('accounts', row.id);
        continue;
      }
      if (account !== row) await tx.objectStore('accounts').put(account);
      const session = sessions.get(account.id);
      if (session === undefined || !isSoundSession(session)) {
        // What its messages still have to tell stands in it: they are stored, and come in no second time.
        const { unfiled } = session ?? {};
        const kept = Array.isArray(unfiled) && { unfiled };
        await tx.objectStore('sessions').put({ ...freshSession(account), ...kept, accountId: account.id });
      }
    }
  });
}
