import type { findPictures, openRoots, readElement } from './find';
import type { keepScanning } from './keep-scanning';

/**
 * What the scanner leaves in its frame. The button comes after it into the same isolated world, which no page can reach,
 * and need not bring the search again: a third of what it may weigh.
 */
export interface Search {
  readonly find: typeof findPictures;
  readonly roots: typeof openRoots;
  readonly read: typeof readElement;
  readonly keep: typeof keepScanning;
  /** Set by the background: the person wants pictures replaced too that never told a state. */
  statics?: boolean;
  /** Set by the background: what buttons say, and by which keys (`words`). */
  said?: readonly (readonly [string, string])[];
}

export interface SearchScope {
  uinbell?: Search;
}
