import type { ContactNews, GroupNews } from '../../model/event';
import type { EpochMs, Peer, RealNumber } from '../../model/ids';
import type { OwnStatus } from '../../model/presence';
import type { Cursor } from '../protocol';
import type { Item } from './items';

/**
 * Where a sign-in stands. `auth`: the cookies may still be good for a new one; `check`: a server of WebQQ 3 is asked what
 * it wants beside the password; `era`: the same question without one, asked of a server that has no code for a phone; `image`, `letters`: its picture is to be fetched, or waits for the person; `password`:
 * sent with what they typed; `picture`, `phone`: a QR code is to be fetched, or waits for the phone; `sig`, `ticket`,
 * `link`: check_sig, getvfwebqq, login2; `relink`: login2 with the psessionid of before (spec/webqq, B2 and B7).
 */
export type Stage =
  | 'auth'
  | 'check'
  | 'era'
  | 'image'
  | 'letters'
  | 'password'
  | 'picture'
  | 'phone'
  | 'sig'
  | 'ticket'
  | 'link'
  | 'relink'
  | 'online';

/** All that WebQQ must remember from one request to the next. Cookies and tickets are not here: the vault has them. */
export interface WebQqCursor extends Cursor {
  readonly v: typeof cursorVersion;
  readonly seq: number;
  /** Counts sign-ins: numbers of people and groups hold for one of them alone. */
  readonly life: number;
  readonly stage: Stage;
  /** Its number as a client, where a server of WebQQ 3 signed it in by password; SmartQQ's is a constant. */
  readonly client?: string;
  /** What stands in for the letters of a picture, or those that the person typed. */
  readonly code?: string;
  /** The server's word ended it: nothing leaves until the person wants to sign in. */
  readonly halted?: true;
  readonly qr?: {
    readonly pictures: number;
    readonly picture?: string;
    readonly shownAt?: EpochMs;
    readonly askedAt?: EpochMs;
  };
  /** Where check_sig is; what stands behind the host is a secret. */
  readonly sigOrigin?: string;
  /** Calls that the official client made before its first poll, in its order, and that are still to be made. */
  readonly toCall: readonly string[];
  readonly relinks: number;
  /** What it was last told to show, which a relink says again. */
  readonly shows?: OwnStatus;
  /** Polls in a row that nobody knows the meaning of. */
  readonly strange: number;
  readonly msgId: number;
  readonly polledAt?: EpochMs;
  readonly contactsAt?: EpochMs;
  readonly onlineAt?: EpochMs;
  readonly nick?: string;
  /** Session numbers, with `p` or `g` before them, and whom they stand for; empty where the server would not say. */
  readonly numbers: Readonly<Record<string, RealNumber>>;
  /** How often it was asked for one and did not say. */
  readonly tried: Readonly<Record<string, number>>;
  /** Friends and groups by session number, from the last list; `told` once their real numbers made an event of it. */
  readonly friends: readonly Listed<ContactNews>[];
  readonly groups: readonly (Listed<GroupNews> & { readonly code: string })[];
  readonly discussions: readonly GroupNews[];
  readonly untold?: { readonly friends?: true; readonly groups?: true };
  /** How those who wrote are called in a group, by both session numbers; and when the group was asked for that. */
  readonly names: Readonly<Record<string, string>>;
  readonly namesAt: Readonly<Record<string, EpochMs>>;
  /** Ways to strangers: session number, through which group or discussion, and the server's leave to write. */
  readonly strangers: Readonly<Record<RealNumber, Stranger>>;
  /** Of the sign-in before this one, for polls of it that are read late. */
  readonly past?: { readonly life: number } & Pick<WebQqCursor, 'numbers' | 'friends' | 'groups' | 'names'>;
  /** Whom nobody would name yet: where that is stored, so that it moves once their number is known. */
  readonly nameless?: readonly Nameless[];
  /** What came and cannot be stored before its numbers are known, oldest first. */
  readonly waiting: readonly Item[];
  /** Numbers that may still be asked for before the next poll. */
  readonly asks: number;
}

export type Listed<T> = Omit<T, 'number'> & { readonly id: string };

export interface Nameless {
  readonly peer: Peer;
  /** Session number, `p` or `g` before it, and the sign-in that it holds for. */
  readonly key: string;
  readonly life: number;
  /** How they stood on that sign-in's list, where nobody else stood so: numbers change, a friend's entry stays. */
  readonly entry?: string;
  /** When the server was asked last. */
  readonly at: EpochMs;
}

export interface Stranger {
  readonly id: string;
  readonly through: string;
  readonly service: number;
  readonly signature?: string;
}

export const cursorVersion = 1;
export const mostWaiting = 500;

export function startCursor(random: () => number): WebQqCursor {
  return {
    v: cursorVersion,
    seq: 1 + Math.floor(random() * 1_000_000),
    life: 0,
    stage: 'auth',
    toCall: [],
    relinks: 0,
    strange: 0,
    // As large as the official client's (spec/webqq, B3), and not where another life began.
    msgId: 10_000 * (1 + Math.floor(random() * 9_999)),
    ...nobody,
  };
}

/** What holds for one sign-in alone. */
export const nobody = {
  numbers: {},
  tried: {},
  friends: [],
  groups: [],
  discussions: [],
  names: {},
  namesAt: {},
  strangers: {},
  waiting: [],
  asks: 0,
} as const;

/** A stored cursor, trusted only where its version is this one; the rest is learnt again by signing in. */
export function parseCursor(stored: unknown, random: () => number): WebQqCursor {
  const known = (stored ?? {}) as Partial<Record<keyof WebQqCursor, unknown>>;
  const { v, seq, life, msgId, stage, toCall, friends, groups, waiting, numbers } = known;
  const sound =
    v === cursorVersion &&
    [seq, life, msgId].every(Number.isSafeInteger) &&
    typeof stage === 'string' &&
    [toCall, friends, groups, waiting].every(Array.isArray) &&
    typeof numbers === 'object' &&
    numbers !== null;
  return sound ? (stored as WebQqCursor) : startCursor(random);
}

/** Whom a session number stands for; undefined while nobody knows. */
export function realOf({ numbers }: WebQqCursor, key: string): RealNumber | undefined {
  return numbers[key] || undefined;
}

/** The session number of a person (`p`) or group (`g`). */
export function sessionIdOf({ numbers }: WebQqCursor, kind: 'p' | 'g', number: RealNumber): string | undefined {
  const found = Object.entries(numbers).find(([key, real]) => real === number && key.startsWith(kind));
  return found?.[0].slice(1);
}
