import type { Event } from '../../model/event';
import { type EpochMs, type Peer, peerKind } from '../../model/ids';
import type { Cursor } from '../protocol';

/** All that OneBot must remember from one request to the next. Plain data: it lies in the session row. */
export interface OneBotCursor extends Cursor {
  readonly v: typeof cursorVersion;
  /** Number of the next echo. */
  readonly seq: number;
  /** get_login_info was answered on the line that stands, by the right number. */
  readonly signedIn: boolean;
  /** The server's word ended it (wrong token, another number): nothing leaves until the person wants to sign in. */
  readonly halted?: true;
  readonly over: 'socket' | 'http';
  /** Events come as a stream beside the calls over HTTP. */
  readonly streams?: true;
  /** How often in a row no stream came about. */
  readonly noStream?: number;
  /** Something that speaks OneBot answers plain HTTP at this address. */
  readonly httpThere?: true;
  /** It has spoken over a socket before; how often in a row none came about since. */
  readonly lined?: number;
  /** The socket closed before it said anything, and HTTP is asked why. */
  readonly socketFailed?: true;
  /** The server runs, but its QQ is signed out; what it said of that, and when it was last heard of before. */
  readonly offline?: { readonly said?: string; readonly since?: EpochMs };
  readonly app?: string;
  /** Actions that this server does not have. */
  readonly lacks: readonly string[];
  readonly beat?: { readonly everyMs: number; readonly at: EpochMs };
  readonly askedAt?: EpochMs;
  /** The latest time that the server itself wrote on anything: whatever is younger was missed. */
  readonly heardAt?: EpochMs;
  readonly contactsAt?: EpochMs;
  /** When it first signed in, by our clock: counts until the server has written a time of its own. */
  readonly firstAt?: EpochMs;
  readonly presenceAt?: EpochMs;
  /** Conversations heard of, latest first: where the server has no list of its own, these are asked for what was missed. */
  readonly peers: readonly Peer[];
  /** There are more people or groups than `peers` has room for. */
  readonly morePeers?: true;
  /** Through which group a temporary session leads, latest first. */
  readonly temporary: ReadonlyArray<readonly [user: string, group: string]>;
  readonly catchUp?: CatchUp;
  /** Lists of requests that are still to be asked for, and since when nobody listened. */
  readonly asks?: readonly string[];
  readonly asksSince?: EpochMs;
  /** Pushed while the history before them was still to be asked. */
  readonly held?: Held;
  /** Events that nobody here knows, and the latest of them. */
  readonly strange?: { readonly count: number; readonly last: string };
}

export interface CatchUp {
  readonly since: EpochMs;
  /** Absent until the server was asked who wrote. */
  readonly peers?: readonly Peer[];
  /** Lists of the server that name conversations beyond those. */
  readonly lists?: readonly string[];
  /** Whose turn comes by and by. */
  readonly later?: readonly Peer[];
  /** The first page did not reach back far enough, so a longer one is asked for. */
  readonly longer?: true;
  /** Whose history was more than a frame may hold, once for each time that it was. */
  readonly heavy?: readonly Peer[];
  /** Something could not be had. */
  readonly untold?: true;
}

export type HeldEvent = Extract<Event, { kind: 'message' | 'recalled' }>;

/** `since`: when the first of them came. */
export interface Held {
  readonly since: EpochMs;
  readonly events: readonly HeldEvent[];
}

export const cursorVersion = 1;
const mostPeers = 60;
const mostTemporary = 50;

/** Echoes count from a random start, so that an answer to an earlier life is never taken for one to this. */
export function startCursor(random: () => number): OneBotCursor {
  const seq = 100_000_000 + Math.floor(random() * 900_000_000);
  return { v: cursorVersion, seq, signedIn: false, over: 'socket', lacks: [], peers: [], temporary: [] };
}

/** A stored cursor, trusted only where its version is this one: all but what was missed is learnt again by asking. */
export function parseCursor(stored: unknown, random: () => number): OneBotCursor {
  const { v, seq, signedIn, lacks, peers, temporary } = (stored ?? {}) as Partial<Record<keyof OneBotCursor, unknown>>;
  const sound =
    v === cursorVersion &&
    Number.isSafeInteger(seq) &&
    typeof signedIn === 'boolean' &&
    [lacks, peers, temporary].every(Array.isArray);
  return sound ? (stored as OneBotCursor) : startCursor(random);
}

export function withPeer(cursor: OneBotCursor, peer: Peer): OneBotCursor {
  if (cursor.peers[0] === peer) return cursor;
  return withPeers(cursor, [peer, ...cursor.peers.filter((other) => other !== peer)]);
}

/** People or groups on a list of the server: they come behind those who have written. */
export function withListed(cursor: OneBotCursor, listed: readonly Peer[]): OneBotCursor {
  return withPeers(cursor, [...new Set([...cursor.peers, ...listed])]);
}

function withPeers(cursor: OneBotCursor, peers: readonly Peer[]): OneBotCursor {
  if (peers.length <= mostPeers) return { ...cursor, peers };
  return { ...cursor, peers: peers.slice(0, mostPeers), morePeers: true };
}

export const recentAction = 'get_recent_contact';
export const historyActions = { u: 'get_friend_msg_history', g: 'get_group_msg_history' } as const;

/** The action that tells a conversation's history. */
export function historyOf(peer: Peer): string {
  return peerKind(peer) === 'g' ? historyActions.g : historyActions.u;
}

export function withTemporary(cursor: OneBotCursor, user: string, group: string): OneBotCursor {
  const others = cursor.temporary.filter(([other]) => other !== user);
  return { ...cursor, temporary: [[user, group] as const, ...others].slice(0, mostTemporary) };
}

export function withLack(cursor: OneBotCursor, action: string): OneBotCursor {
  return cursor.lacks.includes(action) ? cursor : { ...cursor, lacks: [...cursor.lacks, action] };
}

/** A time that lies ahead counts as now: one message from the year 2100 would hide all that is missed until then. */
export function heard(cursor: OneBotCursor, said: EpochMs | undefined, now: EpochMs): OneBotCursor {
  const before = (cursor.heardAt ?? 0) <= now ? (cursor.heardAt ?? 0) : 0;
  const at = Math.min(said ?? 0, now);
  return said === undefined || at <= before ? cursor : { ...cursor, heardAt: at };
}
