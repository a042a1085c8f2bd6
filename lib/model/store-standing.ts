import type { EpochMs } from './ids';

/**
 * Why the store cannot be used, for screens to say in words. `blocked`: it does not open because something holds it;
 * `newer`: a later version of Uinbell wrote it; `broken`: the browser cannot open or read its files ("Internal error
 * opening backing store": permanent, few people, features M9); `full`: nothing more can be written.
 */
export type StoreTrouble = 'blocked' | 'newer' | 'broken' | 'full';

/** What a person is told after a restoration: how much came back, and from when the copy was. */
export interface Restored {
  readonly accounts: number;
  readonly copiedAt: EpochMs;
}

/** What is to be said of the store itself. */
export interface StoreStanding {
  readonly trouble?: StoreTrouble;
  /** What came back from the second copy; until the person has seen it. */
  readonly restored?: Restored;
  /** Rows that could not be read. */
  readonly unreadable: number;
}
