import type { AccountView, Attention, ConversationView } from './read';

/**
 * The popup's first list, left in `storage.local` after each commit: opening the store takes 20 to 50 ms more than a
 * glance there (design 5). It is only ever a picture of the store, replaced by the real thing moments later.
 */
export const snapshotKey = 'snapshot';
/** Conversations in it: more than a popup shows at once. */
export const snapshotRows = 50;
/** Raised whenever what is kept changes its shape: an older picture is then not shown at all. */
export const snapshotVersion = 1;

export interface Snapshot {
  readonly accounts: readonly AccountView[];
  readonly conversations: readonly ConversationView[];
  readonly attention: Attention;
}

/** Plain JSON: Chromium's storage.local knows neither Map nor Infinity. */
export interface StoredSnapshot {
  readonly version: number;
  readonly accounts: readonly AccountView[];
  readonly conversations: readonly ConversationView[];
  readonly attention: ReadonlyArray<readonly [accountId: number, unread: number]>;
}

/** The last moment a Date can name stands for "for good". */
export const endOfTime = 8.64e15;
