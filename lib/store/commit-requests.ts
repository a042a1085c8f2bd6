import type { Event } from '../model/event';
import { given } from '../model/given';
import type { AccountId, EpochMs } from '../model/ids';
import { learnContact } from './commit-people';
import { takeAnswerOfTheirs } from './people';
import type { Database, RequestRow } from './schema';
import { type Write, write } from './transaction';

/** The longest that a server hands an answer over again (design 4). */
const repeatMs = 10 * 60_000;

/** Somebody asks to be added; the same request told again is the one already there, answered or not. */
export async function takeRequest(
  tx: Write,
  accountId: AccountId,
  { key, also, from, text, group, invite, nick, yesOnly, again, askedAt = 0 }: Extract<Event, { kind: 'request' }>,
  now: EpochMs,
): Promise<void> {
  const requests = tx.objectStore('requests');
  const known = await findRequest(tx, accountId, key, also);
  // Told twice within the time in which servers repeat an answer, it is the same one.
  const isAnother = (at: EpochMs) => askedAt > at || (again && now - at > repeatMs);
  const isNew = known === undefined || (known.open === undefined && isAnother(known.at));
  if (!isNew) {
    if (nick && known.open !== undefined && known.nick === undefined) await requests.put({ ...known, nick });
    return;
  }
  const about = given({ group, invite, nick, yesOnly });
  await requests.put({ accountId, key, from, text, at: now, open: now, notice: 'waiting', ...about });
}

/** A list may name a request by less than its event did, and the other way round. */
async function findRequest(
  tx: Write,
  accountId: AccountId,
  key: string,
  also: string | undefined,
): Promise<RequestRow | undefined> {
  const requests = tx.objectStore('requests');
  const known = await requests.get([accountId, key]);
  if (known !== undefined || also === undefined) return known;
  return (
    (await requests.get([accountId, also])) ??
    requests.get(IDBKeyRange.bound([accountId, `${also}|`], [accountId, `${also}|\uffff`]))
  );
}

/** Answered here, or by another client. */
export async function closeRequest(tx: Write, accountId: AccountId, key: string, also?: string): Promise<void> {
  const row = await findRequest(tx, accountId, key, also);
  if (row === undefined) return;
  const { open: _closed, notice: _told, ...answered } = row;
  await tx.objectStore('requests').put(answered);
}

/** Whoever is a friend asks no more: another client has said yes. Answers whether anybody did. */
export async function closeBefriended(
  tx: Write,
  accountId: AccountId,
  { contacts, mutual }: Extract<Event, { kind: 'contacts' }>,
): Promise<boolean> {
  if (!mutual) return false;
  const friends = new Set(contacts.map(({ number }) => number));
  const open = await tx.objectStore('requests').index('open').getAll();
  const answered = open.filter((row) => row.accountId === accountId && !row.group && friends.has(row.from));
  for (const { key } of answered) await closeRequest(tx, accountId, key);
  return answered.length > 0;
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
    const { open: _closed, notice: _told, ...answered } = row;
    await requests.put(answered);
  }
  if (accepted) await learnContact(tx, accountId, { number: from });
}
