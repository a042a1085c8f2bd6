import { type IDBPTransaction, type StoreNames, unwrap } from 'idb';
import type { Database, Schema } from './schema';

export type StoreName = StoreNames<Schema>;

/** Typed as if it held every store: one outside the names it was opened with throws NotFoundError at the first use. */
export type Write = IDBPTransaction<Schema, readonly StoreName[], 'readwrite'>;

/**
 * All of `work` or nothing of it. Inside, only requests of this transaction may be awaited: anything else lets it
 * commit half done. `relaxed` survives a killed process; `strict` also a power cut, at the price of a flush.
 */
export async function write<T>(
  db: Database,
  stores: readonly StoreName[],
  work: (tx: Write) => Promise<T>,
  durability: 'relaxed' | 'strict' = 'relaxed',
): Promise<T> {
  const tx = db.transaction(stores, 'readwrite', { durability });
  const done = tx.done.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  try {
    const result = await work(tx);
    commitNow(tx);
    const failed = await done;
    if (failed !== undefined) throw failed.error;
    return result;
  } catch (error) {
    const cause = tx.error ?? error;
    abort(tx);
    await done;
    throw cause;
  }
}

/** The browser would find out by itself that nothing follows, a turn later. */
function commitNow(tx: Write): void {
  try {
    tx.commit();
  } catch {
    // It has ended: all its requests were done before `work` was.
  }
}

function abort(tx: Write): void {
  try {
    tx.abort();
  } catch {
    // It ended by itself: the failed request that brought us here has aborted it already.
  }
}

/** What is written without waiting to hear of it: what fails ends the transaction, and `write` says why. */
export function keep<N extends StoreName>(tx: Write, name: N): Keeping<Schema[N]['value'], Schema[N]['key']> {
  return unwrap(tx as IDBPTransaction<Schema, StoreName[], 'readwrite'>).objectStore(name);
}
interface Keeping<V, K> {
  add(row: V): unknown;
  put(row: V): unknown;
  delete(key: K | IDBKeyRange): unknown;
}
