import { type Contact, contactName, type PresenceRow } from '../model/contact';
import type { ContactNews, Event } from '../model/event';
import { given } from '../model/given';
import { type AccountId, type EpochMs, peerOf, type RealNumber } from '../model/ids';
import { ofAccount } from './key-range';
import { takeComing } from './telling';
import type { Write } from './transaction';

type PeopleEvent = Extract<
  Event,
  { kind: 'contacts' | 'contact-gone' | 'groups' | 'contact' | 'presence' | 'everyone-else-offline' }
>;

export async function takePeople(
  tx: Write,
  accountId: AccountId,
  event: PeopleEvent,
  now: EpochMs,
  away = false,
): Promise<void> {
  switch (event.kind) {
    case 'contacts':
      return swapContacts(tx, accountId, event.contacts);
    case 'contact-gone':
      return dropContact(tx, accountId, event.number);
    case 'groups':
      return takeGroups(tx, accountId, event);
    case 'contact':
      return learnContact(tx, accountId, event.contact);
    case 'presence': {
      const { number, state, source } = event;
      await takeComing(tx, accountId, event, now, away);
      await tx.objectStore('presence').put({ accountId, number, state, source, at: now });
      return;
    }
    case 'everyone-else-offline':
      return setOthersOffline(tx, accountId, new Set(event.except), now);
  }
}

/** One person's news, laid over what is known of them. */
export async function learnContact(tx: Write, accountId: AccountId, news: ContactNews): Promise<void> {
  const known =
    (await tx.objectStore('contacts').get([accountId, news.number])) ??
    (await startContact(tx, accountId, news.number));
  await tx.objectStore('contacts').put(mergeContact(accountId, news, known));
}

/** Somebody who is a contact again is called what the person called them before. */
async function startContact(tx: Write, accountId: AccountId, number: RealNumber): Promise<Contact | undefined> {
  const called = (await tx.objectStore('people').get([accountId, number]))?.called;
  return called === undefined ? undefined : { accountId, number, called };
}

/** What the news leave out stays as it was: HTTP QQ's list is bare numbers, names come later and must not go again. */
export function mergeContact(accountId: AccountId, news: ContactNews, known: Contact | undefined): Contact {
  const { nameKey: _old, ...before } = known ?? { accountId, number: news.number };
  const { nick, remark, picture, category } = news;
  const merged: Contact = { ...before, ...given({ nick, remark, picture, category }) };
  return merged.called || merged.nick || merged.remark
    ? { ...merged, nameKey: contactName(merged).toLowerCase() }
    : merged;
}

/** Rows that stay as they are are not written: a list of hundreds comes with every sign-in. */
async function swapContacts(tx: Write, accountId: AccountId, list: readonly ContactNews[]): Promise<void> {
  const contacts = tx.objectStore('contacts');
  const known = new Map((await contacts.getAll(ofAccount(accountId))).map((row) => [row.number, row]));
  const listed = new Set(list.map((news) => news.number));
  for (const news of list) {
    const before = known.get(news.number) ?? (await startContact(tx, accountId, news.number));
    const after = mergeContact(accountId, news, before);
    if (!isSame(known.get(news.number), after)) await contacts.put(after);
  }
  for (const number of known.keys()) {
    if (listed.has(number)) continue;
    await dropContact(tx, accountId, number);
  }
}

async function dropContact(tx: Write, accountId: AccountId, number: RealNumber): Promise<void> {
  await keepName(tx, accountId, number);
  await tx.objectStore('contacts').delete([accountId, number]);
  // Nobody will tell us when they leave: what is no longer told is unknown (promise 10).
  await tx.objectStore('presence').delete([accountId, number]);
}

/** Who is a contact no longer is still called what they call themselves, in what was said so far. */
async function keepName(tx: Write, accountId: AccountId, number: RealNumber): Promise<void> {
  const nick = (await tx.objectStore('contacts').get([accountId, number]))?.nick;
  const talk = nick && (await tx.objectStore('conversations').get([accountId, peerOf('u', number)]));
  if (talk && talk.nick === undefined) await tx.objectStore('conversations').put({ ...talk, nick });
}

async function takeGroups(
  tx: Write,
  accountId: AccountId,
  { groups: list, partly }: Extract<PeopleEvent, { kind: 'groups' }>,
): Promise<void> {
  const groups = tx.objectStore('groups');
  if (!partly) await groups.delete(ofAccount(accountId));
  for (const { number, name } of list) {
    await groups.put({ accountId, number, ...(name && { name, nameKey: name.toLowerCase() }) });
  }
}

async function setOthersOffline(
  tx: Write,
  accountId: AccountId,
  except: ReadonlySet<RealNumber>,
  now: EpochMs,
): Promise<void> {
  const presence = tx.objectStore('presence');
  const rows = new Map((await presence.getAll(ofAccount(accountId))).map((row) => [row.number, row]));
  for (const [, number] of await tx.objectStore('contacts').getAllKeys(ofAccount(accountId))) {
    if (except.has(number) || rows.get(number)?.state === 'offline') continue;
    const row: PresenceRow = { accountId, number, state: 'offline', source: 'list', at: now };
    await presence.put(row);
  }
}

function isSame(a: Contact | undefined, b: Contact): boolean {
  const told = ['nick', 'remark', 'picture', 'category', 'nameKey'] as const;
  return a !== undefined && told.every((key) => a[key] === b[key]);
}
