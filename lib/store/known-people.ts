import type { EpochMs, RealNumber } from '../model/ids';
import type { Presence } from '../model/presence';
import type { Database } from './schema';

/** What all accounts together know of some numbers. */
export interface KnownPeople {
  /** Numbers of the person's own accounts. */
  readonly own: ReadonlySet<RealNumber>;
  /** Contacts, each as the account says that heard last; `unknown` where no account that knows them is online. */
  readonly contacts: ReadonlyMap<RealNumber, { readonly state: Presence; readonly at?: EpochMs }>;
}

export async function readKnownPeople(db: Database, numbers: readonly RealNumber[]): Promise<KnownPeople> {
  const tx = db.transaction(['accounts', 'sessions', 'contacts', 'presence']);
  const [accounts, sessions] = await Promise.all([
    tx.objectStore('accounts').getAll(),
    tx.objectStore('sessions').getAll(),
  ]);
  const shown = accounts.filter(({ removeAt }) => removeAt === undefined);
  const online = new Set(
    shown.map(({ id }) => id).filter((id) => sessions.some((row) => row.accountId === id && row.state === 'online')),
  );
  const contacts = new Map<RealNumber, { state: Presence; at?: EpochMs }>();
  await Promise.all(
    numbers.map(async (number) => {
      const knowing = await tx.objectStore('contacts').index('number').getAll(number);
      const rows = await Promise.all(
        knowing
          .filter(({ accountId }) => online.has(accountId))
          .map(({ accountId }) => tx.objectStore('presence').get([accountId, number])),
      );
      const latest = rows.filter((row) => row !== undefined).sort((a, b) => b.at - a.at)[0];
      if (knowing.length > 0)
        contacts.set(number, latest ? { state: latest.state, at: latest.at } : { state: 'unknown' });
    }),
  );
  return { own: new Set(shown.map(({ uin }) => uin)), contacts };
}
