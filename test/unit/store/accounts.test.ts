import { describe, expect, it } from 'vitest';
import { writeDraft } from '../../../lib/store/drafts';
import { readAccounts, readAttention, readConversations } from '../../../lib/store/read';
import { secretsPort } from '../../../lib/store/secrets';
import { AlreadyThere } from '../../../lib/store/store';
import { anAccount, aSession, type FreshStore, freshStore, friend, incoming, take } from './fresh-store';

const secret = { iv: new Uint8Array(12), box: new ArrayBuffer(4) };

/** Something in every store that holds anything of an account. */
async function fill({ store, run }: FreshStore, id: number): Promise<void> {
  await take(
    store,
    id,
    [
      incoming('a'),
      incoming('b'),
      { kind: 'contacts', contacts: [{ number: '20000417' }] },
      { kind: 'presence', number: '20000417', state: 'online', source: 'list' },
      { kind: 'profile', number: '20000417', profile: { texts: {} } },
      { kind: 'request', key: 'r', from: '5', text: '' },
      { kind: 'gap', from: 1, to: 2, why: 'asleep' },
    ],
    { notice: () => 'waiting' },
  );
  await store.deleteMessage(id, friend, 1, 1);
  await store.queueReply({ id: `reply ${id}`, accountId: id, peer: friend, text: 'hi', now: 1, notBefore: 1 });
  await store.journal({ accountId: id, n: '1', bytes: new Uint8Array(1), at: 1, request: {}, codec: 1 });
  await run(async (db) => {
    await writeDraft(db, { accountId: id, peer: friend, text: 'draft', at: 1 });
    await db.put('groups', { accountId: id, number: '7' });
    await db.put('temporaryCounts', { day: '2026-01-01', source: 'shop', accountId: id, started: 1, answered: 0 });
  });
}

function countRows({ run }: FreshStore): Promise<Record<string, number>> {
  return run(async (db) => {
    const names = [...db.objectStoreNames];
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await db.count(name)])));
  });
}

describe('an account', () => {
  it('gets an id that was never given before, not even to one that is gone', async () => {
    const { store } = freshStore();
    const first = await store.addAccount(anAccount(), aSession());
    await store.deleteAccount(first);
    const second = await store.addAccount(anAccount(), aSession());
    expect(second).toBeGreaterThan(first);
  });

  it('is refused where the same number on the same server is there already', async () => {
    const { store, run } = freshStore();
    await store.addAccount(anAccount(), aSession());
    await expect(store.addAccount(anAccount({ name: 'Twin' }), aSession())).rejects.toBeInstanceOf(AlreadyThere);
    await store.addAccount(anAccount({ server: 'http://127.0.0.2:48000' }), aSession());
    expect(await run((db) => db.count('accounts'))).toBe(2);
    expect(await run((db) => db.count('sessions'))).toBe(2);
  });

  it('cannot be changed into another that is there', async () => {
    const { store, run } = freshStore();
    await store.addAccount(anAccount(), aSession());
    const other = await store.addAccount(anAccount({ uin: '10000002' }), aSession());
    const change = store.changeAccount(other, (account) => ({ ...account, uin: '10000001' }));
    await expect(change).rejects.toBeInstanceOf(AlreadyThere);
    expect((await run((db) => db.get('accounts', other)))?.uin).toBe('10000002');
  });

  it('comes in with its secret, or not at all', async () => {
    const { store, run, connection } = freshStore();
    const id = await store.addAccount(anAccount(), aSession(), secret);
    await expect(store.addAccount(anAccount(), aSession(), secret)).rejects.toBeInstanceOf(AlreadyThere);
    expect(await run((db) => db.count('secrets'))).toBe(1);
    const box = new ArrayBuffer(8);
    await store.writeSecret(id, { ...secret, box });
    expect((await secretsPort(connection).readSecret(id))?.box.byteLength).toBe(8);
  });

  it('that is gone gets no secret', async () => {
    const { store, run } = freshStore();
    const id = await store.addAccount(anAccount(), aSession(), secret);
    await store.deleteAccount(id);
    await store.writeSecret(id, secret);
    expect(await run((db) => db.count('secrets'))).toBe(0);
  });

  it('deleted takes everything of it along and nothing of its neighbours', async () => {
    const fresh = freshStore();
    const ids = [];
    for (const uin of ['1', '2', '3']) ids.push(await fresh.store.addAccount(anAccount({ uin }), aSession(), secret));
    const [before = 0, middle = 0, after = 0] = ids;
    await fill(fresh, before);
    await fill(fresh, after);
    const without = await countRows(fresh);
    await fill(fresh, middle);
    const { keys: _keys, ...filled } = await countRows(fresh);
    const grown = Object.entries(filled).filter(([name, count]) => count <= (without[name] ?? 0));
    // Accounts, sessions and secrets were there before it was filled; every other store must have held something.
    expect(grown.map(([name]) => name)).toEqual(['accounts', 'secrets', 'sessions']);
    await fresh.store.deleteAccount(middle);
    expect(await countRows(fresh)).toEqual({ ...without, accounts: 2, secrets: 2, sessions: 2 });
    await fresh.run(async (db) => {
      expect((await db.getAll('messages')).map((row) => row.accountId)).not.toContain(middle);
      expect((await db.getAll('outbox')).map((row) => row.accountId)).not.toContain(middle);
    });
  });

  it('stands where the person put it, a new one last', async () => {
    const { store, run } = freshStore();
    const a = await store.addAccount(anAccount({ uin: '1' }), aSession());
    const b = await store.addAccount(anAccount({ uin: '2' }), aSession());
    const c = await store.addAccount(anAccount({ uin: '3' }), aSession());
    await store.orderAccounts([c, a]);
    const d = await store.addAccount(anAccount({ uin: '4' }), aSession());
    expect((await run((db) => readAccounts(db))).map((view) => view.account.id)).toEqual([c, a, b, d]);
  });

  it('about to be removed is in no list and no number, and back in both once restored', async () => {
    const { store, run } = freshStore();
    const id = await store.addAccount(anAccount(), aSession());
    await take(store, id, [incoming('a')]);
    const look = async () => ({
      accounts: (await run((db) => readAccounts(db))).length,
      list: (await run((db) => readConversations(db, { limit: 10 }))).length,
      badge: (await run(readAttention)).total,
    });
    await store.changeAccount(id, (account) => ({ ...account, removeAt: 9 }));
    expect(await look()).toEqual({ accounts: 0, list: 0, badge: 0 });
    expect(await run((db) => readAccounts(db, { removing: true }))).toHaveLength(1);
    await store.changeAccount(id, ({ removeAt: _, ...account }) => account);
    expect(await look()).toEqual({ accounts: 1, list: 1, badge: 1 });
  });
});

describe('a wake', () => {
  it('writes what is about to leave of all its accounts at once, and leaves the others alone', async () => {
    const { store, run } = freshStore();
    const a = await store.addAccount(anAccount({ uin: '1' }), aSession());
    const b = await store.addAccount(anAccount({ uin: '2' }), aSession({ undecoded: 2 }));
    await store.begin([a, b, 99], (row, account) =>
      account.uin === '2' ? { ...row, failures: 5, undecoded: 0 } : undefined,
    );
    const rows = await run((db) => db.getAll('sessions'));
    expect(rows.map((row) => [row.failures, row.undecoded])).toEqual([
      [0, 0],
      [5, 2],
    ]);
  });

  it('whose plan throws has written nothing', async () => {
    const { store, run } = freshStore();
    const a = await store.addAccount(anAccount({ uin: '1' }), aSession());
    const b = await store.addAccount(anAccount({ uin: '2' }), aSession());
    const broken = store.begin([a, b], (row) => {
      if (row.accountId === b) throw new RangeError('plan');
      return { ...row, failures: 5 };
    });
    await expect(broken).rejects.toThrow('plan');
    expect((await run((db) => db.getAll('sessions'))).map((row) => row.failures)).toEqual([0, 0]);
  });
});

describe('the device key', () => {
  it('made by two at once is the same for both', async () => {
    const { connection } = freshStore();
    const port = secretsPort(connection);
    const make = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const [one, two] = [await make(), await make()];
    const [first, second] = await Promise.all([port.writeDeviceKeyIfAbsent(one), port.writeDeviceKeyIfAbsent(two)]);
    const iv = new Uint8Array(12);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, first, new Uint8Array([7]));
    expect(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, second, sealed))).toEqual(
      new Uint8Array([7]),
    );
    const [row, ...others] = await port.readKeys();
    expect(others).toEqual([]);
    expect(row?.id === 'device' && row.key.extractable).toBe(false);
  });
});
