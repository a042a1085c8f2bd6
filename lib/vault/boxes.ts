import type { AccountId } from '../model/ids';

export type Bytes = Uint8Array<ArrayBuffer>;
export type Secrets = Readonly<Record<string, string>>;

export interface Sealed {
  readonly iv: Uint8Array;
  readonly box: ArrayBuffer;
}

/** A sealed secret, whose it is, and what is bound into its seal. */
export interface Box extends Sealed {
  readonly accountId: AccountId;
  readonly identity: string;
}

/** Bound into the wrapped data key, so that no account's box can stand in its place. */
const dataKeyName = 'uinbell data key 1';

export async function makeDeviceKey(crypto: Crypto): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** @param raw 32 bytes. */
export function importDataKey(crypto: Crypto, raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export function sealBox(crypto: Crypto, key: CryptoKey, identity: string, secrets: Secrets): Promise<Sealed> {
  return encrypt(crypto, key, identity, new TextEncoder().encode(JSON.stringify(secrets)));
}

/** Undefined where it does not open: such a box is as good as none, and the error would say nothing a person can use. */
export async function openBox(
  crypto: Crypto,
  key: CryptoKey,
  identity: string,
  sealed: Sealed,
): Promise<Secrets | undefined> {
  const plain = await decrypt(crypto, key, identity, sealed);
  return plain && (JSON.parse(new TextDecoder().decode(plain)) as Secrets);
}

/** A box that does not open stays as it is. */
export async function reseal(crypto: Crypto, box: Box, from: CryptoKey | undefined, to: CryptoKey): Promise<Box> {
  const plain = from && (await decrypt(crypto, from, box.identity, box));
  return plain ? { ...box, ...(await encrypt(crypto, to, box.identity, plain)) } : box;
}

export async function wrapKey(crypto: Crypto, key: Bytes, raw: Bytes): Promise<Sealed> {
  return encrypt(crypto, await importDataKey(crypto, key), dataKeyName, raw);
}

/** Undefined where that is not the key it was wrapped with. */
export async function unwrapKey(crypto: Crypto, key: Bytes, wrapped: Sealed): Promise<Bytes | undefined> {
  return decrypt(crypto, await importDataKey(crypto, key), dataKeyName, wrapped);
}

async function encrypt(crypto: Crypto, key: CryptoKey, name: string, plain: Bytes): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, box: await crypto.subtle.encrypt(mode(iv, name), key, plain) };
}

async function decrypt(crypto: Crypto, key: CryptoKey, name: string, sealed: Sealed): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(mode(sealed.iv, name), key, sealed.box));
  } catch {
    return undefined;
  }
}

function mode(iv: Uint8Array, name: string): AesGcmParams {
  return { name: 'AES-GCM', iv: new Uint8Array(iv), additionalData: new TextEncoder().encode(name) };
}
