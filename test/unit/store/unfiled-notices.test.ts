import { beforeEach, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { anAccount, aSession, everyNotice, type FreshStore, freshStore, friend, incoming, take } from './fresh-store';

let fresh: FreshStore;
let id: AccountId;

beforeEach(async () => {
  fresh = freshStore();
  id = await fresh.store.addAccount(anAccount(), aSession());
});

const arrive = (...names: string[]) =>
  take(
    fresh.store,
    id,
    names.map((name) => incoming(name)),
    { notice: ({ text }) => (text.startsWith('quiet') ? 'muted' : 'waiting') },
  );
const rows = () => fresh.run((db) => db.getAll('notices'));
const session = async () => (await fresh.run((db) => db.get('sessions', id))) ?? expect.fail('no session');
const all = async () => (await fresh.run(everyNotice)).map(({ ordinal, state }) => [ordinal, state]);

it('a button pressed before it was written down that its notification is up is about what it told of', async () => {
  await arrive('a', 'b', 'c');
  const shown = () => fresh.store.lastShown([id, friend]);
  expect(await shown()).toBeUndefined();
  await fresh.store.moveNotices([[id, friend, 1]], 'showing');
  expect(await shown()).toBe(1);
  await fresh.store.moveNotices([[id, friend, 1]], 'shown');
  await fresh.store.moveNotices([[id, friend, 2]], 'showing');
  expect(await shown()).toBe(2);
  await fresh.store.repeatNotices();
  expect(await shown()).toBe(2);
  await fresh.store.moveNotices([[id, friend, 2]], 'waiting');
  expect(await shown()).toBe(1);
});

it('what has just come in is a notice to whoever asks, though it has no row yet', async () => {
  await arrive('a', 'quiet b', 'c');
  expect(await rows()).toEqual([]);
  expect((await fresh.store.readNotices('waiting')).map(({ ordinal }) => ordinal)).toEqual([1, 3]);
  expect((await fresh.store.readNotices('late', 'muted')).map(({ ordinal }) => ordinal)).toEqual([2]);
  expect((await session()).notices).toEqual({ notified: 0, quiet: { muted: 1 } });
});

it('stands in one place at a time, whatever becomes of it', async () => {
  await arrive('a', 'quiet b', 'c');
  expect(await fresh.store.moveNotices([[id, friend, 1]], 'showing')).toEqual([[id, friend, 1]]);
  expect(await all()).toEqual([
    [1, 'showing'],
    [2, 'muted'],
    [3, 'waiting'],
  ]);
  expect((await session()).unfiled).toBeUndefined();
  await arrive('d');
  await fresh.store.markRead([id, friend], 3);
  expect(await all()).toEqual([[4, 'waiting']]);
  expect((await session()).notices).toEqual({ notified: 0, quiet: { muted: 1, read: 2 } });
});

it('outlives every other change of its session row', async () => {
  await arrive('a');
  await take(fresh.store, id, []);
  await fresh.store.begin([id], (row) => ({ ...row, failures: 3, unfiled: [] }));
  await fresh.store.actOnAccounts([id], (account, { unfiled: _, ...row }) => ({ account, session: row }));
  expect(await all()).toEqual([[1, 'waiting']]);
});

it('a session row never drags a burst along', async () => {
  for (let n = 0; n < 15; n++) await arrive(...Array.from({ length: 20 }, (_, i) => `${n}.${i}`));
  expect((await session()).unfiled?.length ?? 0).toBeLessThanOrEqual(100);
  expect(await all()).toHaveLength(300);
  await arrive(...Array.from({ length: 1_000 }, (_, i) => `burst ${i}`));
  expect((await session()).unfiled).toBeUndefined();
  expect(await rows()).toHaveLength(1_300);
});
