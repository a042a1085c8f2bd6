import type { Presence } from './presence';

/** What a button on a page shows: somebody's presence, or that the number is one of the person's own. */
export type ShownState = Presence | 'mine';

export const shownStates: readonly ShownState[] = ['online', 'away', 'busy', 'offline', 'unknown', 'mine'];
