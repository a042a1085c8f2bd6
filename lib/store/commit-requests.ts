import type { Event } from '../model/event';
import type { AccountId, EpochMs } from '../model/ids';
import { learnContact } from './commit-people';
import { takeAnswerOfTheirs } from './people';
import type { Database } from './schema';
import { type Write, write } from './transaction';

/** Somebody asks to be added; the same request told again is the one already there, answered or not. */
export async function takeRequest(
  tx: Write,
  accountId: AccountId,
  { key, from, text, group, invite }: Extract<Event, { kind: 'request' }>,
  now: EpochMs,
): Promise<void> {
  const requests = tx.objectStore('requests');
  if ((await requests.getKey([accountId, key])) !== undefined) return;
  const about = { ...(group !== undefined && { group }), ...(invite && { invite }) };
  await requests.put({ accountId, key, from, text, at: now, open: now, ...about });
}

/** Answered here, or by another client. */
export async function closeRequest(tx: Write, accountId: AccountId, key: string): Promise<void> {
  const row = await tx.objectStore('requests').get([accountId, key]);
  if (row === undefined) return;
  const { open: _closed, ...answered } = row;
  await tx.objectStore('requests').put(answered);
}

/** The same as a transaction of its own: the person puts it away. */
export function putRequestAway(db: Database, accountId: AccountId, key: string): Promise<void> {
  return write(db, ['requests'], (tx) => closeRequest(tx, accountId, key));
}

/** They answered ours: with a yes they are a contact, and either way nothing between us is open any more. */
export async function takeRequestAnswer(
  tx: Write,
  accountId: AccountId,
  event: Extract<Event, { kind: 'request-answered' }>,
  now: EpochMs,
): Promise<void> {
  const { from, accepted } = event;
  await takeAnswerOfTheirs(tx, accountId, event, now);
  const requests = tx.objectStore('requests');
  for (const row of await requests.index('open').getAll()) {
    if (row.accountId !== accountId || row.from !== from) continue;
    const { open: _closed, ...answered } = row;
    await requests.put(answered);
  }
  if (accepted) await learnContact(tx, accountId, { number: from });
}
