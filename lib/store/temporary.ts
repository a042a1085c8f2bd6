import type { Conversation } from '../model/conversation';
import { type ConversationKey, type EpochMs, isNameless, peerKind, peerNumber } from '../model/ids';
import type { Message } from '../model/message';
import { dayOf, sourceOf, type TemporaryCount } from '../model/temporary';
import { ofAccount } from './key-range';
import type { Database } from './schema';
import { type Write, write } from './transaction';

/**
 * Temporary sessions at the desk: a conversation that a stranger began is marked in its row, and counted by source and
 * day in the same transaction, so that a death counts nothing twice.
 */

/** Sources are strangers' words: past so many in a day the rest are counted together. */
const mostSources = 500;

/** Whether the next words of the other side may begin a session; most never do, and cost nothing. */
export function beginsSession({ temporary, lastOrdinal }: Conversation): boolean {
  return temporary === undefined ? lastOrdinal === 0 : temporary.doneAt !== undefined;
}

/** The conversation as it is once this message came in, marked and counted where a session begins with it. */
export async function noteIncoming(
  tx: Write,
  before: Conversation,
  after: Conversation,
  message: Message,
): Promise<Conversation> {
  const { temporary } = before;
  if (!beginsSession(before) || (temporary === undefined && !(await isStranger(tx, before)))) return after;
  const source = sourceOf(message.text) || (temporary?.source ?? '');
  await count(tx, after, source, message.at, (row) => ({ ...row, started: row.started + 1 }));
  return { ...after, temporary: { source, since: message.at } };
}

/** An answer was delivered: the first of a session is counted for the day it began. */
export async function noteDelivered(tx: Write, message: Message): Promise<void> {
  if (message.direction !== 'out') return;
  const { accountId, peer, at } = message;
  const conversation = await tx.objectStore('conversations').get([accountId, peer]);
  const temporary = conversation?.temporary;
  if (conversation === undefined || temporary === undefined) return;
  if (temporary.answeredAt !== undefined || at < temporary.since) return;
  await tx.objectStore('conversations').put({ ...conversation, temporary: { ...temporary, answeredAt: at } });
  await count(tx, conversation, temporary.source, temporary.since, (row) => ({
    ...row,
    answered: row.answered + 1,
    answerMs: (row.answerMs ?? 0) + at - temporary.since,
  }));
}

/** Puts a session aside at that moment, or back onto the desk. */
export function setDone(db: Database, key: ConversationKey, at: EpochMs | undefined): Promise<void> {
  return write(db, ['conversations'], async (tx) => {
    const conversation = await tx.objectStore('conversations').get([...key]);
    if (conversation?.temporary === undefined) return;
    const { doneAt: _was, ...rest } = conversation.temporary;
    const temporary = at === undefined ? rest : { ...rest, doneAt: at };
    await tx.objectStore('conversations').put({ ...conversation, temporary });
  });
}

/** Takes away what days before this one brought, `2026-11-22`. */
export async function pruneCounts(tx: Write, day: string): Promise<void> {
  await tx.objectStore('temporaryCounts').delete(IDBKeyRange.upperBound([day, ''], true));
}

/** Where contacts are not known nobody is called a stranger, as in the list (`read.ts`). */
export async function isStranger(tx: Write, { accountId, peer }: Conversation): Promise<boolean> {
  if (peerKind(peer) === 's') return !isNameless(peer);
  if (peerKind(peer) !== 'u') return false;
  const contacts = tx.objectStore('contacts');
  if ((await contacts.getKey([accountId, peerNumber(peer)])) !== undefined) return false;
  return (await contacts.getKey(ofAccount(accountId))) !== undefined;
}

async function count(
  tx: Write,
  { accountId }: Conversation,
  wanted: string,
  at: EpochMs,
  plan: (row: TemporaryCount) => TemporaryCount,
): Promise<void> {
  const counts = tx.objectStore('temporaryCounts');
  const day = dayOf(at);
  let source = wanted;
  let row = await counts.get([day, source, accountId]);
  if (row === undefined && (await counts.count(IDBKeyRange.bound([day], [day, []]))) >= mostSources) {
    source = '';
    row = await counts.get([day, source, accountId]);
  }
  await counts.put(plan(row ?? { day, source, accountId, started: 0, answered: 0 }));
}
