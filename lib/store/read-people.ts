import type { Contact, PresenceRow } from '../model/contact';
import { type AccountId, type EpochMs, peerNumber, peerOf, type RealNumber } from '../model/ids';
import type { Person } from '../model/person';
import type { Presence } from '../model/presence';
import { ofAccount } from './key-range';
import type { Database } from './schema';

/** Somebody an account knows, as the contacts and the card show them. */
export interface PersonView {
  readonly accountId: AccountId;
  readonly number: RealNumber;
  /** Absent for strangers: those who stand on no list. */
  readonly contact?: Contact;
  /** `unknown` whenever the account itself is not online. */
  readonly presence: Presence;
  readonly presenceAt?: EpochMs;
  /** What a stranger calls themselves. */
  readonly nick?: string;
  readonly person?: Person;
  /** When they wrote last. */
  readonly heardAt?: EpochMs;
}

/** Everybody on the lists of these accounts, and whoever wrote or was written to without standing on one. */
export async function readPeople(db: Database, ids: readonly AccountId[]): Promise<PersonView[]> {
  const tx = db.transaction(['sessions', 'contacts', 'presence', 'people', 'conversations']);
  const views = await Promise.all(
    ids.map(async (accountId) => {
      const range = ofAccount(accountId);
      const [session, contacts, presence, people, talks] = await Promise.all([
        tx.objectStore('sessions').get(accountId),
        tx.objectStore('contacts').getAll(range),
        tx.objectStore('presence').getAll(range),
        tx.objectStore('people').getAll(range),
        tx.objectStore('conversations').getAll(range),
      ]);
      const online = session?.state === 'online';
      const states = byNumber(presence);
      const persons = byNumber(people);
      const listed = byNumber(contacts);
      const direct = new Map(
        talks.filter(({ peer }) => peer.startsWith('u:')).map((talk) => [peerNumber(talk.peer), talk]),
      );
      const numbers = new Set([
        ...listed.keys(),
        ...(contacts.length > 0 || session?.listedAt !== undefined ? direct.keys() : []),
      ]);
      return [...numbers].map((number): PersonView => {
        const contact = listed.get(number);
        const talk = direct.get(number);
        return {
          accountId,
          number,
          ...(contact && { contact }),
          ...(talk?.nick !== undefined && { nick: talk.nick }),
          ...presenceOf(states.get(number), online),
          ...personOf(persons.get(number)),
          ...(talk?.heard !== undefined && { heardAt: talk.heard }),
        };
      });
    }),
  );
  return views.flat();
}

/** One person, and which other accounts they talk with. */
export interface PersonCard {
  readonly view: PersonView;
  readonly elsewhere: ReadonlyArray<{ readonly accountId: AccountId; readonly recent: EpochMs }>;
}

export async function readPerson(db: Database, accountId: AccountId, number: RealNumber): Promise<PersonCard> {
  const tx = db.transaction(['accounts', 'sessions', 'contacts', 'presence', 'people', 'conversations']);
  const key: [AccountId, RealNumber] = [accountId, number];
  const [session, contact, presence, person, talk, accounts] = await Promise.all([
    tx.objectStore('sessions').get(accountId),
    tx.objectStore('contacts').get(key),
    tx.objectStore('presence').get(key),
    tx.objectStore('people').get(key),
    tx.objectStore('conversations').get([accountId, peerOf('u', number)]),
    tx.objectStore('accounts').getAll(),
  ]);
  const others = accounts.filter(({ id, removeAt }) => id !== accountId && removeAt === undefined);
  const talks = await Promise.all(
    others.map(({ id }) => tx.objectStore('conversations').get([id, peerOf('u', number)])),
  );
  return {
    view: {
      accountId,
      number,
      ...(contact && { contact }),
      ...(talk?.nick !== undefined && { nick: talk.nick }),
      ...presenceOf(presence, session?.state === 'online'),
      ...personOf(person),
      ...(talk?.heard !== undefined && { heardAt: talk.heard }),
    },
    // What we wrote and nobody answered is no sign that they wrote.
    elsewhere: talks.flatMap((row) =>
      row && (row.heard !== undefined || row.preview.direction === 'in')
        ? [{ accountId: row.accountId, recent: row.heard ?? row.recent }]
        : [],
    ),
  };
}

/** Answers to requests of ours that nobody has put away, latest first. */
export async function readAnswers(db: Database): Promise<Person[]> {
  const rows = await db.getAllFromIndex('people', 'answered');
  return rows.reverse();
}

function presenceOf(row: PresenceRow | undefined, online: boolean): Pick<PersonView, 'presence' | 'presenceAt'> {
  if (!online || row === undefined) return { presence: 'unknown' };
  return { presence: row.state, presenceAt: row.at };
}

function personOf(person: Person | undefined): { person?: Person } {
  return person ? { person } : {};
}

function byNumber<T extends { readonly number: RealNumber }>(rows: readonly T[]): ReadonlyMap<RealNumber, T> {
  return new Map(rows.map((row) => [row.number, row]));
}
