import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import type { Restored } from '../../../lib/model/store-standing';
import { connect, deleteStore } from '../../../lib/store/open';
import { readAccounts, readAttention, readConversations } from '../../../lib/store/read';
import { readMarks } from '../../../lib/store/read-marks';
import { restoreFirst } from '../../../lib/store/restore';
import { planSecondCopy, readSecondCopy, type SecondCopy } from '../../../lib/store/second-copy';
import { createStore } from '../../../lib/store/write';
import { anAccount, aSession, freshStore, incoming, take } from './fresh-store';

/** A store with three accounts, of which the first was removed, and its copy as JSON left it. */
async function copied(): Promise<unknown> {
  const { store, run, connection } = freshStore();
  const gone = await store.addAccount(anAccount({ uin: '9' }), aSession());
  const shop = await store.addAccount(anAccount({ uin: '10001', name: '优品小店', colour: 4 }), aSession());
  const other = await store.addAccount(anAccount({ uin: '10002', pausedAt: 5 }), aSession());
  const last = await store.addAccount(anAccount({ uin: '10003' }), aSession());
  await store.deleteAccount(gone);
  await take(store, shop, [incoming('k1'), incoming('k2'), incoming('k3')], { now: 50 });
  await store.markRead([shop, 'u:20000417'], 2);
  await store.mute([shop, 'u:20000417'], Number.POSITIVE_INFINITY);
  await store.changeAccount(other, (account) => ({ ...account, mutedUntil: Number.POSITIVE_INFINITY }));
  await store.deleteAccount(last);
  const accounts = (await run((db) => readAccounts(db))).map(({ account }) => account);
  const marks = await run((db) => readMarks(db, 100));
  connection.close();
  return JSON.parse(JSON.stringify(planSecondCopy(accounts, marks, last, 1234)));
}

function life(raw: unknown) {
  const told: Restored[] = [];
  const connection = restoreFirst(connect(), {
    readCopy: async () => readSecondCopy(raw),
    freshSession: () => aSession({ state: 'signing-in' }),
    restored: async (what) => void told.push(what),
  });
  return { told, ...connection };
}

const all = (run: ReturnType<typeof life>['run']) => run((db) => readAccounts(db));

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a store that was lost', () => {
  it('has its accounts back as the person set them, and says how many', async () => {
    const raw = await copied();
    globalThis.indexedDB = new IDBFactory();
    const { run, told } = life(raw);
    const accounts = await all(run);
    expect(accounts.map(({ account: a }) => [a.id, a.uin, a.name, a.colour, a.pausedAt, a.mutedUntil])).toEqual([
      [2, '10001', '优品小店', 4, undefined, undefined],
      [3, '10002', 'Shop', 1, 5, Number.POSITIVE_INFINITY],
    ]);
    expect(accounts.every(({ session }) => session.state === 'signing-in')).toBe(true);
    expect(told).toEqual([{ accounts: 2, copiedAt: 1234 }]);
  });

  it('shows nothing as unread that nobody can read, and keeps what the person muted', async () => {
    const raw = await copied();
    globalThis.indexedDB = new IDBFactory();
    const { run } = life(raw);
    const [talk] = await run((db) => readConversations(db, { limit: 10 }));
    expect(talk?.conversation).toMatchObject({ unread: 0, lastOrdinal: 3, mutedUntil: Number.POSITIVE_INFINITY });
    expect((await run(readAttention)).total).toBe(0);
    await take(createStore(life(raw)), 2, [incoming('k9')]);
    const [message] = await run((db) => db.getAll('messages'));
    expect(message?.ordinal).toBe(4);
  });

  it('gives no id again that any account ever had', async () => {
    const raw = await copied();
    globalThis.indexedDB = new IDBFactory();
    expect(await createStore(life(raw)).addAccount(anAccount({ uin: '77' }), aSession())).toBe(5);
  });

  it('is restored once, also where every life dies before it says so', async () => {
    const raw = await copied();
    globalThis.indexedDB = new IDBFactory();
    await all(life(raw).run);
    const second = life(raw);
    expect(await all(second.run)).toHaveLength(2);
    expect(second.told).toEqual([]);
  });
});

it('a store taken away under a living worker has its accounts back before anything is read of the empty one', async () => {
  const raw = await copied();
  globalThis.indexedDB = new IDBFactory();
  const { run, told } = life(raw);
  expect(await all(run)).toHaveLength(2);
  await deleteStore(1000);
  expect(await all(run)).toHaveLength(2);
  expect(told).toHaveLength(2);
});

it('an account paused until the morning goes on then, and one that is not paused waits for no morning', () => {
  const account = { ...anAccount({ pausedAt: 5, pausedUntil: 9 }), id: 1, order: 1 } as Account;
  const { pausedAt: _, ...other } = { ...account, id: 2, uin: '2' };
  const copy = readSecondCopy(JSON.parse(JSON.stringify(planSecondCopy([account, other], [], 2, 0))));
  expect(copy?.accounts.map(({ pausedAt, pausedUntil }) => [pausedAt, pausedUntil])).toEqual([
    [5, 9],
    [undefined, undefined],
  ]);
});

it('every choice about an account is in the copy', () => {
  const chosen: Required<Omit<Account, 'removeAt' | 'awayAt'>> = {
    ...{ id: 1, protocol: 'onebot', server: 'ws://127.0.0.1:1/', uin: '1', name: 'n', colour: 2, tag: 't', order: 3 },
    ...{ status: 'busy', pausedAt: 4, pausedUntil: 5, mutedUntil: Number.POSITIVE_INFINITY, addedAt: 6 },
  };
  const copy = readSecondCopy(JSON.parse(JSON.stringify(planSecondCopy([chosen], [], 1, 0))));
  expect(copy?.accounts).toEqual([chosen]);
});

it('every choice about a conversation is in the copy', () => {
  const account = { ...anAccount(), id: 1, order: 1 } as Account;
  const mark = { accountId: 1, peer: 'g:7', recent: 5, lastOrdinal: 3, readThrough: 2 } as const;
  const chosen = { ...mark, mutedUntil: 9, pinned: true, loud: true, always: true } as const;
  const copy = readSecondCopy(JSON.parse(JSON.stringify(planSecondCopy([account], [chosen], 1, 0))));
  expect(copy?.marks).toEqual([chosen]);
});

it('a person who removed the last account gets none back', async () => {
  const raw = await copied();
  const { store, run, connection } = freshStore();
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  await run((db) => db.add('keys', { id: 'device', key }));
  await store.deleteAccount(await store.addAccount(anAccount(), aSession()));
  connection.close();
  const { run: look, told } = life(raw);
  expect(await all(look)).toEqual([]);
  expect(told).toEqual([]);
});

it('an account about to be removed is not in the copy', () => {
  const account = { ...anAccount(), id: 1, order: 1, removeAt: 99 } as Account;
  expect(planSecondCopy([account], [], 1, 0)).toMatchObject({ accounts: [], lastId: 1 });
});

it('an account whose row was cut comes back from the copy, its session begins anew, the others stay', async () => {
  const raw = await copied();
  const { run: raws } = connect();
  await raws(async (db) => {
    await db.put('accounts', { id: 2, order: 1 } as never);
    await db.put('sessions', { accountId: 3 } as never);
    await db.put('accounts', { ...anAccount({ uin: '10004' }), id: 8, order: 8, server: undefined } as never);
  });
  const { run } = life(raw);
  expect((await all(run)).map(({ account, session }) => [account.uin, session.state])).toEqual([
    ['10001', 'online'],
    ['10002', 'signing-in'],
  ]);
});

it('a session that begins anew has what was not yet told of in its row', async () => {
  const raw = await copied();
  const { run: raws } = connect();
  const notice = { accountId: 3, peer: 'u:1', ordinal: 4, state: 'waiting', at: 9 } as const;
  await raws((db) => db.put('sessions', { accountId: 3, unfiled: [notice] } as never));
  await raws((db) => db.put('sessions', { accountId: 2, unfiled: 'x' } as never));
  const { run } = life(raw);
  const sessions = (await all(run)).map(({ session }) => session);
  expect(sessions.map(({ state, unfiled }) => [state, unfiled])).toEqual([
    ['signing-in', undefined],
    ['signing-in', [notice]],
  ]);
});

describe('a copy edited by hand', () => {
  it('of any shape gives accounts that are whole, or none', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (accounts, marks, lastId) => {
        const copy = readSecondCopy({ version: 1, accounts, marks, lastId });
        for (const account of copy?.accounts ?? []) expect(account.uin).toMatch(/^\d{1,20}$/);
        if (copy) expect(Number.isSafeInteger(copy.lastId)).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.anything(), (raw) => void readSecondCopy(raw)));
  });

  it('leaves out what is not whole and keeps the rest: missing fields, orphans, twins', async () => {
    const copy = (await copied()) as SecondCopy & { version: number };
    const [first, second] = copy.accounts;
    const edited = readSecondCopy({
      ...copy,
      accounts: [first, { ...second, server: undefined }, { ...first, id: 30 }, 'x', null, { id: 4 }],
      marks: [...copy.marks, { ...copy.marks[0], accountId: 99 }, { ...copy.marks[0], readThrough: -1 }],
      lastId: 'many',
    });
    expect(edited?.accounts).toEqual([expect.objectContaining({ id: 2 })]);
    expect(edited?.marks).toHaveLength(1);
    expect(edited?.lastId).toBe(2);
  });

  it('of another version is not touched by this one', async () => {
    const copy = (await copied()) as object;
    for (const version of [0, 2, '1', undefined]) expect(readSecondCopy({ ...copy, version })).toBeUndefined();
  });
});
