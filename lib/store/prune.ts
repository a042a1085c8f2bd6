import { type Conversation, isQuietGroup } from '../model/conversation';
import { type ConversationKey, type EpochMs, isTemporary, type Peer } from '../model/ids';
import type { Message } from '../model/message';
import { planPreview } from './conversation-plan';
import { ofConversation } from './key-range';
import { dropNotice } from './notices';
import type { Database } from './schema';
import { isStranger, pruneCounts } from './temporary';
import { type StoreName, type Write, write } from './transaction';

/** What the person wants kept; temporary sessions, tombstones and gaps have limits of their own. */
export interface PruneRules {
  readonly now: EpochMs;
  /** Messages that came before this moment go. */
  readonly before?: EpochMs;
  /** Of all messages together, the oldest past this many go. */
  readonly most?: number;
  /** The person agreed that what strangers write stays as long as everything else. */
  readonly keepTemporary?: boolean;
  /** The first day whose counts of temporary sessions stay, `2026-11-22`; absent: all of them. */
  readonly countsFrom?: string;
}

/** Where a pass stands between two batches: plain data, and starting anew from nothing is always safe. */
export interface PrunePlace {
  readonly phase: (typeof phases)[number];
  /** The last row that was looked at: what had to stay is not looked at again in this pass. */
  readonly last?: readonly [EpochMs, [number, string, number]];
  /** The next one to look at among strangers' chats: conversation and ordinal. */
  readonly talk?: readonly [number, string, number];
  /** Messages still too many, once counted. */
  readonly excess?: number;
}

export interface Pruned {
  readonly conversations: readonly ConversationKey[];
  /** Absent: the pass is through. */
  readonly next?: PrunePlace;
}

const phases = ['temporary', 'history', 'tombstones', 'gaps', 'counts'] as const;
const day = 86_400_000;
/** Temporary sessions are with strangers: nobody asked for their words to stay for ever. */
export const temporaryDays = 30;
const tombstoneDays = 30;
/** Rows of one transaction: few enough that a message coming in waits some ten milliseconds at most. */
const batch = 200;

const stores: readonly StoreName[] = [
  'accounts',
  'sessions',
  'contacts',
  'conversations',
  'messages',
  'tombstones',
  'notices',
  'journal',
  'gaps',
  'temporaryCounts',
];

/**
 * One batch, in one transaction: counters, previews and the list are right after each, so a death between two only
 * leaves the rest for the next pass. What is unread, and a reply that has not ended well, stays however old it is.
 */
export function prune(db: Database, rules: PruneRules, place: PrunePlace = { phase: phases[0] }): Promise<Pruned> {
  return write(db, stores, async (tx) => {
    switch (place.phase) {
      case 'temporary':
        return pruneTemporary(tx, rules, place);
      case 'history':
        return pruneHistory(tx, rules, place);
      case 'tombstones':
        return pruneTombstones(tx, rules.now);
      case 'gaps':
        return pruneGaps(tx, rules.now);
      case 'counts':
        if (rules.countsFrom !== undefined) await pruneCounts(tx, rules.countsFrom);
        await pruneJournal(tx);
        return { conversations: [] };
    }
  });
}

/** Chats that only work as temporary sessions, and those that a stranger began who still is one. */
async function pruneTemporary(tx: Write, rules: PruneRules, place: PrunePlace): Promise<Pruned> {
  if (rules.keepTemporary === true) return { conversations: [], next: { phase: 'history' } };
  const before = rules.now - temporaryDays * day;
  const old: Message[] = [];
  let looked = 0;
  let { talk } = place;
  let conversation = await tx
    .objectStore('conversations')
    .openCursor(talk && IDBKeyRange.lowerBound(talk.slice(0, 2) as [number, string]));
  while (conversation !== null && looked < batch) {
    const { accountId, peer } = conversation.value;
    if (peer < 's:') {
      // Groups stand before strangers and friends.
      conversation = await conversation.continue([accountId, 's:' as Peer]);
      continue;
    }
    looked += 1;
    const from = talk?.[0] === accountId && talk[1] === peer ? talk[2] : 0;
    talk = [accountId, peer, from];
    if (await isTemporaryTalk(tx, conversation.value)) {
      let cursor = await tx
        .objectStore('messages')
        .openCursor(IDBKeyRange.bound([accountId, peer, from], [accountId, peer, []]));
      // The oldest of a conversation stand first, so a conversation costs no more than what goes of it.
      while (cursor !== null && cursor.value.at < before && looked < batch) {
        looked += 1;
        old.push(cursor.value);
        talk = [accountId, peer, cursor.value.ordinal + 1];
        cursor = await cursor.continue();
      }
    }
    if (looked < batch) conversation = await conversation.continue();
  }
  const gone = await takeAway(tx, old, rules.now);
  const more = conversation !== null && talk !== undefined ? ({ phase: 'temporary', talk } as const) : undefined;
  return { conversations: gone, next: more ?? { phase: 'history' } };
}

async function isTemporaryTalk(tx: Write, conversation: Conversation): Promise<boolean> {
  const began = isTemporary(conversation.peer) || conversation.temporary !== undefined;
  return began && isStranger(tx, conversation);
}

async function pruneHistory(tx: Write, rules: PruneRules, place: PrunePlace): Promise<Pruned> {
  // Counting takes 170 ms for 100,000 rows (design 5): once a day, and only under a rule that keeps them this few.
  const excess =
    place.excess ?? (rules.most === undefined ? 0 : (await tx.objectStore('messages').count()) - rules.most);
  const { before = Number.NEGATIVE_INFINITY } = rules;
  const next: PrunePlace = { phase: 'tombstones' };
  if (before <= 0 && excess <= 0) return { conversations: [], next };

  const looked: Message[] = [];
  let last = place.last;
  let cursor = await tx
    .objectStore('messages')
    .index('at')
    .openCursor(last && IDBKeyRange.lowerBound(last[0]));
  if (cursor !== null && last !== undefined && indexedDB.cmp([cursor.key, cursor.primaryKey], last) <= 0) {
    cursor = await skipTo(cursor, last);
  }
  while (cursor !== null && looked.length < batch && (cursor.key < before || looked.length < excess)) {
    looked.push(cursor.value);
    last = [cursor.key, cursor.primaryKey];
    cursor = await cursor.continue();
  }
  const kept = await whatStays(tx, looked);
  const going = looked.filter((message) => !kept.has(message));
  const conversations = await takeAway(tx, going, rules.now, kept);
  const more = looked.length > 0 && cursor !== null;
  return {
    conversations,
    next: more && last !== undefined ? { phase: 'history', last, excess: excess - going.length } : next,
  };
}

type HistoryCursor = NonNullable<Awaited<ReturnType<typeof openByTime>>>;
function openByTime(tx: Write) {
  return tx.objectStore('messages').index('at').openCursor();
}

/** The first row behind `last`. */
async function skipTo(cursor: HistoryCursor, last: NonNullable<PrunePlace['last']>): Promise<HistoryCursor | null> {
  const [at, key] = last;
  let next: HistoryCursor | null = cursor;
  if (indexedDB.cmp([cursor.key, cursor.primaryKey], last) < 0) {
    next = await cursor.continuePrimaryKey(at, key as HistoryCursor['primaryKey']);
  }
  return next !== null && indexedDB.cmp([next.key, next.primaryKey], last) === 0 ? next.continue() : next;
}

async function pruneTombstones(tx: Write, now: EpochMs): Promise<Pruned> {
  const tombstones = tx.objectStore('tombstones');
  const range = IDBKeyRange.upperBound(now - tombstoneDays * day, true);
  const old = await tombstones.index('at').getAllKeys(range, batch);
  for (const key of old) await tombstones.delete(key);
  return { conversations: [], next: { phase: old.length === batch ? 'tombstones' : 'gaps' } };
}

/** A gap is told for as long as something from before it can be read, and for 30 days at least. */
async function pruneGaps(tx: Write, now: EpochMs): Promise<Pruned> {
  const oldest = await tx.objectStore('messages').index('at').openKeyCursor();
  const until = Math.min(now - tombstoneDays * day, oldest?.key ?? now);
  const gaps = tx.objectStore('gaps');
  let deleted = 0;
  for (const id of await tx.objectStore('accounts').getAllKeys()) {
    for (const gap of await gaps.getAll(IDBKeyRange.bound([id, 0], [id, until]), batch - deleted)) {
      if (gap.to >= until) continue;
      await gaps.delete([id, gap.from]);
      deleted += 1;
    }
    if (deleted >= batch) return { conversations: [], next: { phase: 'gaps' } };
  }
  return { conversations: [], next: { phase: 'counts' } };
}

/** What counts as unread, and replies whose end is not known or not good: only the person ends those. */
async function whatStays(tx: Write, messages: readonly Message[]): Promise<Set<Message>> {
  const conversations = new Map<string, Conversation | undefined>();
  const kept = new Set<Message>();
  for (const message of messages) {
    const { accountId, peer, direction, ordinal, delivery } = message;
    const name = `${accountId} ${peer}`;
    if (!conversations.has(name)) conversations.set(name, await tx.objectStore('conversations').get([accountId, peer]));
    const conversation = conversations.get(name);
    const unread = direction === 'in' && conversation !== undefined && ordinal > conversation.readThrough;
    // A quiet group's talk counts nowhere, and would otherwise stay for ever where nobody ever reads it.
    const counts = unread && (message.mention === true || conversation.always || !isQuietGroup(conversation));
    if (counts || (delivery !== undefined && delivery !== 'sent')) kept.add(message);
  }
  return kept;
}

/** Answers the conversations that changed. */
async function takeAway(
  tx: Write,
  messages: readonly Message[],
  now: EpochMs,
  known?: ReadonlySet<Message>,
): Promise<ConversationKey[]> {
  const kept = known ?? (await whatStays(tx, messages));
  const changed = new Map<string, { key: ConversationKey; ordinals: number[] }>();
  for (const message of messages) {
    if (kept.has(message)) continue;
    const { accountId, peer, ordinal, remoteKey } = message;
    await tx.objectStore('messages').delete([accountId, peer, ordinal]);
    await dropNotice(tx, [accountId, peer, ordinal]);
    await tx.objectStore('tombstones').put({ accountId, remoteKey, at: now });
    const one = changed.get(`${accountId} ${peer}`) ?? { key: [accountId, peer], ordinals: [] };
    if (message.direction === 'in') one.ordinals.push(ordinal);
    changed.set(`${accountId} ${peer}`, one);
  }
  for (const { key, ordinals } of changed.values()) await followUp(tx, key, ordinals);
  return [...changed.values()].map(({ key }) => key);
}

/** Counters and the line in the list follow what went; nothing that is in the badge has. */
async function followUp(tx: Write, key: ConversationKey, ordinals: readonly number[]): Promise<void> {
  const conversations = tx.objectStore('conversations');
  const before = await conversations.get([...key]);
  if (before === undefined) return;
  const unread = before.unread - ordinals.filter((ordinal) => ordinal > before.readThrough).length;
  const conversation = { ...before, unread };
  const newest = await tx.objectStore('messages').openCursor(ofConversation(key), 'prev');
  if (newest !== null) {
    await conversations.put({ ...conversation, preview: planPreview(newest.value) });
    return;
  }
  const { waiting: _nothing, ...rest } = conversation;
  // As after deleting the last message by hand: an empty line stays only where the person decided something about it.
  const decided = [rest.mutedUntil, rest.pinned, rest.loud, rest.always].some((choice) => choice !== undefined);
  if (!decided) await conversations.delete([...key]);
  else await conversations.put({ ...rest, preview: { text: '', direction: 'in' } });
}

/** What was kept for accounts that are gone: removed while an answer was on its way, whose worker then died. */
async function pruneJournal(tx: Write): Promise<void> {
  const ids = new Set(await tx.objectStore('accounts').getAllKeys());
  const journal = tx.objectStore('journal');
  for (const key of await journal.getAllKeys()) if (!ids.has(key[0])) await journal.delete(key);
}
