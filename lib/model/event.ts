import type { DeedTrouble } from './act';
import type { EpochMs, Peer, RealNumber } from './ids';
import type { Part } from './message';
import type { Presence } from './presence';
import type { Profile } from './profile';

/** What an answer of a server told, in our own words: protocols make these, the store takes them. */
export type Event =
  | {
      readonly kind: 'message';
      readonly peer: Peer;
      readonly remoteKey: string;
      readonly sender: RealNumber;
      readonly senderName?: string;
      readonly direction: 'in' | 'out';
      readonly text: string;
      readonly sentAt?: EpochMs;
      readonly sentAfter?: EpochMs;
      readonly mention?: true;
      readonly parts?: readonly Part[];
    }
  /** What was kept under a name of its own, because nobody would tell whose it is, belongs to that conversation. */
  | { readonly kind: 'peer-known'; readonly was: Peer; readonly is: Peer }
  /** Its writer took a message back. */
  | { readonly kind: 'recalled'; readonly remoteKey: string }
  /** A complete, good list: replaces the one before. `mutual`: whoever stands on it has been answered. */
  | { readonly kind: 'contacts'; readonly contacts: readonly ContactNews[]; readonly mutual?: true }
  /** They stand on the list no more. */
  | { readonly kind: 'contact-gone'; readonly number: RealNumber }
  /** A list of groups, which replaces the one before. `partly`: it is empty or not all of it is known, so it only adds. */
  | { readonly kind: 'groups'; readonly groups: readonly GroupNews[]; readonly partly?: true }
  /** Something learnt about people already listed, or not. */
  | { readonly kind: 'contact'; readonly contact: ContactNews }
  | {
      readonly kind: 'presence';
      readonly number: RealNumber;
      readonly state: Presence;
      readonly source: 'list' | 'pushed' | 'asked';
    }
  /** A complete picture of who is online: everybody else on the list is offline. */
  | { readonly kind: 'everyone-else-offline'; readonly except: readonly RealNumber[] }
  | {
      readonly kind: 'request';
      readonly key: string;
      readonly from: RealNumber;
      readonly text: string;
      /** They want into this group of ours, or us in theirs; absent where they want to be a contact. */
      readonly group?: RealNumber;
      /** It is us whom they want in. */
      readonly invite?: true;
      /** The key names only who asks: once answered, the same key is another request of theirs. */
      readonly again?: true;
      /** The same, where it is told when they asked: what was closed before then was an earlier one. */
      readonly askedAt?: EpochMs;
      /** What they are called is told on asking alone. */
      readonly nameless?: true;
      readonly nick?: string;
      /** It may be known by this key, or by a longer one that goes on from it behind a bar. */
      readonly also?: string;
      /** No server takes a no. */
      readonly yesOnly?: true;
    }
  /** Answered here or by another client: it is no longer open. */
  | { readonly kind: 'request-closed'; readonly key: string; readonly also?: string }
  | { readonly kind: 'request-answered'; readonly from: RealNumber; readonly accepted: boolean; readonly text: string }
  /** Our own request has left, and waits for their answer. */
  | { readonly kind: 'request-sent'; readonly to: RealNumber }
  /** What somebody tells of themselves; `brief`: the nick alone was asked for. */
  | { readonly kind: 'profile'; readonly number: RealNumber; readonly profile: Profile; readonly brief?: true }
  /** What somebody tells of themselves was asked for and is not to be had. */
  | { readonly kind: 'no-profile'; readonly number: RealNumber; readonly why: DeedTrouble | 'unsupported' }
  /** Something may have been lost in that time, and why. */
  | { readonly kind: 'gap'; readonly from: EpochMs; readonly to: EpochMs; readonly why: GapReason };

/**
 * `late-…`: nothing came in, and the server kept what was written. The others may have cost messages: `asleep` where its
 * history could not tell all, `replay-lost` an answer that nobody lived to store, `signed-out` they went elsewhere,
 * `unknown` it came, and this version cannot show it.
 */
export const gapReasons = [
  'late-asleep',
  'late-unreachable',
  'late-no-network',
  'asleep',
  'replay-lost',
  'signed-out',
  'unknown',
] as const;
export type GapReason = (typeof gapReasons)[number];

/** Nothing was lost in it: the server kept what was written. */
export function isOnlyLate(why: string): boolean {
  return why.startsWith('late-');
}

export interface ContactNews {
  readonly number: RealNumber;
  readonly nick?: string;
  readonly remark?: string;
  readonly picture?: number;
  /** The friend category of QQ it stands in. */
  readonly category?: string;
}

export interface GroupNews {
  readonly number: RealNumber;
  readonly name?: string;
}
