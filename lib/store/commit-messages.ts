import type { Account } from '../model/account';
import type { Event } from '../model/event';
import type { ConversationKey } from '../model/ids';
import type { Message } from '../model/message';
import { planAttention, planReceived, planWrittenElsewhere, quietOf, startConversation } from './conversation-plan';
import { findReply } from './echoes';
import { ofAccount, ofConversation } from './key-range';
import { soundConversation } from './mend';
import type { NoticesCounted } from './notice-counts';
import { forgetNotices } from './notices';
import type { NoticeRow } from './schema';
import { rename, showDelivery } from './settle';
import type { Commit } from './store';
import { endOnce, readAsked } from './telling';
import { beginsSession, noteDelivered, noteIncoming } from './temporary';
import { keep, type Write } from './transaction';
import { addNotices } from './unfiled-notices';

type MessageEvent = Extract<Event, { kind: 'message' }>;

/** Stores a message of the person's own that is new here; undefined where it has been here before. */
export async function takeOwn(
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

  const reply = await findReply(tx, account.id, event);
  if (reply) return nameReply(tx, reply, event.remoteKey);

  const key: ConversationKey = [account.id, event.peer];
  const before = (await soundConversation(tx, key)) ?? startConversation(key, commit.now);
  const message = toMessage(account.id, event, before.lastOrdinal + 1, commit.now);
  // `add`: it is the index's word, not ours, that stands between a repetition and a second row.
  await tx.objectStore('messages').add(message);
  const conversation = planAttention(planWrittenElsewhere(before, message), quietOf(account));
  await tx.objectStore('conversations').put(conversation);
  await noteDelivered(tx, message);
  await forgetNotices(tx, key, message.ordinal);
  return message;
}

/**
 * Stores what came in, in its order, and answers what was new: the same as one after the other, but a burst of a thousand
 * asks in one breath what is known already, writes its messages without waiting for each, and its conversations once.
 */
export async function takeIncoming(
  tx: Write,
  account: Account,
  events: readonly MessageEvent[],
  commit: Commit,
): Promise<{ event: MessageEvent; message: Message }[]> {
  const fresh = await leaveOutKnown(tx, account.id, events);
  const peers = [...new Set(fresh.map(({ peer }) => peer))];
  const conversations = new Map(
    await Promise.all(
      peers.map(async (peer) => {
        const key: ConversationKey = [account.id, peer];
        return [peer, (await soundConversation(tx, key)) ?? startConversation(key, commit.now)] as const;
      }),
    ),
  );
  const [asked, session] = await Promise.all([
    readAsked(tx, account.id, peers, commit.away === true),
    tx.objectStore('sessions').get(account.id),
  ]);
  const taken: { event: MessageEvent; message: Message; notice: NoticeRow | undefined }[] = [];
  for (const event of fresh) {
    const before = conversations.get(event.peer);
    if (before === undefined) continue;
    const message = toMessage(account.id, event, before.lastOrdinal + 1, commit.now);
    const received = planAttention(planReceived(before, message), quietOf(account));
    const conversation = beginsSession(before) ? await noteIncoming(tx, before, received, message) : received;
    conversations.set(event.peer, conversation);
    const state = commit.notice?.(message, conversation, account, asked.has(event.peer));
    taken.push({ event, message, notice: state === undefined ? undefined : toNotice(message, state, commit.now) });
  }
  const announced = taken.filter(({ notice }) => notice?.state === 'waiting' || notice?.state === 'late');
  const told = announced.map(({ event }) => event.peer).filter((peer) => asked.has(peer));
  await endOnce(tx, account.id, new Set(told));
  const [messages, rows] = [keep(tx, 'messages'), keep(tx, 'conversations')];
  // `add`: it is the index's word, not ours, that stands between a repetition and a second row.
  for (const { message } of taken) messages.add(message);
  for (const conversation of conversations.values()) rows.put(conversation);
  const notices = taken.flatMap(({ notice }) => notice ?? []);
  addNotices(tx, session, notices, countQuiet(notices));
  return taken;
}

async function leaveOutKnown(tx: Write, accountId: number, events: readonly MessageEvent[]): Promise<MessageEvent[]> {
  // One question to a store that nearly always has nothing of the account, instead of one for each message of a burst.
  const buried = events.length > 0 && (await tx.objectStore('tombstones').getKey(ofAccount(accountId))) !== undefined;
  const known = await Promise.all(
    events.map(async ({ remoteKey }) => {
      const identity: [number, string] = [accountId, remoteKey];
      const [message, tombstone] = await Promise.all([
        tx.objectStore('messages').index('remoteKey').getKey(identity),
        buried ? tx.objectStore('tombstones').getKey(identity) : undefined,
      ]);
      return message !== undefined || tombstone !== undefined;
    }),
  );
  const keys = new Set<string>();
  return events.filter(({ remoteKey }, i) => {
    if (known[i] || keys.has(remoteKey)) return false;
    keys.add(remoteKey);
    return true;
  });
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

function toNotice({ accountId, peer, ordinal }: Message, state: string, at: number): NoticeRow {
  return { accountId, peer, ordinal, state, at };
}

/** What is to be announced is counted as it is. */
function countQuiet(notices: readonly NoticeRow[]): NoticesCounted {
  const quiet: Record<string, number> = {};
  for (const { state } of notices) {
    if (state !== 'waiting' && state !== 'late') quiet[state] = (quiet[state] ?? 0) + 1;
  }
  return Object.keys(quiet).length === 0 ? {} : { quiet };
}

function toMessage(accountId: number, event: MessageEvent, ordinal: number, now: number): Message {
  const { kind: _kind, ...told } = event;
  return { ...told, accountId, ordinal, at: now, ...(event.direction === 'out' && { delivery: 'sent' }) };
}
