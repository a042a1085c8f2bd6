import type { ConversationKey } from '../model/ids';
import type { Message } from '../model/message';
import { settledByEcho } from './echoes';
import { ofConversation } from './key-range';
import { removingStores, takeOut } from './remove-message';
import type { Database, OutboxRow } from './schema';
import type { Settlement } from './store';
import { noteDelivered } from './temporary';
import { type StoreName, type Write, write } from './transaction';

export const settlingStores: readonly StoreName[] = [...removingStores, 'outbox', 'temporaryCounts'];

/** What became of a reply, as a transaction of its own. */
export function settleReply(db: Database, outboxId: string, to: Settlement): Promise<ConversationKey | undefined> {
  return write(db, settlingStores, (tx) => settle(tx, outboxId, to));
}

/** The same inside a commit. Undefined where the reply has ended or was taken back. */
export async function settle(tx: Write, outboxId: string, wanted: Settlement): Promise<ConversationKey | undefined> {
  const outbox = tx.objectStore('outbox');
  const row = await outbox.get(outboxId);
  if (row === undefined) return undefined;
  const message = await tx.objectStore('messages').get([row.accountId, row.peer, row.n]);
  const to = message ? await settledByEcho(tx, message, wanted) : wanted;
  if (to.delivery === 'queued' || to.delivery === 'sending') await outbox.put(planWaiting(row, message, to));
  else await outbox.delete(outboxId);
  if (message !== undefined) {
    if (to.remoteKey !== undefined && to.remoteKey !== message.remoteKey) await rename(tx, message, to.remoteKey);
    const settled = planSettled(message, to);
    await tx.objectStore('messages').put(settled);
    await showDelivery(tx, settled);
  }
  return [row.accountId, row.peer];
}

/** Brings the list's line up to date where it shows this very message, and the desk where it is the first answer. */
export async function showDelivery(tx: Write, message: Message): Promise<void> {
  const { accountId, peer, ordinal, delivery } = message;
  if (delivery === 'sent') await noteDelivered(tx, message);
  const newest = await tx.objectStore('messages').openKeyCursor(ofConversation([accountId, peer]), 'prev');
  const conversation = await tx.objectStore('conversations').get([accountId, peer]);
  if (conversation === undefined || delivery === undefined || newest?.primaryKey[2] !== ordinal) return;
  const preview = { ...conversation.preview, delivery };
  await tx.objectStore('conversations').put({ ...conversation, preview });
}

/** A try is counted where it left and came back not carried out; waiting without having left is none. */
function planWaiting(row: OutboxRow, message: Message | undefined, to: Settlement): OutboxRow {
  const tried = message?.delivery === 'sending' && to.delivery === 'queued';
  return { ...row, tries: row.tries + Number(tried), notBefore: to.notBefore ?? row.notBefore };
}

function planSettled(message: Message, to: Settlement): Message {
  const { trouble: _before, ...rest } = message;
  return {
    ...rest,
    remoteKey: to.remoteKey ?? message.remoteKey,
    delivery: to.delivery,
    ...(to.trouble !== undefined && { trouble: to.trouble }),
  };
}

/** Makes room for the server's name of a reply: its echo may have come in first, and the old name must stay taken. */
export async function rename(tx: Write, message: Message, remoteKey: string): Promise<void> {
  const { accountId } = message;
  const echo = await tx.objectStore('messages').index('remoteKey').get([accountId, remoteKey]);
  if (echo !== undefined) await takeOut(tx, echo);
  await tx.objectStore('tombstones').put({ accountId, remoteKey: message.remoteKey, at: message.at });
}
