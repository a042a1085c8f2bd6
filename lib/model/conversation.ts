import { type AccountId, type EpochMs, type Peer, peerKind } from './ids';
import type { Delivery, Part } from './message';
import type { TemporarySession } from './temporary';

/** One row of the list. All its numbers are kept exact by the transaction that changes its messages. */
export interface Conversation {
  readonly accountId: AccountId;
  readonly peer: Peer;
  /** Time of the newest message: the list's order. */
  readonly recent: EpochMs;
  readonly lastOrdinal: number;
  /** The person has seen everything up to this ordinal. */
  readonly readThrough: number;
  /** Incoming messages past `readThrough`. */
  readonly unread: number;
  readonly mentions: number;
  readonly preview: Preview;
  /** Epoch milliseconds, Infinity = for good. */
  readonly mutedUntil?: EpochMs;
  readonly pinned?: true;
  /** The person wants every message of this group counted, not only those that mention them. */
  readonly loud?: true;
  /** Its account is muted; kept in step by the transaction that mutes it. */
  readonly hushed?: true;
  /** The person chose to hear of it always: it counts and is announced through every mute. */
  readonly always?: true;
  /** What somebody who may be no contact calls themselves; absent for groups. */
  readonly nick?: string;
  /** Present only while something in it counts: membership in this index is the badge. */
  readonly attention?: EpochMs;
  /** When they wrote last; absent in rows of before this was kept. */
  readonly heard?: EpochMs;
  /** Since when the person owes an answer; absent once they wrote last. */
  readonly waiting?: EpochMs;
  /** Present where a stranger began it. */
  readonly temporary?: TemporarySession;
}

export interface Preview {
  readonly text: string;
  readonly direction: 'in' | 'out';
  readonly senderName?: string;
  readonly delivery?: Delivery;
  /** The first few pieces, without their addresses, where the message is more than text: shown in the person's language. */
  readonly parts?: readonly Part[];
  readonly recalled?: true;
}

/** "For good" where Infinity cannot go, in messages and JSON: the last moment a Date can name. */
export const forEver = 8_640_000_000_000_000;

/** Groups talk all day: unless the person turned one loud, only what mentions them counts. */
export function isQuietGroup({ peer, loud }: Pick<Conversation, 'peer' | 'loud'>): boolean {
  return (peerKind(peer) === 'g' || peerKind(peer) === 'd') && loud === undefined;
}

type Counting = 'peer' | 'loud' | 'always' | 'mutedUntil' | 'hushed' | 'unread' | 'mentions';

/** How much of a conversation counts: badge, list, title and counters all add up this (promise 3). */
export function countedUnread(conversation: Pick<Conversation, Counting | 'attention'>): number {
  return conversation.attention === undefined ? 0 : unreadToCount(conversation);
}

/**
 * The same before it is written down as `attention`, which also knows of accounts about to be removed. A mute is broken
 * through by what mentions the person and by whom they chose, here as in what is announced.
 */
export function unreadToCount(conversation: Pick<Conversation, Counting>): number {
  const { always, mutedUntil, hushed, unread, mentions } = conversation;
  const heard = always || (mutedUntil === undefined && !hushed && !isQuietGroup(conversation));
  return heard ? unread : mentions;
}
