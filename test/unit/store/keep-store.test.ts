import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { readAccounts } from '../../../lib/store/read';
import { readUnreadable, unreadableKey } from '../../../lib/store/unreadable';
import { createStore } from '../../../lib/store/write';
import { anAccount, aSession } from './fresh-store';

const { browser, kept } = vi.hoisted(() => {
  const kept: Record<string, unknown> = {};
  const local = {
    get: async (key: string) => ({ [key]: structuredClone(kept[key]) }),
    set: async (values: object) => void Object.assign(kept, structuredClone(values)),
    remove: async (key: string) => void delete kept[key],
  };
  return { browser: { storage: { local } }, kept };
});
vi.mock('../../../lib/browser', () => ({ browser }));

const { createKeeper } = await import('../../../entrypoints/background/keep-store');

/** A worker starts: nothing in its memory. */
function live() {
  const keeper = createKeeper({ random: () => 0.5, refreshed: () => {}, troubled: () => {} });
  const shown = async () => (await keeper.connection.run((db) => readAccounts(db))).map(({ account }) => account);
  return { keeper, store: createStore(keeper.connection), shown, copy: async () => keeper.copied(await shown()) };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  for (const key of Object.keys(kept)) delete kept[key];
});

it('an account that the person took away does not come back from the second copy', async () => {
  const { store, copy, keeper } = live();
  const id = await store.addAccount(anAccount(), aSession());
  await copy();
  await store.changeAccount(id, (account) => ({ ...account, removeAt: 6_000 }));
  await copy();
  await store.deleteAccount(id);
  await copy();
  keeper.connection.close();
  // No account and no key: the passphrase was forgotten before, and the next life takes the store for lost.
  expect(await live().shown()).toEqual([]);
});

it('an account whose row cannot be read stays in the second copy', async () => {
  const { store, copy, keeper } = live();
  const id = await store.addAccount(anAccount(), aSession());
  await copy();
  await keeper.connection.run((db) => db.put('accounts', { id, order: 1 } as never));
  await store.addAccount(anAccount({ uin: '10000002' }), aSession());
  await copy();
  expect(kept.secondCopy).toMatchObject({ accounts: [{ uin: '10000002' }, { uin: '10000001' }] });
});

it('rows that cannot be read are counted each, however many are met at once', async () => {
  const { keeper } = live();
  await Promise.all([1, 2, 3].map((n) => keeper.unreadable({ store: 'messages', key: [1, 'u:5', n] })));
  expect(readUnreadable(kept[unreadableKey])).toHaveLength(3);
});

it('an account that was paused is paused when it comes back, asks nobody, and goes on in its morning', async () => {
  const { store, copy, keeper } = live();
  await store.addAccount(anAccount({ pausedAt: 5 }), aSession({ state: 'paused' }));
  await store.addAccount(anAccount({ uin: '10000002', pausedAt: 5, pausedUntil: 9 }), aSession({ state: 'paused' }));
  await store.addAccount(anAccount({ uin: '10000003' }), aSession());
  await copy();
  keeper.connection.close();
  globalThis.indexedDB = new IDBFactory();
  const sessions = await live().keeper.connection.run((db) => db.getAll('sessions'));
  expect(sessions.map(({ state, todo, due }) => [state, todo.length, due === undefined || due === 9])).toEqual([
    ['paused', 0, true],
    ['paused', 0, true],
    ['signing-in', 1, false],
  ]);
});
