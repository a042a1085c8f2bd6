import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ContactNews } from '../../../lib/model/event';
import { readNameless } from '../../../lib/store/people';
import { readAccounts, readAttention, readConversation, readConversations } from '../../../lib/store/read';
import { readPeople } from '../../../lib/store/read-people';
import { anAccount, aSession, freshStore, take } from './fresh-store';

async function oneAccount() {
  const fresh = freshStore();
  const id = await fresh.store.addAccount(anAccount(), aSession());
  const contacts = () => fresh.run((db) => db.getAll('contacts'));
  const presence = async () =>
    Object.fromEntries((await fresh.run((db) => db.getAll('presence'))).map((row) => [row.number, row.state]));
  return { ...fresh, id, contacts, presence };
}

it('a contact list swap keeps remarks, nicks and pictures that the list does not tell', async () => {
  const { store, id, contacts } = await oneAccount();
  await take(store, id, [{ kind: 'contacts', contacts: [{ number: '1' }, { number: '2' }] }]);
  await take(store, id, [{ kind: 'contact', contact: { number: '1', nick: 'Lin', remark: 'Tea', picture: 4 } }]);
  await take(store, id, [{ kind: 'contacts', contacts: [{ number: '1' }, { number: '3', nick: 'WANG' }] }]);
  expect(await contacts()).toEqual([
    { accountId: id, number: '1', nick: 'Lin', remark: 'Tea', picture: 4, nameKey: 'tea' },
    { accountId: id, number: '3', nick: 'WANG', nameKey: 'wang' },
  ]);
});

it('a list replaces the one before, whatever both hold', async () => {
  const news = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 30 }).map(String) }), {
    selector: (contact: ContactNews) => contact.number,
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(news, { minLength: 1, maxLength: 4 }), async (lists) => {
      const { store, id, contacts, connection } = await oneAccount();
      for (const list of lists) await take(store, id, [{ kind: 'contacts', contacts: list }]);
      const last = (lists.at(-1) ?? []).map((contact) => contact.number);
      expect((await contacts()).map((row) => row.number).toSorted()).toEqual(last.toSorted());
      connection.close();
    }),
    { numRuns: 50 },
  );
});

it("a swap leaves another account's contacts alone", async () => {
  const { store, id, contacts } = await oneAccount();
  const other = await store.addAccount(anAccount({ uin: '10000002' }), aSession());
  await take(store, other, [{ kind: 'contacts', contacts: [{ number: '1', nick: 'theirs' }] }]);
  await take(store, id, [{ kind: 'contacts', contacts: [{ number: '2' }] }]);
  expect((await contacts()).map((row) => [row.accountId, row.number])).toEqual([
    [id, '2'],
    [other, '1'],
  ]);
});

it('whoever is no longer on the list is no longer known to be online', async () => {
  const { store, id, presence } = await oneAccount();
  await take(store, id, [
    { kind: 'contacts', contacts: [{ number: '1' }, { number: '2' }] },
    { kind: 'presence', number: '1', state: 'online', source: 'list' },
  ]);
  await take(store, id, [{ kind: 'contacts', contacts: [{ number: '2' }] }]);
  expect(await presence()).toEqual({});
});

it('a complete picture sets everybody else on the list offline, and nobody who is not on it', async () => {
  const { store, id, presence } = await oneAccount();
  await take(store, id, [
    { kind: 'contacts', contacts: [{ number: '1' }, { number: '2' }, { number: '3' }] },
    { kind: 'presence', number: '2', state: 'busy', source: 'list' },
    { kind: 'presence', number: '9', state: 'online', source: 'asked' },
    { kind: 'presence', number: '1', state: 'away', source: 'list' },
    { kind: 'everyone-else-offline', except: ['1'] },
  ]);
  expect(await presence()).toEqual({ 1: 'away', 2: 'offline', 3: 'offline', 9: 'online' });
});

it('open requests count in the one number only where the person says so, and header and accounts agree', async () => {
  const { store, id, run } = await oneAccount();
  await take(store, id, [
    { kind: 'request', key: 'q1.0 5', from: '5', text: '' },
    { kind: 'request', key: 'q1.1 6', from: '6', text: '' },
    { kind: 'request-closed', key: 'q1.1 6' },
  ]);
  expect((await run((db) => readAttention(db))).total).toBe(0);
  const counted = await run((db) => readAttention(db, { requests: true }));
  expect(counted).toEqual({ total: 1, byAccount: new Map([[id, 1]]) });
  expect((await run((db) => readAccounts(db, { requests: true }))).map(({ unread }) => unread)).toEqual([1]);
  expect((await run((db) => readAccounts(db))).map(({ unread }) => unread)).toEqual([0]);
});

const hello = (sender: string) =>
  ({
    kind: 'message',
    remoteKey: `q1.${sender}`,
    peer: `u:${sender}`,
    direction: 'in',
    sender,
    text: 'hello',
  }) as const;

it('whoever writes is a stranger as soon as the list is known, also where nobody is on it', async () => {
  const { store, id, run } = await oneAccount();
  await take(store, id, [hello('5')]);
  const seen = async () => ({
    stranger: (await run((db) => readConversation(db, [id, 'u:5'])))?.stranger,
    people: (await run((db) => readPeople(db, [id]))).length,
  });
  expect(await seen()).toEqual({ stranger: false, people: 0 });
  await take(store, id, [{ kind: 'contacts', contacts: [] }]);
  expect(await seen()).toEqual({ stranger: true, people: 1 });
  await take(store, id, [{ kind: 'contact', contact: { number: '5' } }]);
  expect(await seen()).toEqual({ stranger: false, people: 1 });
});

it('a stranger is called what the person calls them, else what they call themselves, in the list as on the card', async () => {
  const { store, id, run } = await oneAccount();
  await take(store, id, [hello('5')]);
  const called = async () => (await run((db) => readConversations(db, { limit: 9 })))[0]?.name;
  expect(await called()).toBeUndefined();
  await take(store, id, [{ kind: 'profile', number: '5', profile: { nick: 'Lin', texts: {} } }]);
  expect(await called()).toBe('Lin');
  await store.changePerson(id, '5', { called: 'Tea' });
  expect(await called()).toBe('Tea');
});

it('a friend who is one no longer keeps their name where they wrote', async () => {
  const { store, id, run } = await oneAccount();
  await take(store, id, [
    { kind: 'contacts', contacts: [{ number: '5', nick: 'Lin' }] },
    hello('5'),
    { kind: 'contact-gone', number: '5' },
  ]);
  expect((await run((db) => readConversations(db, { limit: 9 })))[0]).toMatchObject({ stranger: true, name: 'Lin' });
});

it('a contact whose card tells no name is not asked for one again', async () => {
  const { store, id, run } = await oneAccount();
  await take(store, id, [{ kind: 'contacts', contacts: [{ number: '5' }, { number: '6' }] }]);
  await take(store, id, [{ kind: 'profile', number: '5', profile: { texts: {} }, brief: true }]);
  expect(await run((db) => readNameless(db, id, ['5', '6', '7']))).toEqual(['6']);
});
