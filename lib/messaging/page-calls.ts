import * as v from 'valibot';
import type { AccountId, Peer, RealNumber } from '../model/ids';
import { longestReply } from '../model/message';
import { longestCalled, longestNote, tellMoments } from '../model/person';
import { ownStatuses } from '../model/presence';
import { sexes } from '../model/profile';
import type { SessionReason } from '../model/session';
import { type LinkOutput, linkCalls } from './link-calls';

/**
 * What pages of ours may ask of the background: popup, inbox, options. One table, so that a call without a handler,
 * or a handler with the wrong type, does not compile. Every call is checked against its schema when it arrives.
 */
const accountId = v.pipe(v.number(), v.integer(), v.minValue(1));
const peer = v.custom<Peer>((x) => typeof x === 'string' && /^[ugds]:\d{1,20}$/.test(x), 'a peer');
const ordinal = v.pipe(v.number(), v.integer(), v.minValue(0));
const uuid = v.pipe(v.string(), v.uuid());
const shortText = (most: number) => v.pipe(v.string(), v.maxLength(most));
const number = v.pipe(v.string(), v.regex(/^\d{1,20}$/));
const deed = v.variant('kind', [
  v.object({ kind: v.literal('answer'), key: shortText(150), accept: v.boolean(), text: v.optional(shortText(200)) }),
  v.object({ kind: v.literal('recall'), remoteKey: shortText(80) }),
  v.object({ kind: v.literal('unfriend'), number }),
  v.object({ kind: v.literal('add'), number, text: v.optional(shortText(200)) }),
]);
const until = v.optional(v.pipe(v.number(), v.minValue(0)));

const byte = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
/** What a page made of a passphrase, which itself stays there: 32 bytes. */
const derivedKey = v.pipe(v.array(byte), v.length(32));

/** What the protocol needs to sign in, never the password itself. */
const secrets = v.record(shortText(40), shortText(500));

const looks = {
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  colour: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
  tag: v.pipe(v.string(), v.minLength(1), v.maxLength(4)),
};

const tabId = v.pipe(v.number(), v.integer(), v.minValue(0));
const host = v.pipe(v.string(), v.regex(/^([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])$/i));

export const pageCalls = {
  /** Ask due accounts now. `page`: a page of ours is in sight (each account at most every 5 s); `person`: at once. */
  wake: v.object({ why: v.picklist(['page', 'person']), accountId: v.optional(accountId) }),
  send: v.object({
    id: uuid,
    accountId,
    peer,
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(longestReply)),
    /** The remoteKey of the message it answers. */
    quote: v.optional(shortText(80)),
  }),
  /** Take back a reply that has not left yet. */
  cancel: v.object({ id: uuid }),
  /** A failed or uncertain reply: once more, or settled by the person's word. */
  settle: v.object({ accountId, peer, ordinal, as: v.picklist(['again', 'arrived', 'dropped']) }),
  markRead: v.object({ accountId, peer, through: ordinal }),
  /** What is no message: it leaves after the time in which it can be taken back. False where the server cannot do it. */
  act: v.object({ accountId, deed }),
  /** Takes an act back, or puts one away that ended badly, by its id. False where it is too late. */
  cancelAct: v.object({ accountId, id: shortText(200) }),
  /** Puts a request away that cannot be answered from here. */
  closeRequest: v.object({ accountId, key: shortText(150) }),
  /** People in sight, whose presence may have to be asked for. */
  look: v.object({ accountId, numbers: v.pipe(v.array(number), v.maxLength(64)) }),
  /** The person's own words about somebody; an empty one, or null, takes it away. */
  'person.change': v.object({
    accountId,
    number,
    note: v.optional(shortText(longestNote)),
    called: v.optional(shortText(longestCalled)),
    tell: v.optional(
      v.nullable(
        v.object({
          when: v.picklist(tellMoments),
          once: v.optional(v.literal(true)),
          onlyAway: v.optional(v.literal(true)),
        }),
      ),
    ),
    answered: v.optional(v.null()),
  }),
  /** What somebody tells of themselves is asked for; it comes into the store. False where this server cannot tell it. */
  'person.profile': v.object({ accountId, number }),
  /** A search begins, or goes on behind `after`; what it comes to stands in the account's session. */
  'person.find': v.object({
    accountId,
    query: v.object({
      age: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(150))),
      sex: v.optional(v.picklist(sexes)),
      province: v.optional(shortText(40)),
    }),
    after: v.optional(number),
  }),
  markAllRead: v.object({ accountId: v.optional(accountId) }),
  /** One account, or all where none is named. */
  setStatus: v.object({ accountId: v.optional(accountId), status: v.picklist(ownStatuses) }),
  /** Until then it is not announced and not counted; without a moment it is heard again. */
  mute: v.object({ accountId, peer, until }),
  'account.mute': v.object({ accountId, until }),
  /** Nothing at all is announced before that moment; without one that ends now. */
  snooze: v.object({ until }),
  /** A notification that a person can look for. */
  'notice.test': v.object({}),
  /** Whether every message of a group counts, or only those that mention the person. */
  loud: v.object({ accountId, peer, loud: v.boolean() }),
  /** Whether it is announced through every mute: a chosen contact. */
  always: v.object({ accountId, peer, always: v.boolean() }),
  /** Which of the usual addresses of this machine speak OneBot; no token is sent. */
  'account.lookAround': v.object({}),
  'account.add': v.object({
    protocol: v.picklist(['http-qq', 'onebot', 'webqq']),
    /** As the protocol's own parser wrote it. */
    server: shortText(300),
    uin: v.pipe(v.string(), v.regex(/^\d{0,20}$/)),
    secrets,
    ...looks,
    /** Empty where nobody can know it before the server said who answers: then its nickname, or its number. */
    name: v.pipe(v.string(), v.trim(), v.maxLength(60)),
    /** Empty: the background picks one that nobody has. */
    tag: shortText(4),
  }),
  /** What a picture shows that a sign-in waits for. */
  'account.letters': v.object({ accountId, text: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,12}$/)) }),
  'account.change': v.object({ accountId, ...v.partial(v.object(looks)).entries }),
  'account.secrets': v.object({ accountId, secrets }),
  /** Signs out and stops, for good or until the next morning. */
  'account.pause': v.object({ accountId, until: v.optional(v.literal('morning')) }),
  'account.resume': v.object({ accountId }),
  /** Signs in again where another client took over, or where a refusal may have passed. */
  'account.takeBack': v.object({ accountId }),
  /** Signs out and stops now; everything is deleted after a few seconds unless `account.restore` comes first. */
  'account.remove': v.object({ accountId }),
  'account.restore': v.object({ accountId }),
  /** Gaps that ended by then were read; of one account or of all. */
  seeGaps: v.object({ accountId: v.optional(accountId), through: v.pipe(v.number(), v.finite()) }),
  /** Try the store again now, whatever it said a moment ago. */
  'store.again': v.object({}),
  /** Deletes a store that cannot be used any more and begins anew with what the second copy knows. */
  'store.afresh': v.object({}),
  /** A page could not read a row: it is counted, and mended where that can be done. */
  'store.unreadable': v.object({
    store: v.picklist(['accounts', 'conversations', 'messages']),
    key: v.pipe(v.array(v.union([v.number(), shortText(30)])), v.maxLength(3)),
  }),
  'account.order': v.object({ ids: v.pipe(v.array(accountId), v.maxLength(1000)) }),
  /** What stands on the page of a tab, as far as it may be read: the popup asks when it opens. */
  'site.look': v.object({ tabId }),
  /** Buttons on that page now, this once. */
  'site.show': v.object({ tabId }),
  /** `on`: wanted there by name, where the browser grants it; `off`: never; `ask`: as if nothing had been said. */
  'site.set': v.object({ host, how: v.picklist(['on', 'off', 'ask']) }),
  'site.list': v.object({}),
  'vault.state': v.object({}),
  'vault.unlock': v.object({ key: derivedKey }),
  'vault.lock': v.object({}),
  /** Sets one, or changes the one that `current` opens. Fewer rounds than are usual now are not taken. */
  'vault.setPassphrase': v.object({
    key: derivedKey,
    salt: v.pipe(v.array(byte), v.length(16)),
    rounds: v.pipe(v.number(), v.integer(), v.minValue(600_000), v.maxValue(100_000_000)),
    current: v.optional(derivedKey),
  }),
  'vault.removePassphrase': v.object({ current: derivedKey }),
  'vault.lockOnStart': v.object({ on: v.boolean() }),
  /** Drops the passphrase with all it seals: accounts and messages stay, passwords are asked for again. */
  'vault.forget': v.object({}),
  ...linkCalls,
} as const;

export type PageCalls = typeof pageCalls;
export type PageCall = keyof PageCalls;
export type PageInput<K extends PageCall> = v.InferOutput<PageCalls[K]>;

/** Why an account was not added, each with its words in the locales (`add_<name>`). */
export type AddTrouble = SessionReason | 'already-there' | 'bad-server' | 'bad-number' | 'empty-password' | 'not-gbk';

export type Added =
  | { readonly ok: true; readonly accountId: AccountId }
  | {
      readonly ok: false;
      readonly trouble: AddTrouble;
      readonly field: 'server' | 'uin' | 'password';
      readonly said?: string;
    };

/** A server that answered; without a number it wants its token first. */
export interface FoundServer {
  readonly server: string;
  readonly number?: RealNumber;
  readonly nick?: string;
  /** That number is an account here already. */
  readonly known: boolean;
}

export interface VaultStanding {
  readonly locked: boolean;
  /** Absent where none is set. */
  readonly passphrase?: { readonly salt: readonly number[]; readonly rounds: number; readonly lockOnStart: boolean };
}

/** What became of the test: handed to the desktop, which may still keep it; or the browser would not. */
export type NoticeTried = 'handed-over' | 'denied' | 'failed';

/** A page with old pictures, and how it stands with them. */
export interface SiteStanding {
  /** Absent where the page may not be read, or is none of the web. */
  readonly host?: string;
  readonly found: number;
  /** Buttons that stand there now. */
  readonly shown: number;
  /** `named`: allowed by name; `all`: because all sites are; `stopped`: never there; `ask`: not decided. */
  readonly allowed: 'named' | 'all' | 'stopped' | 'ask';
}

export interface SiteList {
  /** The browser grants all sites. */
  readonly all: boolean;
  readonly sites: ReadonlyArray<{ readonly host: string; readonly how: 'on' | 'off'; readonly granted: boolean }>;
}

export interface PageOutput extends LinkOutput {
  'notice.test': NoticeTried;
  'site.look': SiteStanding;
  'site.show': SiteStanding;
  'site.list': SiteList;
  'account.lookAround': readonly FoundServer[];
  'account.add': Added;
  'account.secrets': Added;
  'vault.state': VaultStanding;
  /** False where that was not the passphrase, as in the two below. */
  'vault.unlock': boolean;
  'vault.setPassphrase': boolean;
  'vault.removePassphrase': boolean;
  /** False while locked. */
  'vault.lockOnStart': boolean;
  /** True where it was in time. */
  cancel: boolean;
  act: boolean;
  cancelAct: boolean;
  'person.profile': boolean;
  'person.find': boolean;
}
export type PageResult<K extends PageCall> = K extends keyof PageOutput ? PageOutput[K] : null;
