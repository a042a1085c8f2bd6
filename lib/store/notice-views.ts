import type { Account } from '../model/account';
import type { ConversationKey } from '../model/ids';
import type { Message } from '../model/message';
import { type ConversationView, readConversation } from './read';
import type { Database } from './schema';
import { isSoundMessage } from './sound';

export interface NoticeView {
  readonly account: Account;
  readonly view: ConversationView;
  readonly message: Message | undefined;
}

/** What the notification of a conversation is made of; `ordinal` is the newest it is to tell. Undefined: it is gone. */
export async function readNoticeView(
  db: Database,
  key: ConversationKey,
  ordinal: number,
): Promise<NoticeView | undefined> {
  const [account, view, message] = await Promise.all([
    db.get('accounts', key[0]),
    readConversation(db, key),
    db.get('messages', [...key, ordinal]),
  ]);
  if (account === undefined || view === undefined) return undefined;
  return { account, view, message: message !== undefined && isSoundMessage(message) ? message : undefined };
}
