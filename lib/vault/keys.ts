import type { AccountId } from '../model/ids';
import type { Box, Bytes, Sealed } from './boxes';

/** What lies in the store's `keys`: `device` alone, or `passphrase` with or without `kept`. */
export type KeyRow = DeviceKeyRow | PassphraseRow | KeptKeyRow;

/** Without a passphrase: no script can read this key out, but it lies on the same disk. */
export interface DeviceKeyRow {
  readonly id: 'device';
  readonly key: CryptoKey;
}

/** The data key, wrapped by the key that a passphrase gives with this salt after so many rounds. */
export interface PassphraseRow extends Sealed {
  readonly id: 'passphrase';
  readonly salt: Bytes;
  readonly rounds: number;
  readonly lockOnStart: boolean;
  /**
   * The unlocking that holds, absent while locked. Whoever has a data key for another one has none: so locking is this
   * one write, and a key that a dying worker left behind opens nothing.
   */
  readonly opening?: string;
}

/** The bare data key, only while unlocked and only where a start of the browser is not to lock. */
export interface KeptKeyRow {
  readonly id: 'kept';
  readonly raw: Bytes;
}

/** Where keys and boxes lie; lib/store has it, entrypoints hand it in. */
export interface VaultPort {
  readKeys(): Promise<readonly KeyRow[]>;
  /** Keeps the key that is there already, if any, and answers the one that stands. */
  writeDeviceKeyIfAbsent(key: CryptoKey): Promise<CryptoKey>;
  readSecret(accountId: AccountId): Promise<Sealed | undefined>;
  readBoxes(): Promise<readonly Box[]>;
  /**
   * All keys and, where given, all boxes in one transaction with strict durability. False, and nothing written, where a
   * box is there that `before` does not know; one that has gone meanwhile stays away.
   */
  exchange(change: Exchange): Promise<boolean>;
  /** Deletes all keys and all boxes in one transaction. */
  forget(): Promise<void>;
}

export interface Exchange {
  readonly before?: readonly Box[];
  readonly after?: readonly Box[];
  readonly keys: readonly KeyRow[];
}

/**
 * Where the data key lies while unlocked: memory of the browser that outlives workers and ends with the browser
 * (storage.session, which only contexts of the extension itself can read).
 */
export interface UnlockedPort {
  read(): Promise<Unlocked | undefined>;
  write(unlocked: Unlocked): Promise<void>;
  clear(): Promise<void>;
}

export interface Unlocked {
  readonly opening: string;
  readonly key: readonly number[];
}

/** The rows that stand with a passphrase; `raw` only where it is unlocked. */
export function rowsWith(lock: PassphraseRow, raw?: Bytes): readonly KeyRow[] {
  return raw && !lock.lockOnStart ? [lock, { id: 'kept', raw }] : [lock];
}
