import type { Account } from '../model/account';
import type { Conversation } from '../model/conversation';
import type { AccountId, ConversationKey, EpochMs } from '../model/ids';
import { planAttention, type Quiet, quietOf } from './conversation-plan';
import type { Database } from './schema';
import { type StoreName, type Write, write } from './transaction';

const stores: readonly StoreName[] = ['accounts', 'conversations'];

/** `until` in epoch milliseconds, Infinity for good, undefined to hear of it again. */
export function mute(db: Database, key: ConversationKey, until: EpochMs | undefined): Promise<void> {
  return change(db, key, ({ mutedUntil: _was, ...rest }) =>
    until === undefined ? rest : { ...rest, mutedUntil: until },
  );
}

/** A group whose every message counts, or again only those that mention the person. */
export function setLoud(db: Database, key: ConversationKey, loud: boolean): Promise<void> {
  return change(db, key, ({ loud: _was, ...rest }) => (loud ? { ...rest, loud } : rest));
}

/** Whether it counts and is announced whatever is muted. */
export function setAlways(db: Database, key: ConversationKey, always: boolean): Promise<void> {
  return change(db, key, ({ always: _was, ...rest }) => (always ? { ...rest, always } : rest));
}

function change(db: Database, key: ConversationKey, plan: (was: Conversation) => Conversation): Promise<void> {
  return write(db, stores, async (tx) => {
    const conversation = await tx.objectStore('conversations').get([...key]);
    const account = await tx.objectStore('accounts').get(key[0]);
    if (conversation === undefined || account === undefined) return;
    await tx.objectStore('conversations').put(planAttention(plan(conversation), quietOf(account)));
  });
}

/** Ends every mute, of conversations and accounts, whose time is over; returns the conversations that changed. */
export function expireMutes(db: Database, now: EpochMs): Promise<ConversationKey[]> {
  return write(db, stores, async (tx) => {
    const keys: ConversationKey[] = [];
    for (const account of await tx.objectStore('accounts').getAll()) {
      keys.push(...(await endAccountMute(tx, account, now)).conversations);
    }
    return [...keys, ...(await endConversationMutes(tx, now))];
  });
}

/** The last moment a Date can name: how "for good" comes from pages, whose messages know no Infinity. */
const endOfTime = 8.64e15;

/** When the next mute ends, of a conversation or an account; undefined where none does, or only for good. */
export async function nextMuteEnd(db: Database): Promise<EpochMs | undefined> {
  const tx = db.transaction(stores as StoreName[]);
  const [first, accounts] = await Promise.all([
    tx.objectStore('conversations').index('mutedUntil').openKeyCursor(IDBKeyRange.upperBound(endOfTime, true)),
    tx.objectStore('accounts').getAll(),
  ]);
  const ends = accounts.flatMap(({ mutedUntil }) => mutedUntil ?? []);
  if (first !== null) ends.push(Number(first.key));
  const next = Math.min(...ends);
  return next < endOfTime ? next : undefined;
}

/** The account as it is once a mute that is over by `now` has ended. */
export async function endAccountMute(
  tx: Write,
  account: Account,
  now: EpochMs,
): Promise<{ account: Account; conversations: ConversationKey[] }> {
  if (account.mutedUntil === undefined || account.mutedUntil > now) return { account, conversations: [] };
  const { mutedUntil: _over, ...loud } = account;
  await tx.objectStore('accounts').put(loud);
  return { account: loud, conversations: await spreadQuiet(tx, loud) };
}

export async function endConversationMutes(tx: Write, now: EpochMs): Promise<ConversationKey[]> {
  const conversations = tx.objectStore('conversations');
  const over = await conversations.index('mutedUntil').getAll(IDBKeyRange.upperBound(now));
  const quiet = new Map<AccountId, Quiet>();
  for (const { mutedUntil: _over, ...conversation } of over) {
    const { accountId } = conversation;
    if (!quiet.has(accountId)) {
      const account = await tx.objectStore('accounts').get(accountId);
      quiet.set(accountId, quietOf(account));
    }
    await conversations.put(planAttention(conversation, quiet.get(accountId)));
  }
  return over.map((conversation) => [conversation.accountId, conversation.peer] as const);
}

/**
 * Brings the account's conversations in line with whether it counts. Only unread ones are touched: the others are in
 * no badge either way.
 */
export async function spreadQuiet(tx: Write, account: Account): Promise<ConversationKey[]> {
  const conversations = tx.objectStore('conversations');
  const unread = IDBKeyRange.bound([account.id, 1], [account.id, Number.POSITIVE_INFINITY]);
  const changed: ConversationKey[] = [];
  for (const before of await conversations.index('accountUnread').getAll(unread)) {
    const after = planAttention(before, quietOf(account));
    if (after.attention === before.attention && after.hushed === before.hushed) continue;
    await conversations.put(after);
    changed.push([before.accountId, before.peer]);
  }
  return changed;
}
