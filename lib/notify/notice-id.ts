import type { ConversationKey, Peer } from '../model/ids';

/** The one notification that stands for many messages. */
export const summaryId = 'summary';

/** The id of a conversation's notification: all that a click on it needs, whatever died or was updated meanwhile. */
export function encodeNoticeId([accountId, peer]: ConversationKey): string {
  return `${accountId}/${peer}`;
}

/** Undefined for everything else: the summary, and whatever another version or somebody else put there. */
export function parseNoticeId(id: unknown): ConversationKey | undefined {
  const [, account, peer] = /^([1-9]\d{0,14})\/([ugds]:\d{1,20})$/.exec(typeof id === 'string' ? id : '') ?? [];
  return account === undefined ? undefined : [Number(account), peer as Peer];
}
