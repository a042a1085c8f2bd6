import type { EpochMs, RealNumber } from './ids';
import type { SessionReason } from './session';

/** What a person has an account do that is no message. Asked twice it does no more harm than asked once. */
export type Deed =
  /**
   * A request to be added, by its event's key; `text` is a remark on a yes and a reason on a no. `oneWay`: they may have
   * the account, which does not want to have them.
   */
  | {
      readonly kind: 'answer';
      readonly key: string;
      readonly accept: boolean;
      readonly text?: string;
      readonly oneWay?: true;
    }
  /** Takes a message of ours back. */
  | { readonly kind: 'recall'; readonly remoteKey: string }
  /** Ends a friendship. */
  | { readonly kind: 'unfriend'; readonly number: RealNumber }
  /** Begins one; `text` says who asks, where they want to be asked. */
  | { readonly kind: 'add'; readonly number: RealNumber; readonly text?: string };

/** Why a deed was not carried out: they let nobody add them, or it was asked for twice. */
export type DeedTrouble = SessionReason | 'adding-refused' | 'sent-twice';

/** A deed until its outcome is known: it stands in the account's session row, so that it outlives the worker. */
export interface Act {
  /** One of each kind and object at a time: see `actId`. */
  readonly id: string;
  readonly deed: Deed;
  readonly at: EpochMs;
  /** Until then the person may think better of it. */
  readonly notBefore: EpochMs;
  readonly tries: number;
  /** `failed` and `uncertain` (asked twice, never answered) stay until the person has seen to them. */
  readonly state: 'waiting' | 'leaving' | 'failed' | 'uncertain';
  readonly why?: DeedTrouble | 'unsupported';
  /** The server's own words, untrusted text. */
  readonly said?: string;
}

/** The name of a deed: the same request, message or person. */
export function actId(deed: Deed): string {
  switch (deed.kind) {
    case 'answer':
      return `answer ${deed.key}`;
    case 'recall':
      return `recall ${deed.remoteKey}`;
    case 'unfriend':
    case 'add':
      return `${deed.kind} ${deed.number}`;
  }
}

export function isDeed(want: { readonly kind: string }): want is Deed {
  return want.kind in neededAbility;
}

/** What the server must be able to do for a deed. */
export const neededAbility = { answer: 'requests', recall: 'recall', unfriend: 'unfriend', add: 'add' } as const;

/** How long QQ lets an ordinary member take a message back, in milliseconds. */
export const recallWindowMs = 120_000;
