import type { AccountId } from '../model/ids';
import { oneByOne } from '../model/one-by-one';
import {
  type Box,
  type Bytes,
  importDataKey,
  makeDeviceKey,
  openBox,
  reseal,
  type Sealed,
  type Secrets,
  sealBox,
  unwrapKey,
  wrapKey,
} from './boxes';
import { type KeyRow, type PassphraseRow, rowsWith, type UnlockedPort, type VaultPort } from './keys';
import type { PassphraseKey, VaultState } from './passphrase';

/**
 * Secrets of accounts, sealed with AES-GCM. Without a passphrase the key, which no script can read out, lies in the same
 * profile: that keeps secrets out of copies of the store, logs and other extensions' hands, not from somebody who owns
 * the disk. With one they are sealed under a data key that only the passphrase's key opens.
 * Every change of keys seals all boxes anew under a fresh key, so that who knew an old one cannot read what comes later,
 * and stands in one transaction: whenever the worker dies, the old way in or the new one works.
 */
export interface Vault {
  state(): Promise<VaultState>;
  /**
   * `identity` is bound into the seal, so a box moved to another account does not open. `keep` writes the box: until it
   * has, the key is not exchanged for another. Rejects with `VaultLocked`.
   */
  seal<T>(identity: string, secrets: Secrets, keep: (sealed: Sealed) => Promise<T>): Promise<T>;
  /**
   * Undefined where there is no box, or it does not open: the account then asks for its password again. Rejects with
   * `VaultLocked`.
   */
  open(accountId: AccountId, identity: string): Promise<Secrets | undefined>;
  /** False where that is not the passphrase's key. */
  unlock(key: Bytes): Promise<boolean>;
  /** From the one write on that this is, secrets are out of reach; nothing where there is no passphrase. */
  lock(): Promise<void>;
  /** Sets or changes it, and is unlocked then. False where `current` is not the key of the one that stands. */
  setPassphrase(next: PassphraseKey, current?: Bytes): Promise<boolean>;
  /** False where `current` is not the key of the one that stands. */
  removePassphrase(current: Bytes): Promise<boolean>;
  /** Whether a start of the browser locks; only while unlocked. False where it is locked or has no passphrase. */
  setLockOnStart(lockOnStart: boolean): Promise<boolean>;
  /** Drops every secret and the passphrase, and nothing else: accounts and messages are not the vault's. */
  forget(): Promise<void>;
}

/** The passphrase is needed first. */
export class VaultLocked extends Error {
  override readonly name = 'VaultLocked';
}

type Standing =
  | { readonly kind: 'open'; readonly raw?: Bytes; readonly key: CryptoKey | undefined; readonly lock?: PassphraseRow }
  | { readonly kind: 'locked'; readonly lock: PassphraseRow };

export function createVault(port: VaultPort, unlocked: UnlockedPort, crypto: Crypto): Vault {
  // There is one background, so a chain in its memory keeps a box from being written under a key that has just gone.
  const exclusive = oneByOne();

  const standing = async (): Promise<Standing> => {
    const rows = await port.readKeys();
    const { passphrase: lock, device, kept } = byId(rows);
    if (!lock) return { kind: 'open', key: device?.key };
    if (lock.opening !== undefined && kept)
      return { kind: 'open', raw: kept.raw, key: await importDataKey(crypto, kept.raw), lock };
    const slot = await unlocked.read();
    if (slot !== undefined && slot.opening === lock.opening) {
      const raw = new Uint8Array(slot.key);
      return { kind: 'open', raw, key: await importDataKey(crypto, raw), lock };
    }
    // Left by a life that ended between the two writes of locking or unlocking.
    if (slot !== undefined) await unlocked.clear();
    return { kind: 'locked', lock };
  };
  const keyToOpen = async (): Promise<CryptoKey | undefined> => {
    const now = await standing();
    if (now.kind === 'locked') throw new VaultLocked();
    return now.key;
  };
  const keyToSeal = async () => (await keyToOpen()) ?? port.writeDeviceKeyIfAbsent(await makeDeviceKey(crypto));

  /** Every box from one key to another together with the rows that lead to the new one. */
  const exchange = async (from: CryptoKey | undefined, to: CryptoKey, keys: readonly KeyRow[]) => {
    for (;;) {
      const before = await port.readBoxes();
      const after = await Promise.all(before.map((box) => reseal(crypto, box, from, to)));
      // An account that came or changed meanwhile was not sealed anew: once more.
      if (await port.exchange({ before, after, keys })) return;
    }
  };
  /** Opens with a data key from here on: first where a worker finds it again, then the one write that counts. */
  const open = async (lock: PassphraseRow, raw: Bytes, write: (rows: readonly KeyRow[]) => Promise<unknown>) => {
    const opening = crypto.randomUUID();
    await unlocked.write({ opening, key: [...raw] });
    await write(rowsWith({ ...lock, opening }, raw));
  };
  const rawOf = async (current: Bytes, lock: PassphraseRow) => unwrapKey(crypto, current, lock);

  return {
    // Between the two writes of an unlocking it would take what is in memory for left behind, and clear it.
    state: () =>
      exclusive(async () => {
        const now = await standing();
        if (!now.lock) return { locked: false };
        const { salt, rounds, lockOnStart } = now.lock;
        return { locked: now.kind === 'locked', passphrase: { salt, rounds, lockOnStart } };
      }),
    seal: (identity, secrets, keep) =>
      exclusive(async () => keep(await sealBox(crypto, await keyToSeal(), identity, secrets))),
    open: (accountId, identity) =>
      exclusive(async () => {
        const key = await keyToOpen();
        const sealed = await port.readSecret(accountId);
        return sealed && key && openBox(crypto, key, identity, sealed);
      }),
    unlock: (current) =>
      exclusive(async () => {
        const { passphrase: lock } = byId(await port.readKeys());
        const raw = lock && (await rawOf(current, lock));
        if (!lock || !raw) return lock === undefined;
        await open(lock, raw, (rows) => port.exchange({ keys: rows }));
        return true;
      }),
    lock: () =>
      exclusive(async () => {
        const { passphrase: lock } = byId(await port.readKeys());
        if (!lock) return;
        await port.exchange({ keys: rowsWith(closed(lock)) });
        await unlocked.clear();
      }),
    setPassphrase: (next, current) =>
      exclusive(async () => {
        const { passphrase: before, device } = byId(await port.readKeys());
        const known = before && current && (await rawOf(current, before));
        if (before && !known) return false;
        const from = known ? await importDataKey(crypto, known) : device?.key;
        const raw = crypto.getRandomValues(new Uint8Array(32));
        const { salt, rounds } = next;
        const wrapped = await wrapKey(crypto, next.key, raw);
        const lockOnStart = before?.lockOnStart ?? true;
        const to = await importDataKey(crypto, raw);
        await open({ id: 'passphrase', salt, rounds, ...wrapped, lockOnStart }, raw, (rows) =>
          exchange(from, to, rows),
        );
        return true;
      }),
    removePassphrase: (current) =>
      exclusive(async () => {
        const { passphrase: before } = byId(await port.readKeys());
        const raw = before && (await rawOf(current, before));
        if (!raw) return before === undefined;
        const key = await makeDeviceKey(crypto);
        await exchange(await importDataKey(crypto, raw), key, [{ id: 'device', key }]);
        await unlocked.clear();
        return true;
      }),
    setLockOnStart: (lockOnStart) =>
      exclusive(async () => {
        const now = await standing();
        if (now.kind === 'locked' || !now.lock || !now.raw) return false;
        await open({ ...now.lock, lockOnStart }, now.raw, (rows) => port.exchange({ keys: rows }));
        return true;
      }),
    forget: () =>
      exclusive(async () => {
        await port.forget();
        await unlocked.clear();
      }),
  };
}

function byId(rows: readonly KeyRow[]) {
  const of = <K extends KeyRow['id']>(id: K) => rows.find((row): row is Extract<KeyRow, { id: K }> => row.id === id);
  return { device: of('device'), passphrase: of('passphrase'), kept: of('kept') };
}

function closed({ opening: _, ...lock }: PassphraseRow): PassphraseRow {
  return lock;
}

export type { Box, Sealed, Secrets };
