import type { EpochMs } from '../model/ids';
import type { Message } from '../model/message';
import { planAttention, planRemoved, quietOf } from './conversation-plan';
import { ofConversation } from './key-range';
import { dropNotice } from './notices';
import type { StoreName, Write } from './transaction';

export const removingStores: readonly StoreName[] = [
  'accounts',
  'sessions',
  'conversations',
  'messages',
  'tombstones',
  'notices',
];

/** How far back "since when is an answer owed" is looked for. */
const lookBack = 50;

/** Takes one message away and its conversation with it where nothing remains. Its remoteKey stays away for good. */
export async function removeMessage(tx: Write, message: Message, now: EpochMs): Promise<void> {
  await takeOut(tx, message);
  await tx.objectStore('tombstones').put({ accountId: message.accountId, remoteKey: message.remoteKey, at: now });
}

/** The same without a tombstone, for a row that another row takes the place of. */
export async function takeOut(tx: Write, message: Message): Promise<void> {
  const { accountId, peer, ordinal } = message;
  await tx.objectStore('messages').delete([accountId, peer, ordinal]);
  await dropNotice(tx, [accountId, peer, ordinal]);
  const conversation = await tx.objectStore('conversations').get([accountId, peer]);
  const account = await tx.objectStore('accounts').get(accountId);
  if (conversation === undefined || account === undefined) return;
  const changed = planRemoved(conversation, message, await readNewest(tx, message));
  if (changed === undefined) await tx.objectStore('conversations').delete([accountId, peer]);
  else await tx.objectStore('conversations').put(planAttention(changed, quietOf(account)));
}

/** The latest fifty of a conversation, newest first. */
export async function readNewest(
  tx: Write,
  { accountId, peer }: Pick<Message, 'accountId' | 'peer'>,
): Promise<Message[]> {
  const newest: Message[] = [];
  let cursor = await tx.objectStore('messages').openCursor(ofConversation([accountId, peer]), 'prev');
  while (cursor !== null && newest.length < lookBack) {
    newest.push(cursor.value);
    cursor = await cursor.continue();
  }
  return newest;
}
