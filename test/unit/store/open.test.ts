import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { unwrap } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { migrate, migrations } from '../../../lib/store/migrations';
import { connect } from '../../../lib/store/open';
import { type Database, storeName, storeVersion } from '../../../lib/store/schema';
import { anAccount, aSession, freshStore } from './fresh-store';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function openRaw(version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(storeName, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

/** Ends the connection as a browser does that lost its backing store: transactions abort, `close` is fired. */
function loseConnection(db: Database): void {
  forceCloseDatabase(unwrap(db) as unknown as Parameters<typeof forceCloseDatabase>[0]);
}

describe('migrations', () => {
  it('lead from an empty database to the stores and indexes of design 5', async () => {
    const shape = await connect().run(async (db) => {
      const tx = db.transaction([...db.objectStoreNames]);
      return [...db.objectStoreNames].map((name) => {
        const store = tx.objectStore(name);
        const indexes = [...store.indexNames].map((index) => {
          const { keyPath, unique } = unwrap(tx).objectStore(name).index(index);
          return `${unique ? 'unique ' : ''}${index}(${[keyPath].flat().join()})`;
        });
        return `${name} [${[store.keyPath].flat().join()}] ${indexes.join(' ')}`.trim();
      });
    });
    expect(shape).toEqual([
      'accounts [id] unique identity(protocol,server,uin) order(order)',
      'contacts [accountId,number] accountName(accountId,nameKey) number(number)',
      'conversations [accountId,peer] accountRecent(accountId,recent) accountUnread(accountId,unread) ' +
        'attention(attention) mutedUntil(mutedUntil) recent(recent) waiting(waiting)',
      'drafts [accountId,peer]',
      'gaps [accountId,from]',
      'groups [accountId,number] accountName(accountId,nameKey) number(number)',
      'journal [accountId,n] undecoded(undecoded)',
      'keys [id]',
      'messages [accountId,peer,ordinal] at(at) unique remoteKey(accountId,remoteKey)',
      'notices [accountId,peer,ordinal] state(state)',
      'outbox [id] lane(accountId,peer,n) notBefore(notBefore)',
      'people [accountId,number] answered(answered.at) telling(tell.when)',
      'presence [accountId,number] number(number)',
      'requests [accountId,key] open(open)',
      'secrets [accountId]',
      'sessions [accountId] due(due)',
      'temporaryCounts [day,source,accountId]',
      'tombstones [accountId,remoteKey] at(at)',
    ]);
  });

  it('ascend to the version the store is opened with', () => {
    const versions = migrations.map((step) => step.version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions.at(-1)).toBe(storeVersion);
  });

  it('run only what a database has not seen', () => {
    const ran: number[] = [];
    const steps = [1, 2, 3].map((version) => ({ version, migrate: () => void ran.push(version) }));
    const unused = undefined as never;
    migrate(unused, 1, unused, steps);
    expect(ran).toEqual([2, 3]);
  });
});

describe('a connection', () => {
  it('lets an upgrade go ahead while its page is open, and says that it is outdated', async () => {
    const onOutdated = vi.fn();
    const page = connect({ onOutdated });
    await page.run(async (db) => db.getAll('accounts'));
    const newer = await openRaw(storeVersion + 1);
    expect(newer.version).toBe(storeVersion + 1);
    expect(onOutdated).toHaveBeenCalledExactlyOnceWith('becoming');
    await expect(page.run(async (db) => db.getAll('accounts'))).rejects.toMatchObject({ name: 'VersionError' });
  });

  it('tells an old page that opens after the upgrade the same', async () => {
    await openRaw(storeVersion + 1);
    const onOutdated = vi.fn();
    const page = connect({ onOutdated });
    await expect(page.run(async (db) => db.getAll('accounts'))).rejects.toMatchObject({ name: 'VersionError' });
    expect(onOutdated).toHaveBeenCalledExactlyOnceWith('already');
  });

  it('opens as soon as whoever holds the store up lets go', async () => {
    const impolite = await openRaw(1);
    // The only version there is stays 1, so the deletion plays the newer version's part: it must wait as well.
    const deleted = new Promise<void>((resolve) => {
      indexedDB.deleteDatabase(storeName).onsuccess = () => resolve();
    });
    const opening = connect().run(async (db) => [...db.objectStoreNames].length);
    impolite.close();
    await deleted;
    expect(await opening).toBe(18);
  });

  it('lost between two works is opened anew', async () => {
    const connection = connect();
    const first = await connection.run(async (db) => db);
    loseConnection(first);
    const second = await connection.run(async (db) => db);
    expect(second).not.toBe(first);
    expect(await second.getAll('accounts')).toEqual([]);
  });

  it('lost under the work does the whole work once more', async () => {
    const { run, store } = freshStore();
    const id = await store.addAccount(anAccount(), aSession());
    let tries = 0;
    const rows = await run(async (db) => {
      tries += 1;
      if (tries === 1) loseConnection(db);
      return db.getAll('accounts');
    });
    expect(rows.map((row) => row.id)).toEqual([id]);
    expect(tries).toBe(2);
  });

  it('does not repeat work that failed for a reason of its own', async () => {
    const connection = connect();
    let tries = 0;
    const work = connection.run(async () => {
      tries += 1;
      throw new RangeError('mine');
    });
    await expect(work).rejects.toThrow('mine');
    expect(tries).toBe(1);
  });

  it('gives up after the second loss instead of trying for ever', async () => {
    const connection = connect();
    let tries = 0;
    const work = connection.run(async (db) => {
      tries += 1;
      loseConnection(db);
      return db.getAll('accounts');
    });
    await expect(work).rejects.toMatchObject({ name: 'InvalidStateError' });
    expect(tries).toBe(2);
  });
});
