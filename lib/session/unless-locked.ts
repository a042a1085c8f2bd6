import { VaultLocked } from '../vault/vault';

/** What the vault gives, or the word that it waits for the passphrase, which is no missing secret. */
export async function unlessLocked<T>(work: Promise<T>): Promise<T | VaultLocked> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof VaultLocked) return error;
    throw error;
  }
}
