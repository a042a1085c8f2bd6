import type { ConversationKey, Peer } from '../model/ids';

/**
 * What a person looks at is told by locks: a page holds one while a conversation of it is in sight and has the focus.
 * The browser keeps them for us: background code sees them whenever it asks, also right after its own death, and a page
 * that crashed holds none.
 */
export function lookingLock([accountId, peer]: ConversationKey): string {
  return `looking ${accountId}/${peer}`;
}

/** Conversations that somebody looks at, of all locks that are held in this extension. */
export function parseLooking(names: readonly (string | undefined)[]): ConversationKey[] {
  return names.flatMap((name) => {
    const [, account, peer] = /^looking (\d{1,15})\/([ugds]:\d{1,20})$/.exec(name ?? '') ?? [];
    return account === undefined ? [] : [[Number(account), peer as Peer] as const];
  });
}
