import type { DeedTrouble } from './act';
import type { AccountId, EpochMs, RealNumber } from './ids';
import type { Profile } from './profile';

export const tellMoments = ['online', 'writes', 'either'] as const;

/** The person wants to hear of somebody beyond what is usual. */
export interface TellRule {
  readonly when: (typeof tellMoments)[number];
  /** Goes with the first time it was told. */
  readonly once?: true;
  /** Only while nobody is at this computer. */
  readonly onlyAway?: true;
  /** They came online then, and that is still to be told. */
  readonly due?: EpochMs;
}

/** What is kept of somebody beside the server's lists, whether or not they stand on one. */
export interface Person {
  readonly accountId: AccountId;
  readonly number: RealNumber;
  /** The person's own words about them; no server ever sees them. */
  readonly note?: string;
  /** The person's own name for them, where the server keeps none. */
  readonly called?: string;
  readonly tell?: TellRule;
  readonly profile?: Profile;
  readonly profileAt?: EpochMs;
  /** It was asked for then, and not to be had. */
  readonly noProfile?: { readonly at: EpochMs; readonly why: DeedTrouble | 'unsupported' };
  /** We asked to be their contact, and they have not answered. */
  readonly askedAt?: EpochMs;
  /** What they said to that, until the person has put it away. */
  readonly answered?: { readonly accepted: boolean; readonly text: string; readonly at: EpochMs };
}

export const longestNote = 2000;
export const longestCalled = 60;

/** What a page changes of a person; an empty text or null takes the thing away. */
export interface PersonChange {
  readonly note?: string;
  readonly called?: string;
  readonly tell?: TellRule | null;
  /** The answer to our request was read. */
  readonly answered?: null;
}
