import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Clock } from '../lib/format/time';
import type { I18n } from '../lib/i18n/i18n';
import type { Ask } from '../lib/messaging/client';
import type { AccountId, ConversationKey, EpochMs, RealNumber } from '../lib/model/ids';
import type { Message } from '../lib/model/message';
import type { Person } from '../lib/model/person';
import type { StoreStanding } from '../lib/model/store-standing';
import type { TemporaryCount } from '../lib/model/temporary';
import type { Changes } from '../lib/store/changes';
import type {
  AccountView,
  Attention,
  ConversationView,
  ListQuery,
  PersonCard,
  PersonView,
  RequestView,
} from '../lib/store/read';
import type { Draft, GapRow, OutboxRow } from '../lib/store/schema';
import type { Snapshot } from '../lib/store/snapshot';
import type { Place } from './place';

/** Reads of the store, bound to it: a page never writes anything but drafts. */
export interface Reader {
  readonly accounts: () => Promise<AccountView[]>;
  readonly attention: () => Promise<Attention>;
  /** What is unread and not counted. */
  readonly uncounted: () => Promise<Attention>;
  /** Newest first. */
  readonly conversations: (query: ListQuery) => Promise<ConversationView[]>;
  readonly conversation: (key: ConversationKey) => Promise<ConversationView | undefined>;
  /** The newest `limit` messages, in the order they were stored. */
  readonly messages: (key: ConversationKey, limit: number) => Promise<Message[]>;
  /** Gaps that touch a span of time, ascending. */
  readonly gaps: (accountId: AccountId, span: { from: EpochMs; to: EpochMs }) => Promise<GapRow[]>;
  /** What nobody has put aside, latest first. */
  readonly unseenGaps: () => Promise<GapRow[]>;
  readonly outboxOf: (key: ConversationKey) => Promise<OutboxRow[]>;
  readonly drafts: () => Promise<Draft[]>;
  /** Everybody on the lists of these accounts, and strangers who wrote. */
  readonly people: (ids: readonly AccountId[]) => Promise<PersonView[]>;
  readonly person: (accountId: AccountId, number: RealNumber) => Promise<PersonCard>;
  /** What people said to requests of ours, latest first. */
  readonly answers: () => Promise<Person[]>;
  /** Strangers' chats of the last 30 days; those that wait longest first. */
  readonly desk: () => Promise<ConversationView[]>;
  readonly temporaryCounts: () => Promise<TemporaryCount[]>;
  /** Who waits for a yes or a no. */
  readonly requests: () => Promise<RequestView[]>;
  readonly byRemoteKey: (accountId: AccountId, remoteKey: string) => Promise<Message | undefined>;
  /** What is being written there, and the remoteKey of the message that it answers. */
  readonly draft: (key: ConversationKey) => Promise<Pick<Draft, 'text' | 'quote'>>;
  readonly writeDraft: (key: ConversationKey, text: string, quote?: string) => Promise<void>;
}

/** What becomes of a typed passphrase, in this page and as bytes; each takes a moment on purpose. */
export interface Passphrases {
  /** For a new one. */
  readonly choose: (passphrase: string) => Promise<{ key: number[]; salt: number[]; rounds: number }>;
  readonly derive: (passphrase: string, salt: readonly number[], rounds: number) => Promise<number[]>;
}

/** Everything a screen needs from outside. Entry points hand the real one in, tests one of their own. */
export interface World {
  readonly i18n: I18n;
  readonly clock: Clock;
  readonly version: string;
  readonly now: () => EpochMs;
  /** A random UUID: the name of a reply before anybody has seen it. */
  readonly newId: () => string;
  readonly ask: Ask;
  readonly passphrases: Passphrases;
  readonly read: Reader;
  /** Until when nothing is announced, undefined where everything is. */
  readonly snoozedUntil: () => Promise<EpochMs | undefined>;
  /** Since when the system has refused to show notifications, undefined where it shows them or is not asked to. */
  readonly noticesRefused: () => Promise<EpochMs | undefined>;
  /** What the last commit left in storage.local, so that the first paint waits for nothing. */
  readonly firstSight: () => Promise<Snapshot | undefined>;
  /** Trouble with the store, what was restored, and what could not be read. */
  readonly storeStanding: () => Promise<StoreStanding>;
  /** The person has seen what was restored. */
  readonly forgetRestored: () => Promise<void>;
  readonly watchChanges: (listener: (changes: Changes) => void) => () => void;
  /** Calls back once the store is, or is becoming, newer than this page can read. */
  readonly watchOutdated: (listener: () => void) => () => void;
  /** Loads this page again: the new version, after an update. */
  readonly reload: () => void;
  /** Starts the whole extension anew. What was written and sent is in the store. */
  readonly restart: () => void;
  /** The service that links point to where the person runs one of their own. */
  readonly linkService: () => Promise<string | undefined>;
  /** The person agreed to keep what strangers write; else it goes 30 days after it was read. */
  readonly keepsTemporary: () => Promise<boolean>;
  readonly open: (place: Place) => void;
  /** Until the answer is called the person looks at this conversation: nothing of it is announced. */
  readonly look: (key: ConversationKey) => () => void;
  /** Must be called straight from a click: browsers ask only then. `server` is canonical. False where withheld. */
  readonly requestServer: (server: string) => Promise<boolean>;
  /** The same for pages of the web, by match pattern. */
  readonly requestSites: (pattern: string) => Promise<boolean>;
  /** What a web address answers, to whoever asks: no cookie, no referrer. Undefined where nothing came. */
  readonly readAnswer: (url: string) => Promise<{ readonly status: number; readonly text: string } | undefined>;
  /** Gives a permission back. */
  readonly dropSites: (pattern: string) => Promise<void>;
  /** The tab that the popup was opened over; undefined in pages of their own. */
  readonly tabBelow: () => Promise<number | undefined>;
}

export const WorldContext = createContext<World | undefined>(undefined);

export function useWorld(): World {
  const world = useContext(WorldContext);
  if (world === undefined) throw new Error('a component stands outside WorldContext');
  return world;
}
