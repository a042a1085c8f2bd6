import { openDB } from 'idb';
import { migrate } from './migrations';
import { type Database, type Schema, storeName, storeVersion } from './schema';

export interface OpenOptions {
  /** An older version is still open elsewhere and did not let go: the opening waits until it does. */
  readonly onBlocked?: () => void;
  /** The store is, or is becoming, newer than this page: our connection is closed, nothing can be read any more. */
  readonly onOutdated?: () => void;
}

/**
 * A way to the database that outlives its connections. `run` opens on first use; a connection that was lost under the
 * work is opened anew and the whole work is done once more, so work must be safe to repeat.
 */
export interface Connection {
  run<T>(work: (db: Database) => Promise<T>): Promise<T>;
  close(): void;
}

/** Opens the store, migrating it where needed. `onLost`: the connection can no longer be used. */
export function openDatabase(options: OpenOptions & { readonly onLost?: () => void } = {}): Promise<Database> {
  return openDB<Schema>(storeName, storeVersion, {
    upgrade: (db, oldVersion, _newVersion, tx) => migrate(db, oldVersion, tx),
    blocked: () => options.onBlocked?.(),
    // Whoever keeps an old connection open holds every other page's upgrade up for good, so it closes at once; what is
    // already running in a transaction still finishes.
    blocking: (_current, wanted, event) => {
      (event.target as IDBDatabase).close();
      options.onLost?.();
      if (wanted !== null) options.onOutdated?.();
    },
    terminated: () => options.onLost?.(),
  });
}

export function connect(options: OpenOptions = {}): Connection {
  let current: Promise<Database> | undefined;

  const drop = (opening: Promise<Database>) => {
    if (current === opening) current = undefined;
    // A database that arrives late must be closed too, or it blocks the next upgrade unseen.
    opening.then(
      (db) => db.close(),
      () => undefined,
    );
  };
  const open = () => {
    if (current !== undefined) return current;
    const opening: Promise<Database> = openDatabase({ ...options, onLost: () => drop(opening) });
    current = opening;
    // The caller gets the error too; the next one gets a new try.
    opening.catch((error: unknown) => {
      drop(opening);
      if (isNamed(error, ['VersionError'])) options.onOutdated?.();
    });
    return opening;
  };

  return {
    async run(work) {
      const opening = open();
      try {
        return await work(await opening);
      } catch (error) {
        if (!wasLost(error)) throw error;
        drop(opening);
        return await work(await open());
      }
    },
    close() {
      if (current !== undefined) drop(current);
    },
  };
}

/**
 * InvalidStateError: "the database connection is closing"; AbortError: a transaction ended by the browser (our own
 * aborts rethrow their cause, see transaction.ts); UnknownError: the backing store hiccuped, mostly once.
 */
function wasLost(error: unknown): boolean {
  return isNamed(error, ['InvalidStateError', 'AbortError', 'UnknownError']);
}

function isNamed(error: unknown, names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
