import type { EpochMs } from './ids';
import type { ShownState } from './shown-state';

/** Whose state a page's buttons show. `contacts`: what accounts know anyway; `all`: a public service is asked as well. */
export const asks = ['off', 'contacts', 'all'] as const;
export type Asks = (typeof asks)[number];

/** Who said it. `getonline`, `pa`: the public service (spec/web-presence, F1 and F4). */
export type StateSource = 'own' | 'contacts' | 'getonline' | 'pa';

/**
 * Why nobody knows. `off`: the person wants it so; `contact-quiet`: no account that knows them is online; `not-asked`: no
 * service is; `no-answer`: it did not say; `not-enabled`: it tells nothing of this number; `too-many`: asked too often.
 */
export type UnknownWhy = 'off' | 'contact-quiet' | 'not-asked' | 'no-answer' | 'not-enabled' | 'too-many';

/** A state for the person's own eyes; pages hear the state alone. */
export interface KnownState {
  readonly state: ShownState;
  readonly source?: StateSource;
  /** When it was so. */
  readonly at?: EpochMs;
  /** Given where the state is unknown. */
  readonly why?: UnknownWhy;
}
