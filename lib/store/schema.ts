import type { DBSchema, IDBPDatabase } from 'idb';
import type { Ability } from '../model/ability';
import type { Account } from '../model/account';
import type { Act } from '../model/act';
import type { Contact, PresenceRow } from '../model/contact';
import type { Conversation } from '../model/conversation';
import type { GapReason } from '../model/event';
import type { AccountId, EpochMs, Peer, RealNumber } from '../model/ids';
import type { Message } from '../model/message';
import type { Person } from '../model/person';
import type { Search } from '../model/profile';
import type { SessionTruth } from '../model/session';
import type { TemporaryCount } from '../model/temporary';

/**
 * The store, version by version in `migrations.ts`. A property that is absent is not in the index: `attention` holds
 * only conversations that count, `due` only accounts that are to be asked.
 */
export const storeName = 'uinbell';
export const storeVersion = 2;

/** Hot, so apart from accounts: every wake writes it. */
export interface SessionRow extends SessionTruth {
  readonly accountId: AccountId;
  readonly since: EpochMs;
  /** When the account is to be asked next; absent while only the person can go on. */
  readonly due?: EpochMs;
  /** The protocol's own memory; `unknown` here because the store never looks inside. */
  readonly cursor: unknown;
  /** Requests that left, or may have left, and have no answer yet. No secret is in them, only its mark. */
  readonly inFlight: readonly InFlight[];
  /** What is still to be asked, in order, before the account may rest: a protocol's Wants. */
  readonly todo: readonly unknown[];
  /** What the person asked for beside messages, until its outcome is known and seen. */
  readonly acts?: readonly Act[];
  /** What its server can do, as far as its answers told; absent before the first. */
  readonly abilities?: readonly Ability[];
  /** When a whole list of contacts was last taken in: from then on who is not on it is a stranger, also where it is empty. */
  readonly listedAt?: EpochMs;
  /** When people's presence was asked for in the last minute. */
  readonly looks?: readonly EpochMs[];
  /** The server refused to change the status so soon again; it is asked once more then. */
  readonly statusHeld?: EpochMs;
  /** The person's last search for people, and what it came to. */
  readonly search?: Search;
  readonly lastOkAt?: EpochMs;
  /** When the account was last asked, whatever came of it: pages that poll every 5 s look at this. */
  readonly askedAt?: EpochMs;
  /** Failures in a row, for the back-off. */
  readonly failures: number;
  /** Sign-ins of the last hour: the budget outlives restarts. */
  readonly signIns: readonly EpochMs[];
  /** Nothing can be received since, and why; `from`: the last answer before. Absent while answers come. */
  readonly silence?: { readonly from: EpochMs; readonly since: EpochMs; readonly why: GapReason };
  /** Replies that could not be read and wait in the journal for a later version. */
  readonly undecoded: number;
  /** How many of those are kept no more, as there were too many; absent where none is. */
  readonly unkept?: number;
  /** What became of the messages that came in; absent before the first. */
  readonly notices?: NoticeCounts;
  /** Notices of what came in last, until somebody asks for their rows: see `unfiled-notices.ts`. */
  readonly unfiled?: readonly NoticeRow[];
}

/** `notified`: told of by a notification that was shown. `quiet`: kept silent, by the rule's name. */
export interface NoticeCounts {
  readonly notified: number;
  readonly quiet: Readonly<Record<string, number>>;
}

export interface InFlight {
  readonly key: string;
  /** A protocol's Request, plain data. */
  readonly request: unknown;
  /** When it was first tried. */
  readonly at: EpochMs;
  readonly tries: number;
  /** Since when the server may have carried it out; absent while every try certainly never left. */
  readonly leftAt?: EpochMs;
  /** No try before the one under way, or the next one, was carried out: somebody else answered in the server's place. */
  readonly unsent?: true;
  /** What answered it last was a page, with nothing of the server's in it: what the journal keeps of that goes with it. */
  readonly hollow?: true;
  /** Not to be asked again earlier. */
  readonly retryAt?: EpochMs;
  /** The server may have lost its memory since it left: not to be asked again at all. */
  readonly forgotten?: true;
}

/** Read and written by lib/vault alone, through the port that entrypoints hand it. */
export interface SecretRow {
  readonly accountId: AccountId;
  readonly iv: Uint8Array;
  readonly box: ArrayBuffer;
}
/** The keys of those boxes; what each row means stands in lib/vault/keys.ts. */
export type KeyRow =
  | { readonly id: 'device'; readonly key: CryptoKey }
  | {
      readonly id: 'passphrase';
      readonly salt: Uint8Array<ArrayBuffer>;
      readonly rounds: number;
      readonly iv: Uint8Array;
      readonly box: ArrayBuffer;
      readonly lockOnStart: boolean;
      readonly opening?: string;
    }
  | { readonly id: 'kept'; readonly raw: Uint8Array<ArrayBuffer> };

/** Ids of what was deleted or pruned, 30 days, so that a late repetition stays away. */
export interface Tombstone {
  readonly accountId: AccountId;
  readonly remoteKey: string;
  readonly at: EpochMs;
}

export interface Group {
  readonly accountId: AccountId;
  readonly number: RealNumber;
  readonly name?: string;
  readonly nameKey?: string;
}

export interface RequestRow {
  readonly accountId: AccountId;
  readonly key: string;
  readonly from: RealNumber;
  readonly text: string;
  /** The group it is about, where it is about one. */
  readonly group?: RealNumber;
  /** They want this account in their group. */
  readonly invite?: true;
  /** What they are called, where it was told. */
  readonly nick?: string;
  /** It can be granted or left, not declined. */
  readonly yesOnly?: true;
  readonly at: EpochMs;
  /** Present while unanswered. */
  readonly open?: EpochMs;
  /** How far its announcement is, or the rule that kept it quiet: see `request-notices.ts`. */
  readonly notice?: string;
}

/** A reply on its way. Its message row exists from the start; this row goes when the message's delivery is final. */
export interface OutboxRow {
  readonly id: string;
  readonly accountId: AccountId;
  readonly peer: Peer;
  /** Place in the conversation's lane, ascending: the ordinal of the message row. */
  readonly n: number;
  readonly text: string;
  /** The remoteKey of the message it answers. */
  readonly quote?: string;
  readonly queuedAt: EpochMs;
  /** Not to leave earlier: undo, penalty or back-off. */
  readonly notBefore: EpochMs;
  /** Times it was tried and certainly not carried out. */
  readonly tries: number;
  /** It waits because this account is another one than the person's last words with that peer went through. */
  readonly otherAccount?: true;
}

/** The raw reply of a destructive read, kept until what was in it is stored. */
export interface JournalRow {
  readonly accountId: AccountId;
  readonly n: string;
  readonly bytes: Uint8Array;
  readonly at: EpochMs;
  /** A protocol's Request. */
  readonly request: unknown;
  readonly codec: number;
  /** Present once decoding failed: an update looks at these again. */
  readonly undecoded?: EpochMs;
  readonly why?: string;
}

export interface NoticeRow {
  readonly accountId: AccountId;
  readonly peer: Peer;
  readonly ordinal: number;
  /** How far its announcement is, or the rule that kept it quiet: see `notices.ts`. */
  readonly state: string;
  readonly at: EpochMs;
}

export interface GapRow {
  readonly accountId: AccountId;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly why: string;
  /** Messages of that time that came in afterwards. */
  readonly late?: number;
  /** The person has put it aside. */
  readonly seen?: true;
}

export interface Draft {
  readonly accountId: AccountId;
  readonly peer: Peer;
  readonly text: string;
  /** The remoteKey of the message that is being answered. */
  readonly quote?: string;
  readonly at: EpochMs;
}

export interface Schema extends DBSchema {
  accounts: {
    key: AccountId;
    value: Account;
    indexes: { identity: [string, string, string]; order: number };
  };
  sessions: { key: AccountId; value: SessionRow; indexes: { due: EpochMs } };
  secrets: { key: AccountId; value: SecretRow };
  keys: { key: string; value: KeyRow };
  conversations: {
    key: [AccountId, Peer];
    value: Conversation;
    indexes: {
      recent: EpochMs;
      accountRecent: [AccountId, EpochMs];
      waiting: EpochMs;
      attention: EpochMs;
      /** What comes back into `attention` when an account is muted no longer. */
      accountUnread: [AccountId, number];
      mutedUntil: EpochMs;
    };
  };
  messages: {
    key: [AccountId, Peer, number];
    value: Message;
    indexes: { remoteKey: [AccountId, string]; at: EpochMs };
  };
  tombstones: { key: [AccountId, string]; value: Tombstone; indexes: { at: EpochMs } };
  contacts: {
    key: [AccountId, RealNumber];
    value: Contact;
    indexes: { number: RealNumber; accountName: [AccountId, string] };
  };
  groups: {
    key: [AccountId, RealNumber];
    value: Group;
    indexes: { number: RealNumber; accountName: [AccountId, string] };
  };
  /** `answered`: the moment of an answer that was not put away; `telling`: what is to be told of them. */
  people: {
    key: [AccountId, RealNumber];
    value: Person;
    indexes: { answered: EpochMs; telling: string };
  };
  presence: { key: [AccountId, RealNumber]; value: PresenceRow; indexes: { number: RealNumber } };
  requests: { key: [AccountId, string]; value: RequestRow; indexes: { open: EpochMs } };
  outbox: {
    key: string;
    value: OutboxRow;
    indexes: { lane: [AccountId, Peer, number]; notBefore: EpochMs };
  };
  journal: { key: [AccountId, string]; value: JournalRow; indexes: { undecoded: EpochMs } };
  notices: { key: [AccountId, Peer, number]; value: NoticeRow; indexes: { state: string } };
  gaps: { key: [AccountId, EpochMs]; value: GapRow };
  drafts: { key: [AccountId, Peer]; value: Draft };
  temporaryCounts: { key: [string, string, AccountId]; value: TemporaryCount };
}

export type Database = IDBPDatabase<Schema>;
