import type { AccountId } from '../model/ids';
import type { Connection } from './open';
import type { SecretRow } from './schema';
import { write } from './transaction';

/** What lib/vault is handed. Nobody else reads these two stores; boxes are written with their account (accounts.ts). */
export interface SecretsPort {
  readKey(id: string): Promise<CryptoKey | undefined>;
  /** Keeps the key that is there already, if any, and answers the one that stands: two pages may make one at once. */
  writeKeyIfAbsent(id: string, key: CryptoKey): Promise<CryptoKey>;
  readSecret(accountId: AccountId): Promise<SecretRow | undefined>;
  writeSecret(row: SecretRow): Promise<void>;
  deleteSecret(accountId: AccountId): Promise<void>;
}

export function secretsPort({ run }: Connection): SecretsPort {
  return {
    readKey: (id) => run(async (db) => (await db.get('keys', id))?.key),
    writeKeyIfAbsent: (id, key) =>
      run((db) =>
        // Strict: boxes sealed with a key that a power cut took away never open again.
        write(
          db,
          ['keys'],
          async (tx) => {
            const existing = await tx.objectStore('keys').get(id);
            if (existing !== undefined) return existing.key;
            await tx.objectStore('keys').add({ id, key });
            return key;
          },
          'strict',
        ),
      ),
    readSecret: (accountId) => run((db) => db.get('secrets', accountId)),
    writeSecret: (row) =>
      run((db) => write(db, ['secrets'], async (tx) => void (await tx.objectStore('secrets').put(row)))),
    deleteSecret: (accountId) => run((db) => db.delete('secrets', accountId)),
  };
}
