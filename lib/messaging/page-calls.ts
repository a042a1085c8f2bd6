import * as v from 'valibot';
import type { AccountId, Peer, RealNumber } from '../model/ids';
import { longestReply } from '../model/message';
import { longestCalled, longestNote, tellMoments } from '../model/person';
import { ownStatuses } from '../model/presence';
import { sexes } from '../model/profile';
import type { SessionReason } from '../model/session';
import { type LinkOutput, linkCalls } from './link-calls';
import { accountId, list, matching, moment, text, whole } from './shapes';
import { type SiteOutput, siteCalls } from './site-calls';
import { type VaultOutput, vaultCalls } from './vault-calls';

/**
 * What pages of ours may ask of the background: popup, inbox, options. One table, so that a call without a handler,
 * or a handler with the wrong type, does not compile. Every call is checked against its schema when it arrives.
 */
const peer = matching<Peer>(/^[ugds]:\d{1,20}$/);
const ordinal = whole(0);
const uuid = matching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i);
const number = matching(/^\d{1,20}$/);
const deed = v.union([
  v.object({
    kind: v.literal('answer'),
    key: text(0, 150),
    accept: v.boolean(),
    text: v.optional(text(0, 200)),
    oneWay: v.optional(v.literal(true)),
  }),
  v.object({ kind: v.literal('recall'), remoteKey: text(0, 80) }),
  v.object({ kind: v.literal('unfriend'), number }),
  v.object({ kind: v.literal('add'), number, text: v.optional(text(0, 200)) }),
]);
const until = v.optional(moment(Number.POSITIVE_INFINITY));

/** What the protocol needs to sign in, never the password itself. */
const secrets = v.custom<Record<string, string>>(
  (x) =>
    typeof x === 'object' &&
    x !== null &&
    Object.entries(x).every(([name, secret]) => /^[a-z][\w-]{0,39}$/i.test(name) && v.is(text(0, 500), secret)),
  'secrets by their names',
);

const looks = {
  name: text(1, 60),
  colour: whole(1, 12),
  tag: text(1, 4),
};

const keyPart = v.custom<number | string>(
  (x) => Number.isFinite(x) || (typeof x === 'string' && x.length <= 30),
  'a part of a key',
);

export const pageCalls = {
  /** Ask due accounts now. `page`: a page of ours is in sight (each account at most every 5 s); `person`: at once. */
  wake: v.object({ why: v.picklist(['page', 'person']), accountId: v.optional(accountId) }),
  send: v.object({
    id: uuid,
    accountId,
    peer,
    text: text(1, longestReply),
    /** The remoteKey of the message it answers. */
    quote: v.optional(text(0, 80)),
  }),
  /** Take back a reply that has not left yet. */
  cancel: v.object({ id: uuid }),
  /** A failed or uncertain reply: once more, or settled by the person's word. */
  settle: v.object({ accountId, peer, ordinal, as: v.picklist(['again', 'arrived', 'dropped']) }),
  markRead: v.object({ accountId, peer, through: ordinal }),
  /** What is no message: it leaves after the time in which it can be taken back. False where the server cannot do it. */
  act: v.object({ accountId, deed }),
  /** Takes an act back, or puts one away that ended badly, by its id. False where it is too late. */
  cancelAct: v.object({ accountId, id: text(0, 200) }),
  /** Puts a request away that cannot be answered from here. */
  closeRequest: v.object({ accountId, key: text(0, 150) }),
  /** People in sight, whose presence may have to be asked for. */
  look: v.object({ accountId, numbers: list(number, 0, 64) }),
  /** The person's own words about somebody; an empty one, or null, takes it away. */
  'person.change': v.object({
    accountId,
    number,
    note: v.optional(text(0, longestNote)),
    called: v.optional(text(0, longestCalled)),
    tell: v.optional(
      v.nullable(
        v.object({
          when: v.picklist(tellMoments),
          once: v.optional(v.literal(true)),
          onlyAway: v.optional(v.literal(true)),
        }),
      ),
    ),
    answered: v.optional(v.custom<null>((x) => x === null, 'null')),
  }),
  /** What somebody tells of themselves is asked for; it comes into the store. False where this server cannot tell it. */
  'person.profile': v.object({ accountId, number }),
  /** A search begins, or goes on behind `after`; what it comes to stands in the account's session. */
  'person.find': v.object({
    accountId,
    query: v.object({
      age: v.optional(whole(1, 150)),
      sex: v.optional(v.picklist(sexes)),
      province: v.optional(text(0, 40)),
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
    server: text(0, 300),
    uin: matching(/^\d{0,20}$/),
    secrets,
    ...looks,
    /** Empty where nobody can know it before the server said who answers: then its nickname, or its number. */
    name: text(0, 60),
    /** Empty: the background picks one that nobody has. */
    tag: text(0, 4),
  }),
  /** What a picture shows that a sign-in waits for. */
  'account.letters': v.object({ accountId, text: matching(/^[A-Za-z0-9]{1,12}$/) }),
  'account.change': v.object({
    accountId,
    name: v.optional(looks.name),
    colour: v.optional(looks.colour),
    tag: v.optional(looks.tag),
  }),
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
  seeGaps: v.object({ accountId: v.optional(accountId), through: moment() }),
  /** Try the store again now, whatever it said a moment ago. */
  'store.again': v.object({}),
  /** Deletes a store that cannot be used any more and begins anew with what the second copy knows. */
  'store.afresh': v.object({}),
  /** A page could not read a row: it is counted, and mended where that can be done. */
  'store.unreadable': v.object({
    store: v.picklist(['accounts', 'conversations', 'messages']),
    key: list(keyPart, 0, 3),
  }),
  'account.order': v.object({ ids: list(accountId, 0, 1000) }),
  ...siteCalls,
  ...vaultCalls,
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

/** What became of the test: handed to the desktop, which may still keep it; or the browser would not. */
export type NoticeTried = 'handed-over' | 'denied' | 'failed';

export interface PageOutput extends SiteOutput, VaultOutput, LinkOutput {
  'notice.test': NoticeTried;
  'account.lookAround': readonly FoundServer[];
  'account.add': Added;
  'account.secrets': Added;
  /** True where it was in time. */
  cancel: boolean;
  act: boolean;
  cancelAct: boolean;
  'person.profile': boolean;
  'person.find': boolean;
}
export type PageResult<K extends PageCall> = K extends keyof PageOutput ? PageOutput[K] : null;
