import type { AccountId, EpochMs, Peer, RealNumber } from './ids';

/**
 * How far a reply of ours got. `undoable`: leaves at `notBefore`. `uncertain`: it may or may not have arrived and the
 * protocol cannot repeat it safely; only the person decides (promise 4).
 */
export type Delivery = 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain';

/** Longest reply taken from the composer, in UTF-16 units; past it the composer says so instead of cutting. */
export const longestReply = 4000;

/** A reply that was taken back stands before what has been begun since, so that neither is lost. */
export function joinDraft(back: string, begun: string): string {
  return begun === '' ? back : `${back}\n${begun}`;
}

/** Why a reply failed. The person's words stand in the locales as `reply_<name>`. */
export type ReplyTrouble =
  | 'too-fast'
  | 'not-signed-in'
  | 'no-answer'
  | 'answered-nothing'
  | 'line-dropped'
  | 'refused'
  | 'unreachable'
  | 'unsupported'
  | 'nobody'
  | 'too-long';

/**
 * A piece of a message that is more than text. `name` and `url` are somebody else's words: shown as text, and loaded
 * only when the person asks, since loading tells their host who looks.
 */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly number: RealNumber | 'all'; readonly name?: string }
  /** Answers the message of that remoteKey, which may not be here. */
  | { readonly kind: 'quote'; readonly key: string }
  | {
      readonly kind: 'picture' | 'voice' | 'video' | 'file' | 'face' | 'card' | 'forward' | 'poke' | 'dice' | 'rps';
      readonly name?: string;
      readonly url?: string;
    }
  /** `type`: the protocol's own word for what nobody here knows. */
  | { readonly kind: 'other'; readonly type: string; readonly name?: string };

export interface Message {
  readonly accountId: AccountId;
  readonly peer: Peer;
  /** Place in the conversation, 1 upwards without gaps, given in the transaction that stores the message. */
  readonly ordinal: number;
  /** Unique per account and outlives deletion (design 4, "Message identity"). Replies of ours start as `o<outbox id>`. */
  readonly remoteKey: string;
  readonly direction: 'in' | 'out';
  readonly sender: RealNumber;
  readonly senderName?: string;
  /** Somebody else's text: shown as text, never as HTML. */
  readonly text: string;
  /** When it was stored here. */
  readonly at: EpochMs;
  /** When the server says it was written; HTTP QQ never does. */
  readonly sentAt?: EpochMs;
  /** After a gap, where the protocol carries no time: it was written after this moment, nobody knows when. */
  readonly sentAfter?: EpochMs;
  readonly mention?: true;
  /** What it is made of, where that is more than `text`, which then stands in for places that show one line. */
  readonly parts?: readonly Part[];
  /** Its writer took it back; the text stays. */
  readonly recalled?: true;
  readonly delivery?: Delivery;
  readonly trouble?: ReplyTrouble;
}
