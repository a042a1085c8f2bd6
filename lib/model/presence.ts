/** What is known of somebody. Never "offline" when it is not known (promise 10). */
export type Presence = 'online' | 'away' | 'busy' | 'offline' | 'unknown';

/** What a person sets for an account of their own. */
export type OwnStatus = 'online' | 'away' | 'busy' | 'invisible' | 'offline';

export const presences: readonly Presence[] = ['online', 'away', 'busy', 'offline', 'unknown'];
export const ownStatuses: readonly OwnStatus[] = ['online', 'away', 'busy', 'invisible', 'offline'];
