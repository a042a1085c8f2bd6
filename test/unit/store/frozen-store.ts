import { readFileSync } from 'node:fs';

/** A whole database as an earlier build wrote it (test/fixtures/store/README.md). */
export interface FrozenStore {
  readonly version: number;
  /** The highest account id that was ever given. */
  readonly lastId: number;
  readonly stores: Readonly<Record<string, FrozenObjectStore>>;
}

interface FrozenObjectStore {
  readonly keyPath: string | string[];
  readonly autoIncrement: boolean;
  readonly indexes: ReadonlyArray<{ name: string; keyPath: string | string[]; unique: boolean }>;
  readonly rows: readonly unknown[];
}

export const frozenVersions = [1] as const;

export function frozenFile(version: number): URL {
  return new URL(`../../fixtures/store/v${version}.json`, import.meta.url);
}

export function readFrozen(version: number): FrozenStore {
  return JSON.parse(readFileSync(frozenFile(version), 'utf8'));
}

/** Lays it into `indexedDB` with nothing but IndexedDB: what made it must not be what reads it. */
export async function thaw(frozen: FrozenStore, name: string): Promise<void> {
  const rows = new Map<string, unknown[]>();
  for (const [store, { rows: plain }] of Object.entries(frozen.stores)) {
    rows.set(store, await Promise.all(plain.map(revive)));
  }
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name, frozen.version);
    opening.onupgradeneeded = () => {
      for (const [store, { keyPath, autoIncrement, indexes }] of Object.entries(frozen.stores)) {
        const made = opening.result.createObjectStore(store, { keyPath, autoIncrement });
        for (const { name: index, keyPath: path, unique } of indexes) made.createIndex(index, path, { unique });
        // Moves the key generator to where it stood.
        if (autoIncrement) {
          made.put({ id: frozen.lastId });
          made.delete(frozen.lastId);
        }
        for (const row of rows.get(store) ?? []) made.put(row);
      }
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

/** The value that was written down; see the README for the marks. */
export async function revive(plain: unknown): Promise<unknown> {
  if (Array.isArray(plain)) return Promise.all(plain.map(revive));
  if (typeof plain !== 'object' || plain === null) return plain;
  if (!('$' in plain)) {
    const entries = Object.entries(plain).map(async ([key, value]) => [key, await revive(value)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
  const { $: kind, base64 = '' } = plain as { $: string; base64?: string };
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (kind === 'Infinity') return Number.POSITIVE_INFINITY;
  if (kind === 'Uint8Array') return bytes;
  if (kind === 'ArrayBuffer') return bytes.buffer;
  if (kind === 'CryptoKey') return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  throw new Error(`nobody knows what ${kind} stands for`);
}
