import type { LiveBrowser } from './live-browser';

/**
 * Reads the extension's store with plain IndexedDB, inside the browser. It shares no code with lib/store on purpose:
 * both cannot make the same mistake. Bytes come as arrays of numbers, keys that cannot leave the browser as '[key]'.
 */
export function readRows<T>(browser: LiveBrowser, objectStore: string): Promise<T[]> {
  return browser.run(
    inStore(objectStore, 'readonly', (store) => `done(${store}.getAll(), (rows) => rows.map((row) => plain(row)))`),
  );
}

/** Deletes one row behind the extension's back, by its primary key: what an honest report must notice. */
export function deleteRow(browser: LiveBrowser, objectStore: string, key: unknown): Promise<void> {
  return browser.run(
    inStore(objectStore, 'readwrite', (store) => `done(${store}.delete(${JSON.stringify(key)}), () => null)`),
  );
}

/** Writes one row behind the extension's back, plain data only: a fault that an honest comparison must find. */
export function putRow(browser: LiveBrowser, objectStore: string, row: object): Promise<void> {
  return browser.run(
    inStore(objectStore, 'readwrite', (store) => `done(${store}.put(${JSON.stringify(row)}), () => null)`),
  );
}

/** Object stores that exist; empty where the extension has not made its database yet. */
export function objectStores(browser: LiveBrowser): Promise<string[]> {
  return browser.run(withDatabase('resolve([...database.objectStoreNames])', 'resolve([])'));
}

/** The whole database goes behind the extension's back, as when somebody clears it. */
export function deleteStore(browser: LiveBrowser): Promise<void> {
  return browser.run(`new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('uinbell');
    deleting.onsuccess = () => resolve(null);
    deleting.onerror = () => reject(deleting.error);
  })`);
}

/** The database is of a version that no build of today knows. */
export function ageStore(browser: LiveBrowser): Promise<void> {
  return browser.run(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('uinbell', 99);
    opening.onsuccess = () => { opening.result.close(); resolve(null); };
    opening.onerror = () => reject(opening.error);
  })`);
}

function inStore(objectStore: string, mode: IDBTransactionMode, use: (store: string) => string): string {
  const name = JSON.stringify(objectStore);
  return withDatabase(
    `if (![...database.objectStoreNames].includes(${name})) throw new Error('no object store ' + ${name});
     const transaction = database.transaction(${name}, '${mode}');
     const done = (request, answer) => {
       transaction.oncomplete = () => resolve(answer(request.result));
       transaction.onabort = () => reject(transaction.error);
     };
     const plain = (value) =>
       value instanceof CryptoKey ? '[key]'
       : value instanceof ArrayBuffer ? [...new Uint8Array(value)]
       : ArrayBuffer.isView(value) ? [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]
       : Array.isArray(value) ? value.map(plain)
       : value && typeof value === 'object'
         ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
       : value;
     ${use(`transaction.objectStore(${name})`)};`,
    `reject(new Error('the extension has no database yet'))`,
  );
}

/** Opens without a version, so that the reader never upgrades; and never creates what is not there. */
function withDatabase(use: string, absent: string): string {
  return `new Promise((resolve, reject) => {
    const opening = indexedDB.open('uinbell');
    opening.onupgradeneeded = () => { opening.transaction.abort(); ${absent}; };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      try { ${use} } catch (error) { reject(error); } finally { database.close(); }
    };
  })`;
}
