import { contactName, isNameless } from '../model/contact';
import type { Event } from '../model/event';
import type { AccountId, EpochMs, RealNumber } from '../model/ids';
import type { Person, PersonChange } from '../model/person';
import { planPerson } from '../model/plan-person';
import { nameAsker } from './name-asker';
import type { Database } from './schema';
import { type Write, write } from './transaction';

/** The person's own words about somebody. Their name for them stands in the contact too, where lists and notices read it. */
export function changePerson(
  db: Database,
  accountId: AccountId,
  number: RealNumber,
  change: PersonChange,
): Promise<void> {
  return write(db, ['accounts', 'people', 'contacts'], async (tx) => {
    if ((await tx.objectStore('accounts').getKey(accountId)) === undefined) return;
    const before = await readOrStart(tx, accountId, number);
    const after = planPerson(before, change);
    if (after === undefined) await tx.objectStore('people').delete([accountId, number]);
    else await tx.objectStore('people').put(after);
    const contact = await tx.objectStore('contacts').get([accountId, number]);
    if (contact === undefined || contact.called === after?.called) return;
    const { called: _, ...others } = contact;
    const named = { ...others, ...(after?.called !== undefined && { called: after.called }) };
    await tx.objectStore('contacts').put({ ...named, nameKey: contactName(named).toLowerCase() });
  });
}

/** Those of these contacts that are to be asked for. */
export async function readNameless(
  db: Database,
  accountId: AccountId,
  numbers: readonly RealNumber[],
): Promise<RealNumber[]> {
  const { store } = db.transaction('contacts');
  const rows = await Promise.all(numbers.map((number) => store.get([accountId, number])));
  return rows.flatMap((row) => (row && isNameless(row) ? [row.number] : []));
}

/** What they tell of themselves. A card that was read once is not replaced by a look at the name alone. */
export async function takeProfile(
  tx: Write,
  accountId: AccountId,
  { number, profile, brief }: Extract<Event, { kind: 'profile' }>,
  now: EpochMs,
): Promise<void> {
  const known = await readOrStart(tx, accountId, number);
  const { noProfile: _, ...told } = known;
  if (!brief) await tx.objectStore('people').put({ ...told, profile, profileAt: now });
  if (profile.nick !== undefined) await nameAsker(tx, accountId, number, profile.nick);
  const contact = await tx.objectStore('contacts').get([accountId, number]);
  if (contact === undefined) return;
  // Somebody who calls themselves nothing is not asked again.
  const { nick = contact.nick ?? '', picture = contact.picture } = profile;
  const named = { ...contact, nick, ...(picture !== undefined && { picture }) };
  await tx.objectStore('contacts').put({ ...named, nameKey: contactName(named).toLowerCase() });
}

/** A card that cannot be had now says so; one that was read before stays. */
export async function takeNoProfile(
  tx: Write,
  accountId: AccountId,
  { number, why }: Extract<Event, { kind: 'no-profile' }>,
  now: EpochMs,
): Promise<void> {
  const known = await readOrStart(tx, accountId, number);
  await tx.objectStore('people').put({ ...known, noProfile: { at: now, why } });
}

export async function takeRequestSent(tx: Write, accountId: AccountId, to: RealNumber, now: EpochMs): Promise<void> {
  const { answered: _, ...known } = await readOrStart(tx, accountId, to);
  await tx.objectStore('people').put({ ...known, askedAt: now });
}

/** Kept until it was read, since a no that nobody saw would be asked for again. */
export async function takeAnswerOfTheirs(
  tx: Write,
  accountId: AccountId,
  { from, accepted, text }: Extract<Event, { kind: 'request-answered' }>,
  now: EpochMs,
): Promise<void> {
  const { askedAt: _, ...known } = await readOrStart(tx, accountId, from);
  await tx.objectStore('people').put({ ...known, answered: { accepted, text, at: now } });
}

async function readOrStart(tx: Write, accountId: AccountId, number: RealNumber): Promise<Person> {
  return (await tx.objectStore('people').get([accountId, number])) ?? { accountId, number };
}
