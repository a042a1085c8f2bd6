import type { Account } from '../model/account';
import type { Contact } from '../model/contact';
import type { Conversation } from '../model/conversation';
import type { AccountId, ConversationKey, EpochMs } from '../model/ids';
import type { Message } from '../model/message';
import type { Presence } from '../model/presence';
import type { Database, GapRow, SessionRow } from './schema';

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
  /** `unknown` whenever the account itself is not online. */
  readonly presence: Presence;
  /** True only where the account's contacts are known and this person is not among them. */
  readonly stranger: boolean;
}

/** The one number: header, list, tabs, title and toolbar badge all show this (promise 3). */
export interface Attention {
  readonly total: number;
  readonly byAccount: ReadonlyMap<AccountId, number>;
}

export interface ListQuery {
  readonly accountId?: AccountId;
  /** Rows older than this moment: the last row's `recent`. */
  readonly before?: EpochMs;
  readonly limit: number;
}
