import type { Ability } from '../model/ability';
import type { Deed, DeedTrouble } from '../model/act';
import type { Event } from '../model/event';
import type { EpochMs, Peer, RealNumber } from '../model/ids';
import type { OwnStatus } from '../model/presence';
import type { FoundPerson, PeopleQuery } from '../model/profile';
import type { SessionReason, SessionTruth } from '../model/session';

/**
 * A protocol decides and decodes; the session does the I/O. Nothing here reads a clock, opens a connection, draws a
 * random number or holds a secret, so every wake can be replayed in a test and killed at any await.
 *
 * Three drivers use the same two functions: a poll (HTTP QQ), a held poll (WebQQ) and a socket's frames (OneBot).
 * Two cases kept in mind from the start:
 * - WebQQ's check_sig answers 302 with Set-Cookie: `redirect: 'manual'`, and the reply's headers carry `location` and
 *   every `set-cookie`; the session keeps the jar as a secret, so `accept` names cookies, it never returns them.
 * - OneBot's frame: a call is a `frame` request whose key is its echo; a reply arrives with that request as `to`, any
 *   other frame as `to: 'push'`.
 */
export interface Protocol<C extends Cursor> {
  readonly codec: CodecVersion;
  /** How long the server recognises a repeated request, from its first arrival; 0 where it never does. */
  readonly replayMs: number;
  /** Whether so much was asked after that request that the server may know it no longer; absent: only time counts. */
  outran?(cursor: C, key: string): boolean;
  /**
   * Signing in only asks who is there, and a server counts no attempts against the number: no budget holds it up.
   */
  readonly signsInFreely?: true;
  /** A fresh cursor. `random` gives numbers in [0, 1). */
  start(random: () => number): C;
  /**
   * The cursor that lies in the store, whatever version of this extension wrote it: an older or broken one becomes a
   * fresh one that keeps what must not be used twice. Never throws.
   */
  resume(stored: unknown, random: () => number): C;
  /** What the screens may offer. */
  abilities(cursor: C): Abilities;
  /**
   * The next request that serves `want`, with all that must be remembered before it leaves. Wanting to receive while
   * signed out is served by signing in; spacing that the server demands is answered by `wait`.
   */
  next(cursor: C, want: Want, now: EpochMs): Step<C>;
  /** What an answer, or its absence, means. Never throws, whatever the bytes are. */
  accept(cursor: C, to: Request | 'push', got: Reply, now: EpochMs): Batch<C>;
  /**
   * What an answer tells whose request was given up long ago: the session has moved on, so nothing but events, and what
   * must wait for their sake. Absent: what `accept` makes of it, without its cursor.
   */
  acceptLate?(cursor: C, to: Request, got: Reply, now: EpochMs): Pick<Batch<C>, 'cursor' | 'events' | 'undecoded'>;
  /**
   * A whole answer that took nothing off the server (HTTP QQ: MN=0; WebQQ: retcode 102): the journal may skip it.
   * Anything cut, strange or full is journalled.
   */
  carriesNothing(to: Request, got: Reply): boolean;
  /** How to listen between polls, where the protocol can. */
  live?(cursor: C): Live | undefined;
  /**
   * Which request a frame of the line answers, by its key. Empty: an answer that names none, which only the request that
   * opened the line can take. Undefined: nobody asked, it is a push.
   */
  replyKey?(frame: Uint8Array): string | undefined;
  /** A secret as a mark wants it spelled: `as` is the mark's own word. Pure. */
  spell?(as: string, secret: string): string;
  /**
   * Secrets that an answer's body tells, which the session keeps in the vault before the answer is accepted; those under
   * `cookies` in the account's jar, in place of the cookie of that name. `accept` never hands them on.
   */
  told?(to: Request, got: Reply): Told | undefined;
}

export interface Told {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
}

/** Raised whenever decoding learns to read more: journal rows of an older codec are then tried again. */
export type CodecVersion = number;

/** What a protocol remembers from one wake to the next: plain data with a version, stored with what it led to. */
export interface Cursor {
  readonly v: number;
}

export type Want =
  | { readonly kind: 'probe' }
  | { readonly kind: 'sign-in' }
  /** Goes on with what takes several requests: a sign-in that waits for a phone, numbers that are still unknown. */
  | { readonly kind: 'go-on' }
  /** What the person read off a picture, for a sign-in that waits for it. */
  | { readonly kind: 'letters'; readonly text: string }
  | { readonly kind: 'sign-out' }
  | { readonly kind: 'receive' }
  | { readonly kind: 'contacts' }
  | { readonly kind: 'presence' }
  | { readonly kind: 'status'; readonly status: OwnStatus }
  /** What answers there, once it has signed in. */
  | { readonly kind: 'version' }
  | { readonly kind: 'groups' }
  /** Who asked for something while nobody listened. */
  | { readonly kind: 'requests' }
  /** What was missed while nobody listened, one conversation after the other. */
  | { readonly kind: 'catch-up' }
  /** One person's presence, where it is only told on asking. */
  | { readonly kind: 'presence-of'; readonly number: RealNumber }
  /** What somebody tells of themselves, or only what they are called. */
  | { readonly kind: 'profile'; readonly number: RealNumber; readonly brief?: true }
  /** People who fit; `after`: those behind that number of the same search. */
  | { readonly kind: 'find'; readonly query: PeopleQuery; readonly after?: RealNumber }
  /** The person has read a conversation up to that message: tells the other side of the account. */
  | { readonly kind: 'read'; readonly peer: Peer; readonly remoteKey: string }
  | Deed
  /** `quote`: the remoteKey of the message it answers, where the protocol can name one. */
  | {
      readonly kind: 'send';
      readonly outboxId: string;
      readonly peer: Peer;
      readonly text: string;
      readonly quote?: string;
    };

export type Step<C> =
  | { readonly kind: 'ask'; readonly cursor: C; readonly request: Request }
  | { readonly kind: 'wait'; readonly until: EpochMs }
  /** Nothing to do: already so, or this protocol has no such thing. `never`: a reply that can leave at no time. */
  | { readonly kind: 'none'; readonly never?: 'unsupported' | 'nobody' };

/** A place in a request where a secret goes. Transport fills it in as the bytes leave; stored requests keep the mark. */
export interface SecretMark {
  readonly secret: string;
  /** It is the value of the account's cookie of that name. */
  readonly from?: 'jar';
  /** Stands before it; where the secret is empty both stay away. */
  readonly lead?: string;
  /** How it is spelled there: as it is, percent-encoded (`query`), or whatever the protocol's `spell` makes of it. */
  readonly as?: string;
}

export interface Request {
  /** Unique among the account's requests; HTTP QQ: its SEQ. The same key again is the same request again. */
  readonly key: string;
  readonly want: Want;
  readonly via:
    | {
        readonly kind: 'http';
        readonly method: 'GET' | 'POST';
        readonly url: string;
        /** One that comes out empty is not sent. */
        readonly headers?: Readonly<Record<string, string | ReadonlyArray<string | SecretMark>>>;
        readonly body?: ReadonlyArray<string | SecretMark>;
        /** Stands behind `url`, which alone says whom it goes to. */
        readonly tail?: ReadonlyArray<string | SecretMark>;
        /** Carries those of the account's cookies that belong there, and takes in what the answer sets. */
        readonly jar?: true;
        /** A poll that the server may hold, and whose answer is lost with it: given up only past this, when nobody is there. */
        readonly holdMs?: number;
        readonly redirect?: 'manual';
      }
    /**
     * `opens`: the address of a new line, in place of any that stands; any other frame needs one that stands. Without
     * text it only listens, a stream of events over HTTP, and is answered with nothing once it stands.
     */
    | { readonly kind: 'frame'; readonly text: string; readonly opens?: ReadonlyArray<string | SecretMark> };
  /**
   * `repeatable`: the server recognises a repetition, so silence is answered by asking again with the same key.
   * `once`: after silence nobody knows whether it was carried out.
   */
  readonly repeat: 'repeatable' | 'once';
  /** The reply takes something off the server that it never hands out again: it is journalled before it is read. */
  readonly destructive: boolean;
}

/**
 * What became of a request. `refused`, `dns`, `offline`, `blocked-port` and `no-permission` never left this machine or
 * never reached a server; `empty`, `reset` and `timeout` may have been carried out.
 */
export type TransportFailure =
  | 'refused'
  | 'dns'
  | 'offline'
  | 'blocked-port'
  | 'tls'
  | 'empty'
  | 'reset'
  | 'timeout'
  | 'no-permission'
  /** A secret that the request needs is not there, or does not open. */
  | 'no-secret'
  /** The secrets wait for the passphrase. */
  | 'locked'
  /** No line stands that the frame could leave over. */
  | 'no-line'
  /** While it waited for a place it became unsafe to repeat; it never left. */
  | 'withdrawn'
  | 'too-large'
  | 'other';

export type Reply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'failure'; readonly failure: TransportFailure; readonly bytes?: Uint8Array }
  /** The line ended, with the code of its close frame; 0: this worker has had none yet. */
  | { readonly kind: 'closed'; readonly code: number };

export const neverLeft: readonly TransportFailure[] = [
  'refused',
  'dns',
  'offline',
  'blocked-port',
  'no-permission',
  'no-secret',
  'locked',
  'no-line',
  'withdrawn',
];

export type Live =
  | { readonly kind: 'socket'; readonly url: ReadonlyArray<string | SecretMark>; readonly pingEveryMs: number }
  | { readonly kind: 'hold'; readonly ms: number };

export type { Ability };
export type Abilities = ReadonlySet<Ability>;

export interface Batch<C> {
  readonly cursor: C;
  readonly events: readonly Event[];
  /** Who answers, where the account's number is not known before (`uin` empty). */
  readonly self?: { readonly number: RealNumber; readonly nick?: string };
  /** Absent: this answer says nothing about the session (a refused reply, say). */
  readonly session?: SessionTruth;
  /**
   * What to ask at once, in order, in the same wake where time allows. (A batch is data that nobody awaits, and a list
   * is not callable, so biome's noThenProperty is off where batches are made.)
   */
  readonly then: readonly Want[];
  /** A moment, or `back-off`: the schedule decides by the failures in a row; `stop`: not before the person acts. */
  readonly nextAt: EpochMs | 'back-off' | 'stop';
  /**
   * The answer, or part of it, could not be read: its raw bytes stay in the journal. Events may stand beside it: they
   * are the part that is sound, and the same answer read again by a later version gives them the same keys.
   */
  readonly undecoded?: { readonly why: SessionReason; readonly detail: string };
  /** What a search came to. `after` asks for the rest; `why`: it failed, or part of the answer could not be read. */
  readonly found?: { readonly people: readonly FoundPerson[]; readonly after?: RealNumber; readonly why?: string };
  /** The server may have lost its memory: what left before this answer came must not be asked again. */
  readonly forgotten?: true;
  /**
   * What became of the request. `again`: keep it in flight and ask with the same key; `uncertain`: it may have been
   * carried out and must not be repeated; `failed`: it was not carried out.
   */
  readonly outcome?: /** `remoteKey`: what the server calls the message that was sent. */
    | { readonly kind: 'done'; readonly remoteKey?: string }
    /** `elsewhere`: somebody else answered in the server's place (a captive portal), so this try was not carried out. */
    | { readonly kind: 'again'; readonly elsewhere?: true }
    /**
     * `repeat`: only this try is known not to have been carried out, so one that was asked before is asked with the
     * same key once more, which is safe.
     */
    | { readonly kind: 'refused'; readonly until: EpochMs; readonly repeat?: true }
    /** `said`: the server's own words, untrusted. */
    | { readonly kind: 'failed'; readonly why: DeedTrouble; readonly said?: string }
    | { readonly kind: 'uncertain' }
    | { readonly kind: 'unsupported' };
}
