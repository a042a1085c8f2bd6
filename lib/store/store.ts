import type { Account } from '../model/account';
import type { PresenceRow } from '../model/contact';
import type { Conversation } from '../model/conversation';
import type { Event } from '../model/event';
import type { AccountId, ConversationKey, EpochMs, Peer, RealNumber } from '../model/ids';
import type { Delivery, Message, ReplyTrouble } from '../model/message';
import type { PersonChange } from '../model/person';
import type { NoticeKey, NoticesUp } from './notices';
import type { Pruned, PrunePlace, PruneRules } from './prune';
import type { RequestKey, RequestNotice } from './request-notices';
import type { JournalRow, NoticeRow, OutboxRow, SecretRow, SessionRow } from './schema';

/**
 * Everything background code does to the store, each call one transaction. It is an interface because tests kill a
 * wake before and after every one of these calls (promise 1).
 *
 * `plan` callbacks run inside the transaction on the row as it stands and must be pure and synchronous: two requests of
 * one account may be on their way at once (a penalty holds one connection, not the account), and this is what keeps
 * their changes from overwriting each other.
 */
export interface Store {
  /** Writes what is about to leave down: session rows of a whole wake in one transaction. Undefined leaves a row alone. */
  begin(ids: readonly AccountId[], plan: (row: SessionRow, account: Account) => SessionRow | undefined): Promise<void>;
  /** The raw reply of a destructive read, with strict durability, before anybody reads it. */
  journal(row: JournalRow): Promise<void>;
  readJournal(accountId: AccountId): Promise<JournalRow[]>;
  /** Takes an answer in: see `Commit`. Does nothing where the account is gone. */
  commit(accountId: AccountId, plan: (row: SessionRow, account: Account) => Commit | undefined): Promise<Committed>;

  /** Refuses a [protocol, server, uin] that is already there with `AlreadyThere`. */
  addAccount(
    account: Omit<Account, 'id' | 'order'>,
    session: Omit<SessionRow, 'accountId'>,
    secret?: Omit<SecretRow, 'accountId'>,
  ): Promise<AccountId>;
  writeSecret(id: AccountId, secret: Omit<SecretRow, 'accountId'>): Promise<void>;
  changeAccount(id: AccountId, plan: (account: Account) => Account): Promise<void>;
  /** An act of the person: accounts and what it makes of their sessions in one transaction. */
  actOnAccounts(ids: readonly AccountId[], plan: AccountAct): Promise<void>;
  orderAccounts(ids: readonly AccountId[]): Promise<void>;
  /** Deletes the account and everything of it, secrets included; unless the account as it stands says otherwise. */
  deleteAccount(id: AccountId, still?: (account: Account) => boolean): Promise<void>;

  /** A reply of the person: message row, conversation and outbox row at once. The same id again changes nothing. */
  queueReply(reply: {
    id: string;
    accountId: AccountId;
    peer: Peer;
    text: string;
    /** The remoteKey of the message it answers. */
    quote?: string;
    now: EpochMs;
    notBefore: EpochMs;
    /** Leaves at least so many ms from now where the account just changed (see `account-change.ts`). */
    guardMs?: number;
  }): Promise<void>;
  /** The first row of every lane that may leave by `now`, oldest first; of one account or of all. */
  readDue(now: EpochMs, accountId?: AccountId): Promise<OutboxRow[]>;
  /** When the earliest outbox row whose time is still to come may leave: those past it wait for their account. */
  nextDue(after: EpochMs): Promise<EpochMs | undefined>;
  /**
   * A reply is about to leave: session row and the message's `sending` in one transaction, so that taking it back is
   * either in time or too late, never both. Undefined, or an outbox row that is gone, changes nothing.
   */
  beginReply(
    outboxId: string,
    plan: (row: SessionRow, account: Account, reply: OutboxRow) => SessionRow | undefined,
  ): Promise<void>;
  /** What became of a reply. `sent`, `failed` and `uncertain` end its outbox row; `queued` and `sending` keep it. */
  settleReply(outboxId: string, to: Settlement): Promise<ConversationKey | undefined>;
  /** Back into the lane (after failed or uncertain), under the same message row. Ignored unless it ended so. */
  requeueReply(accountId: AccountId, peer: Peer, ordinal: number, now: EpochMs): Promise<void>;
  /**
   * Takes a reply back that has not left, its message row too, and lays its text before what stands in the composer;
   * answers its conversation if it was in time.
   */
  cancelReply(outboxId: string): Promise<ConversationKey | undefined>;
  /** The person's word that a failed or uncertain reply arrived: it is `sent` from now on. */
  confirmReply(accountId: AccountId, peer: Peer, ordinal: number): Promise<void>;
  /** Deletes a message for good: a repetition by the server stays away. False for a reply that has not ended. */
  deleteMessage(accountId: AccountId, peer: Peer, ordinal: number, now: EpochMs): Promise<boolean>;

  /** Read up to and including `through`, never backwards, never past what is there. True where that was news. */
  markRead(key: ConversationKey, through: number): Promise<boolean>;
  /** The remoteKey of the newest message from others that was read. */
  lastRead(key: ConversationKey): Promise<string | undefined>;
  readPresence(accountId: AccountId, numbers: readonly RealNumber[]): Promise<PresenceRow[]>;
  /** Those of these contacts whose name nobody has told yet. */
  readNameless(accountId: AccountId, numbers: readonly RealNumber[]): Promise<RealNumber[]>;
  /** Puts a request away that cannot be answered from here. */
  closeRequest(accountId: AccountId, key: string): Promise<void>;
  /** Who came online and is still to be told, and that it was. */
  readComings(): Promise<readonly ConversationKey[]>;
  tellComing(key: ConversationKey): Promise<void>;
  changePerson(accountId: AccountId, number: RealNumber, change: PersonChange): Promise<void>;
  /** Everything that counts at this moment, of one account or of all. */
  markAllRead(accountId?: AccountId): Promise<ConversationKey[]>;
  mute(key: ConversationKey, until: EpochMs | undefined): Promise<void>;
  /** Whether every message of a group counts, or only what mentions the person. */
  setLoud(key: ConversationKey, loud: boolean): Promise<void>;
  /** Whether it is announced through every mute. */
  setAlways(key: ConversationKey, always: boolean): Promise<void>;
  /** Ends mutes of conversations and accounts whose time is over; a commit does so for what it touches. */
  expireMutes(now: EpochMs): Promise<ConversationKey[]>;
  /** When the next mute ends; undefined where none does, or only for good. */
  nextMuteEnd(): Promise<EpochMs | undefined>;

  /** Puts gaps aside that ended by `through`; answers whose they were. */
  seeGaps(through: EpochMs, accountId?: AccountId): Promise<AccountId[]>;

  /** Moves what was written on a clock that has been set back since; answers the conversations that changed. */
  mendClock(now: EpochMs): Promise<ConversationKey[]>;

  /** Puts a temporary session aside at that moment, or back onto the desk. */
  setDone(key: ConversationKey, at: EpochMs | undefined): Promise<void>;

  /** One batch of what the person does not want kept any longer, from `place` on; the answer says where to go on. */
  prune(rules: PruneRules, place?: PrunePlace): Promise<Pruned>;

  readNotices(...states: readonly string[]): Promise<NoticeRow[]>;
  moveNotices(keys: readonly NoticeKey[], to: string | undefined): Promise<NoticeKey[]>;
  settleNotices(up: NoticesUp): Promise<NoticesUp>;
  putNoticeAway(of: ConversationKey | 'summary'): Promise<void>;
  /** An update has taken notifications away: what of it is unread is to be shown again. */
  repeatNotices(): Promise<void>;
  lastShown(key: ConversationKey): Promise<number | undefined>;
  /** Open requests with what decides about their notifications, and how far those are. */
  readRequestNotices(): Promise<RequestNotice[]>;
  moveRequestNotices(keys: readonly RequestKey[], to: string): Promise<RequestKey[]>;
  repeatRequestNotices(): Promise<void>;
  putRequestNoticeAway(of: RequestKey | 'many'): Promise<void>;
}

export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';
}

export type AccountAct = (
  account: Account,
  row: SessionRow,
) => { readonly account: Account; readonly session: SessionRow };

/** All that one answer changes, in one transaction: messages, conversation, notices, session, outbox, journal. */
export interface Commit {
  readonly now: EpochMs;
  readonly session: SessionRow;
  readonly events: readonly Event[];
  /**
   * The journal row of this answer: read and stored (it goes), or `kept` because it could not be read by `codec`.
   * `session.undecoded` follows by itself, whatever the plan returns there.
   */
  readonly journal?: { readonly n: string; readonly kept?: { readonly why: string; readonly codec?: number } };
  readonly settle?: { readonly outboxId: string; readonly to: Settlement };
  /**
   * Whether a new message is announced: `waiting`, `late` with others out of a night, or what keeps it quiet. `asked`: the
   * person wants to be told when this one writes.
   */
  readonly notice?: (message: Message, conversation: Conversation, account: Account, asked: boolean) => string;
  /** Nobody is at this computer. */
  readonly away?: boolean;
  /** Its server has no states: it stands as online from now on, whatever the person chose. */
  readonly noStates?: boolean;
}

export interface Settlement {
  readonly delivery: Delivery;
  readonly trouble?: ReplyTrouble;
  /** With `queued` or `sending`: when it may be tried again. */
  readonly notBefore?: EpochMs;
  /** What the server calls the message from now on, where it says so: an echo of it is then no second message. */
  readonly remoteKey?: string;
}

export interface Committed {
  /** Conversations whose rows changed. */
  readonly conversations: readonly ConversationKey[];
  /** New incoming messages, in order. */
  readonly messages: readonly Message[];
  /** Contacts, groups or presence changed. */
  readonly people?: true;
  readonly requests?: true;
  readonly session?: SessionRow;
  readonly previous?: SessionRow;
}
