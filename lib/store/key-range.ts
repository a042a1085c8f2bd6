import type { AccountId, ConversationKey } from '../model/ids';

/** Every key that starts with this account: an empty array sorts after every number and string (IndexedDB, 2.4). */
export function ofAccount(accountId: AccountId): IDBKeyRange {
  return IDBKeyRange.bound([accountId], [accountId, []]);
}

/** Every key [accountId, peer, number] of a conversation whose number is in `from` to `to`, both included. */
export function ofConversation(key: ConversationKey, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY) {
  return IDBKeyRange.bound([...key, from], [...key, to]);
}
