import type { Event } from '../model/event';
import { type AccountId, type ConversationKey, type EpochMs, type Peer, peerNumber, peerOf } from '../model/ids';
import type { Person, TellRule } from '../model/person';
import { isToBeTold, ruleAfter } from '../model/plan-person';
import type { Database } from './schema';
import { type Write, write } from './transaction';

type Presence = Extract<Event, { kind: 'presence' }>;

/**
 * Somebody is online: written down to be told where a rule asks for it, in the transaction that learns of it. Coming is
 * a change that was pushed, or one from known to be offline: who was never heard of may have been there all day.
 */
export async function takeComing(tx: Write, accountId: AccountId, event: Presence, now: EpochMs, away: boolean) {
  if (event.state !== 'online') return;
  const person = await tx.objectStore('people').get([accountId, event.number]);
  if (person?.tell === undefined || !isToBeTold(person.tell, 'online', away)) return;
  const before = await tx.objectStore('presence').get([accountId, event.number]);
  const came = before === undefined ? event.source === 'pushed' : before.state === 'offline';
  if (came) await tx.objectStore('people').put({ ...person, tell: { ...person.tell, due: now } });
}

/** Of these peers those whose messages the person wants to be told of. */
export async function readAsked(
  tx: Write,
  accountId: AccountId,
  peers: readonly Peer[],
  away: boolean,
): Promise<ReadonlySet<Peer>> {
  // One question to an index that is nearly always empty, instead of one for each who writes.
  const people = await tx.objectStore('people').index('telling').getAll();
  const asked = people.filter((person) => person.accountId === accountId && isToBeTold(person.tell, 'writes', away));
  const theirs = new Set(asked.map(({ number }) => peerOf('u', number)));
  return new Set(peers.filter((peer) => theirs.has(peer)));
}

/** What was announced was the one time, where only one was wanted. */
export async function endOnce(tx: Write, accountId: AccountId, peers: ReadonlySet<Peer>): Promise<void> {
  for (const peer of peers) {
    const person = await tx.objectStore('people').get([accountId, peerNumber(peer)]);
    if (person?.tell?.once) await keepRule(tx, person, ruleAfter(person.tell));
  }
}

/** Who came online and is still to be told, in the order they came. */
export async function readComings(db: Database): Promise<ConversationKey[]> {
  const rows = await db.getAllFromIndex('people', 'telling');
  return rows
    .filter(({ tell }) => tell?.due !== undefined)
    .sort((a, b) => (a.tell?.due ?? 0) - (b.tell?.due ?? 0))
    .map(({ accountId, number }): ConversationKey => [accountId, peerOf('u', number)]);
}

/** It was told: nobody tells it again. */
export function tellComing(db: Database, [accountId, peer]: ConversationKey): Promise<void> {
  return write(db, ['people'], async (tx) => {
    const person = await tx.objectStore('people').get([accountId, peerNumber(peer)]);
    if (person?.tell?.due !== undefined) await keepRule(tx, person, ruleAfter(person.tell));
  });
}

async function keepRule(tx: Write, person: Person, rule: TellRule | undefined): Promise<void> {
  const { tell: _, ...rest } = person;
  await tx.objectStore('people').put({ ...rest, ...(rule && { tell: rule }) });
}
