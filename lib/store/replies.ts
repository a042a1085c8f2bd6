import type { AccountId, ConversationKey, EpochMs, Peer } from '../model/ids';
import { joinDraft, type Message } from '../model/message';
import { accountChanges } from './account-change';
import { planAttention, planWritten, quietOf, startConversation } from './conversation-plan';
import { soundConversation } from './mend';
import { isUnnamed, replyKey } from './outbox';
import { removeMessage, removingStores } from './remove-message';
import type { Database, OutboxRow } from './schema';
import { showDelivery } from './settle';
import { type Write, write } from './transaction';

export interface NewReply {
  readonly id: string;
  readonly accountId: AccountId;
  readonly peer: Peer;
  readonly text: string;
  readonly quote?: string;
  readonly now: EpochMs;
  readonly notBefore: EpochMs;
  readonly guardMs?: number;
}

const stores = [...removingStores, 'outbox', 'drafts', 'temporaryCounts'] as const;

export function queueReply(db: Database, reply: NewReply): Promise<void> {
  return write(db, stores, async (tx) => {
    const { id, accountId, peer, text, quote, now, guardMs = 0 } = reply;
    const quoting = quote === undefined ? {} : { quote };
    const account = await tx.objectStore('accounts').get(accountId);
    if (account === undefined) return;
    const remoteKey = replyKey(id);
    const messages = tx.objectStore('messages');
    // A page repeats its call when the background died before answering. The id may be on its way, ended, renamed by
    // the server or taken back: in each case it has been here.
    const seen =
      (await tx.objectStore('outbox').getKey(id)) ??
      (await messages.index('remoteKey').getKey([accountId, remoteKey])) ??
      (await tx.objectStore('tombstones').getKey([accountId, remoteKey]));
    if (seen !== undefined) return;

    const guarded = guardMs > 0 && (await accountChanges(tx, [accountId, peer]));
    const notBefore = guarded ? Math.max(reply.notBefore, now + guardMs) : reply.notBefore;
    const before = (await soundConversation(tx, [accountId, peer])) ?? startConversation([accountId, peer], now);
    const ordinal = before.lastOrdinal + 1;
    const message: Message = {
      accountId,
      peer,
      ordinal,
      remoteKey,
      direction: 'out',
      sender: account.uin,
      text,
      at: now,
      delivery: 'queued',
      ...(quote !== undefined && {
        parts: [
          { kind: 'quote', key: quote },
          { kind: 'text', text },
        ],
      }),
    };
    await messages.add(message);
    await tx.objectStore('conversations').put(planAttention(planWritten(before, message), quietOf(account)));
    const row: OutboxRow = { id, accountId, peer, n: ordinal, text, ...quoting, queuedAt: now, notBefore, tries: 0 };
    await tx.objectStore('outbox').add(guarded ? { ...row, otherAccount: true } : row);
  });
}

export function requeueReply(db: Database, key: ConversationKey, ordinal: number, now: EpochMs): Promise<void> {
  return write(db, stores, async (tx) => {
    const [accountId, peer] = key;
    const message = await tx.objectStore('messages').get([accountId, peer, ordinal]);
    if (!hasEndedBadly(message) || !isUnnamed(message)) return;
    const { trouble: _over, ...rest } = message;
    const again: Message = { ...rest, delivery: 'queued' };
    const row: OutboxRow = {
      id: message.remoteKey.slice(replyKey('').length),
      accountId,
      peer,
      n: ordinal,
      text: message.text,
      ...quoteOf(message),
      queuedAt: now,
      notBefore: now,
      tries: 0,
    };
    await tx.objectStore('messages').put(again);
    await tx.objectStore('outbox').put(row);
    await showDelivery(tx, again);
  });
}

/** The person knows that it arrived. Ignored unless the reply failed or is uncertain. */
export function confirmReply(db: Database, key: ConversationKey, ordinal: number): Promise<void> {
  return write(db, stores, async (tx) => {
    const message = await tx.objectStore('messages').get([...key, ordinal]);
    if (!hasEndedBadly(message)) return;
    const { trouble: _over, ...rest } = message;
    const arrived: Message = { ...rest, delivery: 'sent' };
    await tx.objectStore('messages').put(arrived);
    await showDelivery(tx, arrived);
  });
}

export function cancelReply(db: Database, outboxId: string): Promise<ConversationKey | undefined> {
  return write(db, stores, async (tx) => {
    const row = await tx.objectStore('outbox').get(outboxId);
    if (row === undefined) return undefined;
    const message = await tx.objectStore('messages').get([row.accountId, row.peer, row.n]);
    if (message?.delivery !== 'queued') return undefined;
    await tx.objectStore('outbox').delete(outboxId);
    await removeMessage(tx, message, message.at);
    await layBack(tx, row);
    return [row.accountId, row.peer];
  });
}

/** In the same transaction, because the page that asked may be gone by now: a popup closes at any click. */
async function layBack(tx: Write, { accountId, peer, text, quote, queuedAt }: OutboxRow): Promise<void> {
  const draft = await tx.objectStore('drafts').get([accountId, peer]);
  const answers = draft?.quote ?? quote;
  const whole = joinDraft(text, draft?.text ?? '');
  const quoting = answers === undefined ? {} : { quote: answers };
  await tx.objectStore('drafts').put({ accountId, peer, text: whole, ...quoting, at: queuedAt });
}

/** Deletes one message for good; false where it is not there, or is a reply that has not ended yet. */
export function deleteMessage(db: Database, key: ConversationKey, ordinal: number, now: EpochMs): Promise<boolean> {
  return write(db, stores, async (tx) => {
    const message = await tx.objectStore('messages').get([...key, ordinal]);
    if (message === undefined || message.delivery === 'queued' || message.delivery === 'sending') return false;
    await removeMessage(tx, message, now);
    return true;
  });
}

function hasEndedBadly(message: Message | undefined): message is Message {
  return message?.delivery === 'failed' || message?.delivery === 'uncertain';
}

function quoteOf({ parts = [] }: Message): { readonly quote?: string } {
  const quote = parts.find((part) => part.kind === 'quote');
  return quote ? { quote: quote.key } : {};
}
