import type { Page } from 'playwright-core';
import { storeName } from '../../../lib/store/schema';
import { until } from '../wait';
import type { Rows } from './people';

/** Puts rows into the extension's store with plain IndexedDB, in place of everything that was there. */
export async function seed(page: Page, rows: Rows): Promise<void> {
  // Opened before the background has made it, it would be made here, and empty.
  const isThere = (name: string) => indexedDB.databases().then((all) => all.some((one) => one.name === name));
  await until(() => page.evaluate(isThere, storeName), { what: 'the background to make its store' });
  await page.evaluate(
    async ({ name, stores }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      await new Promise<void>((resolve, reject) => {
        const names = Object.keys(stores);
        const transaction = database.transaction(names, 'readwrite');
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
        for (const store of names) {
          transaction.objectStore(store).clear();
          for (const row of stores[store] ?? []) transaction.objectStore(store).put(row);
        }
      });
      database.close();
    },
    { name: storeName, stores: rows as unknown as Record<string, unknown[]> },
  );
}
