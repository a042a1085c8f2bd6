import { deleteDB, openDB } from 'idb';
import { type Migration, migrate, migrations } from './migrations';
import { type Database, type Schema, storeName } from './schema';

export interface OpenOptions {
  /** An older version is still open elsewhere and did not let go: the opening waits until it does. */
  readonly onBlocked?: () => void;
  /** The store is, or is becoming, newer than this page: our connection is closed, nothing can be read any more. */
  readonly onOutdated?: (how: 'becoming' | 'already') => void;
  /**
   * How long, in ms, one work waits for the store to open before it fails with `StoreBlocked`; for ever where absent.
   * The opening itself goes on and serves whoever comes later.
   */
  readonly patience?: number;
  /** The steps to open it with: a test hands the next version's in. */
  readonly steps?: readonly Migration[];
}

/** Neither opened nor refused in time: mostly an older page of ours that holds on to the version before (features, M10). */
export class StoreBlocked extends Error {
  override readonly name = 'BlockedError';
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
  const { steps = migrations } = options;
  return openDB<Schema>(storeName, steps.at(-1)?.version, {
    upgrade: (db, oldVersion, _newVersion, tx) => {
      // An upgrade that is cut fails the opening itself, which somebody waits for; nobody waits for this.
      tx.done.catch(() => undefined);
      migrate(db, oldVersion, tx, steps);
    },
    blocked: () => options.onBlocked?.(),
    // Whoever keeps an old connection open holds every other page's upgrade up for good, so it closes at once; what is
    // already running in a transaction still finishes.
    blocking: (_current, wanted, event) => {
      (event.target as IDBDatabase).close();
      options.onLost?.();
      if (wanted !== null) options.onOutdated?.('becoming');
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
      if (isNamed(error, ['VersionError'])) options.onOutdated?.('already');
    });
    return opening;
  };

  const inTime = (opening: Promise<Database>): Promise<Database> => {
    const { patience } = options;
    if (patience === undefined) return opening;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new StoreBlocked(`the store did not open in ${patience} ms`)), patience);
      opening.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  };

  return {
    async run(work) {
      const opening = open();
      try {
        return await work(await inTime(opening));
      } catch (error) {
        if (!wasLost(error)) throw error;
        drop(opening);
        return await work(await inTime(open()));
      }
    },
    close() {
      if (current !== undefined) drop(current);
    },
  };
}

/** Deletes everything. Whoever has it open is told to let go; fails with `StoreBlocked` where that takes too long. */
export function deleteStore(patience: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreBlocked(`the store was not let go in ${patience} ms`)), patience);
    deleteDB(storeName)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
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
