import type { EpochMs } from '../../model/ids';
import type { Cursor } from '../protocol';
import { usualHiMs, usualLiMs } from './decode';
import { followingSeq, isSeq, startSeq } from './seq';

/** All that HTTP QQ must remember from one request to the next. Plain data: it lies in the session row. */
export interface HttpQqCursor extends Cursor {
  readonly v: typeof cursorVersion;
  /** The SEQ that the next request takes. */
  readonly seq: number;
  readonly signedIn: boolean;
  /** The server's word ended it (wrong password, taken over): nothing leaves until the person wants to sign in. */
  readonly halted?: true;
  /** SEQ of the Login that began this session: a refusal of something older says nothing about it. */
  readonly signedInSeq?: number;
  readonly hiMs: number;
  readonly liMs: number;
  /** The last answer that only a signed-in client gets. */
  readonly lastOkAt?: EpochMs;
  /** When RES=20 came too early for a time-out and was answered with the one sign-in that is granted. */
  readonly earlySignInAt?: EpochMs;
  /** The GetMsgEx under way, and when it was first asked. */
  readonly polling?: { readonly seq: string; readonly at: EpochMs };
  /** When the last GetMsgEx that was answered had been asked: whatever comes later was written after that. */
  readonly polledAt?: EpochMs;
  /** When the last few messages left, oldest first. */
  readonly sentAt: readonly EpochMs[];
  readonly statusAt?: EpochMs;
  readonly contacts: Roll;
  readonly presence: Roll;
  /** People who want to be asked before they are added, each with how often they were. */
  readonly adding?: Readonly<Record<string, number>>;
}

/** A list of people that is read page by page. */
export interface Roll {
  readonly triedAt?: EpochMs;
  readonly doneAt?: EpochMs;
  readonly walk?: Walk;
}

export interface Walk {
  /** SEQ of the page under way; absent between two pages. */
  readonly asked?: string;
  readonly at: EpochMs;
  /** The last number handed out, which asks for what follows it; `0` at the start. */
  readonly after: string;
  readonly seen: readonly string[];
  /** An empty list was handed out, and now the server is asked how many there are. */
  readonly counting?: true;
}

export const cursorVersion = 1;

export function startCursor(random: () => number): HttpQqCursor {
  return cursorAt(startSeq(random));
}

function cursorAt(seq: number): HttpQqCursor {
  return {
    v: cursorVersion,
    seq,
    signedIn: false,
    hiMs: usualHiMs,
    liMs: usualLiMs,
    sentAt: [],
    contacts: {},
    presence: {},
  };
}

/**
 * A stored cursor, trusted only where its version is this one. Of any other, the SEQ is kept if it can be read, since
 * a SEQ that was used before would be answered with an old reply; the rest is learnt again by signing in.
 */
export function parseCursor(stored: unknown, random: () => number): HttpQqCursor {
  if (typeof stored !== 'object' || stored === null) return startCursor(random);
  const { seq } = stored as Stored;
  if (!isSeq(seq)) return startCursor(random);
  return isCursor(stored) ? stored : cursorAt(seq);
}

type Stored = Partial<Record<keyof HttpQqCursor, unknown>>;

/** What every cursor of this version has; the rest is absent now and then. */
function isCursor(stored: Stored): stored is HttpQqCursor {
  const { v, signedIn, hiMs, liMs, sentAt, contacts, presence } = stored;
  return (
    v === cursorVersion &&
    typeof signedIn === 'boolean' &&
    Number.isFinite(hiMs) &&
    Number.isFinite(liMs) &&
    Array.isArray(sentAt) &&
    isRoll(contacts) &&
    isRoll(presence)
  );
}

function isRoll(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { walk } = value as Partial<Record<keyof Roll, unknown>>;
  return (
    walk === undefined || (typeof walk === 'object' && walk !== null && 'seen' in walk && Array.isArray(walk.seen))
  );
}

/** Takes a SEQ: the cursor after it, and the key of the request that carries it. */
export function takeSeq(cursor: HttpQqCursor): { readonly cursor: HttpQqCursor; readonly key: string } {
  return { cursor: { ...cursor, seq: followingSeq(cursor.seq) }, key: String(cursor.seq) };
}

export function withoutWalk({ walk: _, ...roll }: Roll): Roll {
  return roll;
}
