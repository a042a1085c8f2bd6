import { identityOf } from '../model/account';
import type { AccountId } from '../model/ids';
import type { Connection } from './open';
import type { Database, KeyRow, SecretRow } from './schema';
import { write } from './transaction';

/** A box with what is bound into its seal. */
export interface IdentifiedSecret extends SecretRow {
  readonly identity: string;
}

/** What lib/vault is handed. Nobody else reads these two stores; boxes are written with their account (accounts.ts). */
export interface SecretsPort {
  readKeys(): Promise<readonly KeyRow[]>;
  /** Keeps the key that is there already, if any, and answers the one that stands. */
  writeDeviceKeyIfAbsent(key: CryptoKey): Promise<CryptoKey>;
  readSecret(accountId: AccountId): Promise<SecretRow | undefined>;
  /** All boxes of accounts that are there. */
  readBoxes(): Promise<readonly IdentifiedSecret[]>;
  /** All keys and, where given, all boxes at once; false and nothing where a box is there that `before` does not know. */
  exchange(change: {
    readonly before?: readonly SecretRow[];
    readonly after?: readonly SecretRow[];
    readonly keys: readonly KeyRow[];
  }): Promise<boolean>;
  /** Deletes all keys and all boxes at once. */
  forget(): Promise<void>;
}

/** All of it strict: boxes sealed with a key that a power cut took away never open again. */
export function secretsPort({ run }: Connection): SecretsPort {
  return {
    readKeys: () => run((db) => db.getAll('keys')),
    writeDeviceKeyIfAbsent: (key) =>
      run((db) =>
        write(
          db,
          ['keys'],
          async (tx) => {
            const existing = await tx.objectStore('keys').get('device');
            if (existing?.id === 'device') return existing.key;
            await tx.objectStore('keys').add({ id: 'device', key });
            return key;
          },
          'strict',
        ),
      ),
    readSecret: (accountId) => run((db) => db.get('secrets', accountId)),
    readBoxes: () => run(readBoxes),
    exchange: (change) => run((db) => exchange(db, change)),
    forget: () =>
      run((db) =>
        write(
          db,
          ['keys', 'secrets'],
          async (tx) => {
            await tx.objectStore('secrets').clear();
            await tx.objectStore('keys').clear();
          },
          'strict',
        ),
      ),
  };
}

async function readBoxes(db: Database): Promise<readonly IdentifiedSecret[]> {
  const tx = db.transaction(['accounts', 'secrets']);
  const [accounts, secrets] = await Promise.all([
    tx.objectStore('accounts').getAll(),
    tx.objectStore('secrets').getAll(),
  ]);
  return secrets.flatMap((row) => {
    const account = accounts.find(({ id }) => id === row.accountId);
    return account ? { ...row, identity: identityOf(account) } : [];
  });
}

function exchange(
  db: Database,
  { before, after = [], keys }: Parameters<SecretsPort['exchange']>[0],
): Promise<boolean> {
  return write(
    db,
    ['keys', 'secrets'],
    async (tx) => {
      const secrets = tx.objectStore('secrets');
      const standing = before ? await secrets.getAll() : [];
      if (!standing.every((row) => before?.some((known) => isSame(known, row)))) return false;
      for (const { accountId, iv, box } of after) {
        if (standing.some((row) => row.accountId === accountId)) await secrets.put({ accountId, iv, box });
      }
      await tx.objectStore('keys').clear();
      for (const key of keys) await tx.objectStore('keys').put(key);
      return true;
    },
    'strict',
  );
}

/** A box is never sealed twice with the same start, so that names it. */
function isSame(a: SecretRow, b: SecretRow): boolean {
  return a.accountId === b.accountId && a.iv.length === b.iv.length && a.iv.every((byte, n) => byte === b.iv[n]);
}
