import { describe, expect, it } from 'vitest';
import type { Event } from '../../../lib/model/event';
import { anAccount, aSession, freshStore, incoming, take } from './fresh-store';

async function oneAccount() {
  const fresh = freshStore();
  const id = await fresh.store.addAccount(anAccount(), aSession());
  return { ...fresh, id };
}

const journalRow = (accountId: number, n: string, over = {}) => ({
  accountId,
  n,
  bytes: new Uint8Array([1, 2]),
  at: 5,
  request: {},
  codec: 1,
  ...over,
});

describe('the journal', () => {
  it('keeps a reply until its commit and no longer', async () => {
    const { store, id } = await oneAccount();
    await store.journal(journalRow(id, '7'));
    expect((await store.readJournal(id)).map((row) => row.n)).toEqual(['7']);
    await take(store, id, [incoming('q7.0')], { journal: { n: '7' } });
    expect(await store.readJournal(id)).toEqual([]);
  });

  it('keeps what could not be read and counts it once, until a later version reads it', async () => {
    const { store, id } = await oneAccount();
    await store.journal(journalRow(id, '7'));
    await take(store, id, [], { journal: { n: '7', kept: { why: 'garbled' } } });
    const again = await take(store, id, [], { journal: { n: '7', kept: { why: 'garbled', codec: 2 } }, now: 3000 });
    expect(again.session?.undecoded).toBe(1);
    expect(await store.readJournal(id)).toMatchObject([{ undecoded: 1000, why: 'garbled', codec: 2 }]);
    const read = await take(store, id, [], { journal: { n: '7' } });
    expect(read.session?.undecoded).toBe(0);
  });

  it('counts exactly when the same answer is written down anew', async () => {
    const { store, run, id } = await oneAccount();
    await store.journal(journalRow(id, '7'));
    await take(store, id, [], { journal: { n: '7', kept: { why: 'garbled' } } });
    const count = async () => (await run((db) => db.get('sessions', id)))?.undecoded;
    await store.journal(journalRow(id, '7'));
    await take(store, id, [], { journal: { n: '7', kept: { why: 'garbled' } } });
    expect(await count()).toBe(1);
    await store.journal(journalRow(id, '7'));
    await take(store, id, [], { journal: { n: '7' } });
    expect(await count()).toBe(0);
  });

  it('keeps the newest fifty that could not be read, and counts them all', async () => {
    const { store, run, id } = await oneAccount();
    const other = await store.addAccount(anAccount({ uin: '10000002' }), aSession());
    const spoil = async (whose: number, n: number) => {
      await store.journal(journalRow(whose, `${n}`, { at: n }));
      return take(store, whose, [], { journal: { n: `${n}`, kept: { why: 'garbled' } }, now: n });
    };
    await spoil(other, 1);
    for (let n = 1; n <= 60; n++) expect((await spoil(id, n)).session?.undecoded).toBe(n);
    const kept = async () => (await store.readJournal(id)).map(({ n }) => Number(n));
    expect(await kept()).toEqual(Array.from({ length: 50 }, (_, n) => n + 11));
    // A later version reads one of them; those that went are counted for good.
    const read = await take(store, id, [], { journal: { n: '60' } });
    expect(read.session?.undecoded).toBe(59);
    await store.begin([id], (row) => ({ ...row, undecoded: 0, since: 7 }));
    expect((await spoil(id, 61)).session?.undecoded).toBe(60);
    expect((await run((db) => db.get('sessions', id)))?.undecoded).toBe(60);
    expect(await store.readJournal(other)).toHaveLength(1);
  });

  it('bounds what an earlier version let pile up, and forgets none of it in the count', async () => {
    const { store, run, id } = await oneAccount();
    for (let n = 1; n <= 60; n++) await store.journal(journalRow(id, `${n}`, { undecoded: n }));
    await run(async (db) => {
      const row = await db.get('sessions', id);
      if (row) await db.put('sessions', { ...row, undecoded: 60 });
    });
    for (let n = 0; n < 2; n++) {
      const { session } = await take(store, id, [], { journal: { n: '60', kept: { why: 'garbled' } } });
      expect(session).toMatchObject({ undecoded: 60, unkept: 10 });
    }
    expect(await store.readJournal(id)).toHaveLength(50);
  });

  it('hands rows out oldest first, whatever their names', async () => {
    const { store, id } = await oneAccount();
    await store.journal(journalRow(id, '10', { at: 1 }));
    await store.journal(journalRow(id, '9', { at: 2 }));
    expect((await store.readJournal(id)).map((row) => row.n)).toEqual(['10', '9']);
  });

  it('takes nothing in for an account that is gone, and keeps nothing of it', async () => {
    const { store, run, id } = await oneAccount();
    await store.deleteAccount(id);
    await store.journal(journalRow(id, '7'));
    await take(store, id, [incoming('q7.0')], { journal: { n: '7' } });
    expect(await run((db) => db.count('journal'))).toBe(0);
    expect(await run((db) => db.count('messages'))).toBe(0);
  });

  it('of an account that went while its worker died goes with what is too old, and no other', async () => {
    const { store, run, id } = await oneAccount();
    await store.journal(journalRow(id, '7'));
    await store.journal(journalRow(id + 1, '8'));
    await store.prune({ now: 5 }, { phase: 'counts' });
    expect((await run((db) => db.getAllKeys('journal'))).map(([whose]) => whose)).toEqual([id]);
  });
});

describe('requests and gaps', () => {
  it('tell what cannot be shown as moments, of which ten minutes are one, and never hide a loss with them', async () => {
    const { store, run } = freshStore();
    const id = await store.addAccount(anAccount(), aSession());
    const minute = 60_000;
    const unknown = (at: number) => ({ kind: 'gap', from: at, to: at, why: 'unknown' }) as const;
    const rows = async () =>
      (await run((db) => db.getAll('gaps'))).map(({ from, to, why }) => [from / minute, to / minute, why]);
    for (let n = 0; n < 30; n++) await take(store, id, [unknown((100 + n / 3) * minute)]);
    await take(store, id, [unknown(200 * minute)]);
    const two = [100, 100 + 29 / 3, 'unknown'];
    expect(await rows()).toEqual([two, [200, 200, 'unknown']]);
    await take(store, id, [{ kind: 'gap', from: 190 * minute, to: 210 * minute, why: 'asleep' }]);
    expect(await rows()).toEqual([two, [190, 210, 'asleep']]);
    await take(store, id, [unknown(205 * minute)]);
    expect(await rows()).toEqual([two, [190, 210, 'asleep']]);
  });

  const request: Event = { kind: 'request', key: 'r1', from: '20000417', text: 'hello' };

  it('a request told twice is one row, and once answered it does not open again', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [request, request]);
    await take(store, id, [{ kind: 'request-answered', from: '20000417', accepted: true, text: '' }]);
    await take(store, id, [request]);
    const rows = await run((db) => db.getAll('requests'));
    expect(rows).toEqual([{ accountId: id, key: 'r1', from: '20000417', text: 'hello', at: 1000 }]);
    expect(await run((db) => db.countFromIndex('requests', 'open'))).toBe(0);
  });

  it('whoever says yes is a contact, whoever says no is none', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [
      { kind: 'request-answered', from: '1', accepted: true, text: '' },
      { kind: 'request-answered', from: '2', accepted: false, text: 'no' },
    ]);
    expect((await run((db) => db.getAll('contacts'))).map((row) => row.number)).toEqual(['1']);
  });

  it('a gap told again, longer by now, is one row', async () => {
    const { store, run, id } = await oneAccount();
    await take(store, id, [{ kind: 'gap', from: 10, to: 20, why: 'asleep' }]);
    await take(store, id, [{ kind: 'gap', from: 10, to: 30, why: 'asleep' }]);
    expect(await run((db) => db.getAll('gaps'))).toEqual([{ accountId: id, from: 10, to: 30, why: 'asleep' }]);
  });
});
