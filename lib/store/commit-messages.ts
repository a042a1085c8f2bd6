import type { Account } from '../model/account';
import type { Conversation } from '../model/conversation';
import type { Event } from '../model/event';
import type { ConversationKey } from '../model/ids';
import type { Message } from '../model/message';
import { isQuiet, planAttention, planReceived, planWrittenElsewhere, startConversation } from './conversation-plan';
import { findReply } from './echoes';
import { ofConversation } from './key-range';
import { soundConversation } from './mend';
import { forgetNotices } from './read-marks';
import { rename, showDelivery } from './settle';
import type { Commit } from './store';
import type { Write } from './transaction';

type MessageEvent = Extract<Event, { kind: 'message' }>;

/** Stores a message that is new here and all that follows from it; undefined where it has been here before. */
export async function takeMessage(
  tx: Write,
  account: Account,
  event: MessageEvent,
  commit: Commit,
): Promise<Message | undefined> {
  const identity: [number, string] = [account.id, event.remoteKey];
  const seen =
    (await tx.objectStore('messages').index('remoteKey').getKey(identity)) ??
    (await tx.objectStore('tombstones').getKey(identity));
  if (seen !== undefined) return undefined;

  const reply = event.direction === 'out' && (await findReply(tx, account.id, event));
  if (reply) return nameReply(tx, reply, event.remoteKey);

  const key: ConversationKey = [account.id, event.peer];
  const before = (await soundConversation(tx, key)) ?? startConversation(key, commit.now);
  const message = toMessage(account.id, event, before.lastOrdinal + 1, commit.now);
  // `add`: it is the index's word, not ours, that stands between a repetition and a second row.
  await tx.objectStore('messages').add(message);
  const changed = message.direction === 'in' ? planReceived(before, message) : planWrittenElsewhere(before, message);
  const conversation = planAttention(changed, isQuiet(account));
  await tx.objectStore('conversations').put(conversation);

  if (message.direction === 'in') await announce(tx, message, conversation, commit);
  else await forgetNotices(tx, key, message.ordinal);
  return message;
}

/** The server's name of a reply of ours, learnt from its echo: it has been delivered, whatever was known before. */
async function nameReply(tx: Write, reply: Message, remoteKey: string): Promise<Message> {
  await rename(tx, reply, remoteKey);
  const { trouble: _over, ...rest } = reply;
  const named: Message = { ...rest, remoteKey, delivery: 'sent' };
  await tx.objectStore('messages').put(named);
  await showDelivery(tx, named);
  return named;
}

/** Its writer took a message back: it stays, marked. Undefined where it is not here. */
export async function takeRecall(
  tx: Write,
  accountId: number,
  remoteKey: string,
): Promise<ConversationKey | undefined> {
  const messages = tx.objectStore('messages');
  const message = await messages.index('remoteKey').get([accountId, remoteKey]);
  if (message === undefined || message.recalled) return undefined;
  await messages.put({ ...message, recalled: true });
  const newest = await messages.openKeyCursor(ofConversation([accountId, message.peer]), 'prev');
  const conversation = await tx.objectStore('conversations').get([accountId, message.peer]);
  if (conversation && newest?.primaryKey[2] === message.ordinal) {
    const preview = { ...conversation.preview, recalled: true as const };
    await tx.objectStore('conversations').put({ ...conversation, preview });
  }
  return [accountId, message.peer];
}

async function announce(tx: Write, message: Message, conversation: Conversation, commit: Commit): Promise<void> {
  const state = commit.notice?.(message, conversation);
  if (state === undefined) return;
  const { accountId, peer, ordinal } = message;
  await tx.objectStore('notices').put({ accountId, peer, ordinal, state, at: commit.now });
}

function toMessage(accountId: number, event: MessageEvent, ordinal: number, now: number): Message {
  const { kind: _kind, ...told } = event;
  return { ...told, accountId, ordinal, at: now, ...(event.direction === 'out' && { delivery: 'sent' }) };
}
