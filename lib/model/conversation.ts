import type { AccountId, EpochMs, Peer } from './ids';
import type { Delivery } from './message';

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
  /** Present only while unread > 0 and not muted: membership in this index is the badge. */
  readonly attention?: EpochMs;
  /** Since when the person owes an answer; absent once they wrote last. */
  readonly waiting?: EpochMs;
}

export interface Preview {
  readonly text: string;
  readonly direction: 'in' | 'out';
  readonly senderName?: string;
  readonly delivery?: Delivery;
}
