import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { type Migration, migrations } from '../../../lib/store/migrations';
import { connect, openDatabase } from '../../../lib/store/open';
import { readAttention } from '../../../lib/store/read';
import { storeName, storeVersion } from '../../../lib/store/schema';
import type { StoreName } from '../../../lib/store/transaction';
import { tellPoints } from '../session/deaths';
import { frozenVersions, readFrozen, thaw } from './frozen-store';

/** A next version as one could come: a store, an index, and every message written anew. `reached` may end it. */
function nextStep(reached: () => void): Migration {
  return {
    version: storeVersion + 1,
    migrate: (db, tx) => {
      reached();
      (db as unknown as IDBDatabase).createObjectStore('extra', { keyPath: 'id' });
      reached();
      tx.objectStore('messages').createIndex('sender' as never, 'sender');
      reached();
      void (async () => {
        let cursor = await tx.objectStore('messages').openCursor();
        while (cursor !== null) {
          reached();
          await cursor.update({ ...cursor.value, text: `${cursor.value.text}!` });
          cursor = await cursor.continue();
        }
        reached();
      })().catch(() => tx.abort());
    },
  };
}

it.each(frozenVersions)('dies anywhere while migrating from version %i and has changed nothing', async (version) => {
  let deaths = 0;
  for (let n = 1; ; n++) {
    globalThis.indexedDB = new IDBFactory();
    await thaw(readFrozen(version), storeName);
    const before = await everything();
    let points = 0;
    // Not by way of `connect`, which would try once more at once: this life is over.
    const dying = openDatabase({
      steps: [
        ...migrations,
        nextStep(() => {
          points += 1;
          // The browser aborts an upgrade whose page or worker is gone.
          if (points === n) throw new DOMException('dead', 'AbortError');
        }),
      ],
    });
    const ended = await dying.then(
      (db) => db.close(),
      (error: Error) => error.name,
    );
    if (points < n) break;
    deaths += 1;
    expect(ended, `death point ${n}`).toBe('AbortError');
    expect(await everything(), `death point ${n}`).toEqual(before);

    const next = connect({ steps: [...migrations, nextStep(() => {})] });
    const texts = await next.run(async (db) => (await db.getAll('messages')).map(({ text }) => text));
    expect(texts).toHaveLength(before.find(([name]) => name === 'messages')?.[1].length ?? -1);
    expect(texts.filter((text) => !text.endsWith('!') || text.endsWith('!!'))).toEqual([]);
    expect(await next.run(readAttention)).toMatchObject({ total: 10 });
    next.close();
  }
  tellPoints(`migrating from version ${version}`, deaths, 24);
});

/** Every row, read with nothing but IndexedDB at whatever version it has. */
async function everything(): Promise<[name: StoreName, rows: unknown[]][]> {
  const opening = indexedDB.open(storeName);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const names = [...db.objectStoreNames] as StoreName[];
  const rows = names.map(
    (name) =>
      new Promise<[StoreName, unknown[]]>((resolve) => {
        const request = db.transaction(name).objectStore(name).getAll();
        request.onsuccess = () => resolve([name, name === 'keys' ? [request.result.length] : request.result]);
      }),
  );
  const all = await Promise.all(rows);
  db.close();
  return all;
}
