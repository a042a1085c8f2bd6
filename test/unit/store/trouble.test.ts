import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { connect, deleteStore } from '../../../lib/store/open';
import { guardStore, nameTrouble, planTrouble } from '../../../lib/store/trouble';
import { readTrouble, type TroubleNote } from '../../../lib/store/trouble-note';
import { createStore } from '../../../lib/store/write';
import { whileOpeningFails, whileWritesFail } from './faulty-store';
import { anAccount, aSession, incoming, take } from './fresh-store';

const minute = 60_000;

/** One browser's storage.local and clock, over any number of lives. */
function box() {
  const kept: { note?: TroubleNote; now: number; told: (string | undefined)[] } = { now: 1000 * minute, told: [] };
  const live = () =>
    guardStore(connect(), {
      now: () => kept.now,
      read: async () => kept.note,
      write: async (note) => {
        if (note === undefined) delete kept.note;
        else kept.note = note;
      },
      changed: (note) => kept.told.push(note?.kind),
    });
  return { kept, live };
}

const names = (work: Promise<unknown>) =>
  work.then(
    () => 'well',
    (error: Error) => error.name,
  );

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a store whose files the browser cannot open', () => {
  it('is tried twice, told of, and left alone for a while, also by the next life', async () => {
    const { kept, live } = box();
    const tries = await whileOpeningFails('UnknownError', async () => {
      const guarded = live();
      const look = () => guarded.run((db) => db.getAll('accounts'));
      expect(await names(look())).toBe('UnknownError');
      for (let n = 0; n < 20; n++) expect(await names(look())).toBe('StoreUnavailable');
      expect(await names(live().run((db) => db.getAll('accounts')))).toBe('StoreUnavailable');
    });
    expect(tries).toBe(2);
    expect(kept.note).toMatchObject({ kind: 'broken', tries: 1 });
  });

  it('is left alone longer each time, half an hour at most, and for as long as it takes', async () => {
    const { kept, live } = box();
    const waits: number[] = [];
    await whileOpeningFails('UnknownError', async () => {
      for (let n = 0; n < 9; n++) {
        await names(live().run((db) => db.getAll('accounts')));
        waits.push(((kept.note?.until ?? 0) - kept.now) / minute);
        kept.now = kept.note?.until ?? 0;
      }
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30]);
  });

  it('that opens at the second try is no trouble at all', async () => {
    const { kept, live } = box();
    await whileOpeningFails(
      'UnknownError',
      async () => expect(await live().run((db) => db.getAll('accounts'))).toEqual([]),
      1,
    );
    expect(kept.told).toEqual([]);
  });

  it('works again the moment a person asks, once it can, and says that it does', async () => {
    const { kept, live } = box();
    const guarded = live();
    const look = () => guarded.run((db) => db.getAll('accounts'));
    await whileOpeningFails('UnknownError', () => names(look()));
    expect(await names(look())).toBe('StoreUnavailable');
    guarded.hurry();
    expect(await names(look())).toBe('well');
    expect(kept.note).toBeUndefined();
    expect(kept.told).toEqual(['broken', undefined]);
  });
});

describe('a clock that is set back by a day', () => {
  const day = 24 * 60 * minute;

  it('leaves a store alone no longer than it ever is', async () => {
    const { kept, live } = box();
    const guarded = live();
    const look = () => guarded.run((db) => db.getAll('accounts'));
    await whileOpeningFails('UnknownError', () => names(look()));
    kept.now -= day;
    expect(await names(look())).toBe('well');
    expect(kept.note).toBeUndefined();
  });

  it('keeps nobody believing for a day that the disk is full', async () => {
    const { kept, live } = box();
    const guarded = live();
    await whileWritesFail(1, () => names(createStore(guarded).addAccount(anAccount(), aSession())));
    kept.now -= day;
    await guarded.run((db) => db.getAll('accounts'));
    expect(kept.note).toBeUndefined();
  });
});

it('a store that fails everybody who was asking at once has failed once', async () => {
  const { kept, live } = box();
  const guarded = live();
  const failing = (ms: number) =>
    guarded.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      throw new DOMException('Internal error', 'UnknownError');
    });
  // As a start does, which looks at accounts, notices, requests and people.
  expect(await Promise.all([1, 5, 9, 13, 17, 21].map((ms) => names(failing(ms))))).toContain('UnknownError');
  expect(kept.note).toMatchObject({ kind: 'broken', tries: 1, until: kept.now + minute });
});

it('a store that a later version wrote is not touched', async () => {
  const { kept, live } = box();
  await new Promise((resolve) => {
    const opening = indexedDB.open('uinbell', 99);
    opening.onupgradeneeded = () => opening.result.createObjectStore('future').put('kept', 'it');
    opening.onsuccess = () => resolve(opening.result.close());
  });
  expect(await names(live().run((db) => db.getAll('accounts')))).toBe('VersionError');
  expect(kept.note?.kind).toBe('newer');
  const still = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('uinbell');
    opening.onsuccess = () => resolve(opening.result);
  });
  expect([still.version, [...still.objectStoreNames]]).toEqual([99, ['future']]);
  still.close();
});

describe('a full disk', () => {
  it.each(['add', 'put', 'delete'] as const)('that refuses at any %s leaves every row as it was', async (kind) => {
    const { kept, live } = box();
    const guarded = live();
    const store = createStore(guarded);
    const id = await store.addAccount(anAccount(), aSession());
    await take(store, id, [incoming('k0'), incoming('k1')]);
    await store.markRead([id, 'u:20000417'], 1);
    const all = () =>
      guarded.run(async (db) => ({ m: await db.getAll('messages'), c: await db.getAll('conversations') }));
    const acts = {
      add: () => take(store, id, [incoming('k2'), incoming('k3')]),
      put: () => take(store, id, [incoming('k2'), incoming('k3', { peer: 'g:7' })]),
      delete: () => store.deleteMessage(id, 'u:20000417', 1, 5),
    };
    const before = await all();
    let failures = 0;
    for (let n = 1; ; n++) {
      let ended = '';
      const seen = await whileWritesFail(
        n,
        async () => {
          ended = await names(acts[kind]());
        },
        { kinds: [kind] },
      );
      if (seen < n) break;
      failures += 1;
      expect(ended).toBe('QuotaExceededError');
      expect(await all()).toEqual(before);
      expect(kept.note?.kind).toBe('full');
    }
    expect(failures).toBeGreaterThan(0);
    expect(await all()).not.toEqual(before);
  });

  it('lets everything be read meanwhile, and is believed until nothing failed for two minutes', async () => {
    const { kept, live } = box();
    const guarded = live();
    const store = createStore(guarded);
    await whileWritesFail(1, () => names(store.addAccount(anAccount(), aSession())));
    expect(await names(guarded.run((db) => db.getAll('accounts')))).toBe('well');
    expect(kept.note?.kind).toBe('full');
    kept.now += 2 * minute;
    await guarded.run((db) => db.getAll('accounts'));
    expect(kept.note).toBeUndefined();
  });
});

describe('an upgrade that an open page holds up', () => {
  const hold = (version: number) =>
    new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('uinbell', version);
      opening.onsuccess = () => resolve(opening.result);
    });
  const next = [{ version: 2, migrate: () => {} }];

  it('is told of in time and goes on by itself when the page lets go', async () => {
    const page = await hold(1);
    const connection = connect({ patience: 20, steps: next });
    const look = () => connection.run(async (db) => db.version);
    expect(await names(look())).toBe('BlockedError');
    const waiting = look().catch(() => look());
    page.close();
    expect(await waiting).toBe(2);
    connection.close();
  });

  it('whose connection arrives after everybody left is closed again', async () => {
    const page = await hold(1);
    const connection = connect({ patience: 20, steps: next });
    expect(await names(connection.run(async (db) => db.version))).toBe('BlockedError');
    connection.close();
    page.close();
    // Nobody holds the store any more: a further upgrade is not blocked by what came late.
    const later = connect({ patience: 1000, steps: [{ version: 3, migrate: () => {} }] });
    expect(await later.run(async (db) => db.version)).toBe(3);
    later.close();
  });

  it('holds a deletion up no longer than said', async () => {
    const page = await hold(1);
    expect(await names(deleteStore(20))).toBe('BlockedError');
    page.close();
  });
});

describe('a note of trouble', () => {
  it('is nothing but a note, whatever lies there', () => {
    fc.assert(
      fc.property(fc.anything(), fc.nat(), (raw, now) => {
        const note = readTrouble(raw, now);
        if (note !== undefined) expect(['blocked', 'newer', 'broken', 'full']).toContain(note.kind);
      }),
    );
    const note = planTrouble(undefined, 'broken', 5);
    expect(readTrouble(JSON.parse(JSON.stringify(note)), 5)).toEqual(note);
    // A clock set back must not keep the store shut for years.
    expect(readTrouble({ ...note, until: 5 + 60 * minute }, 5)).toBeUndefined();
  });

  it('is not made of an error of our own', () => {
    expect(nameTrouble(new RangeError('mine'))).toBeUndefined();
    expect(nameTrouble('UnknownError')).toBeUndefined();
  });
});
