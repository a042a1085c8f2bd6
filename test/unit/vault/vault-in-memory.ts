import { expect } from 'vitest';
import type { KeyRow, Unlocked, UnlockedPort, VaultPort } from '../../../lib/vault/keys';
import { createVault, type Sealed, type Secrets, type Vault } from '../../../lib/vault/vault';

export const identity = (id: number) => `http-qq http://qq.test:8000 ${id}`;
export const secretsOf = (id: number): Secrets => ({ 'password-md5': `fingerprint of ${id}` });

/** A vault over maps: what a worker's death leaves, and what the end of the browser does. */
export function vaultInMemory() {
  const keys = new Map<string, KeyRow>();
  const boxes = new Map<number, Sealed & { readonly identity?: string }>();
  const memory: { unlocked?: Unlocked | undefined } = {};
  const port: VaultPort = {
    readKeys: async () => [...keys.values()],
    writeDeviceKeyIfAbsent: async (key) => {
      const standing = keys.get('device');
      if (standing?.id === 'device') return standing.key;
      keys.set('device', { id: 'device', key });
      return key;
    },
    readSecret: async (accountId) => boxes.get(accountId),
    readBoxes: async () =>
      [...boxes].map(([accountId, { iv, box, identity = '' }]) => ({ accountId, identity, iv, box })),
    exchange: async ({ before, after = [], keys: rows }) => {
      const known = (id: number) => before?.some((box) => box.accountId === id && box.iv === boxes.get(id)?.iv);
      if (before && ![...boxes.keys()].every(known)) return false;
      for (const { accountId, ...box } of after) if (boxes.has(accountId)) boxes.set(accountId, box);
      keys.clear();
      for (const row of rows) keys.set(row.id, row);
      return true;
    },
    forget: async () => {
      keys.clear();
      boxes.clear();
    },
  };
  const unlocked: UnlockedPort = {
    read: async () => memory.unlocked,
    write: async (now) => {
      memory.unlocked = now;
    },
    clear: async () => {
      memory.unlocked = undefined;
    },
  };
  const endBrowser = () => {
    memory.unlocked = undefined;
  };
  /** A worker starts: nothing in its memory, the browser's memory and the disk as they were left. */
  const newWorker = () => createVault(port, unlocked, crypto);
  const keep = (vault: Vault, id: number) =>
    vault.seal(identity(id), secretsOf(id), async (sealed) => {
      boxes.set(id, { ...sealed, identity: identity(id) });
    });
  const opens = async (vault: Vault, id: number) => expect(await vault.open(id, identity(id))).toEqual(secretsOf(id));
  return { port, unlocked, keys, boxes, memory, endBrowser, newWorker, keep, opens, vault: newWorker() };
}

export function seal(vault: Vault, identity: string, secrets: Secrets): Promise<Sealed> {
  return vault.seal(identity, secrets, async (sealed) => sealed);
}

/** A key as a page would make it of a passphrase, without the rounds: what is tested here begins after them. */
export function keyOf(passphrase: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(32).map((_, n) => passphrase.charCodeAt(n % passphrase.length) ^ n);
}

export function chosen(passphrase: string) {
  return { key: keyOf(passphrase), salt: new Uint8Array(16), rounds: 600_000 };
}
