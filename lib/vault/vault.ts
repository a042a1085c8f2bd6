import type { AccountId } from '../model/ids';

/**
 * Secrets of accounts, sealed with AES-GCM under a key that no script can read out. The key lies in the same profile:
 * this keeps secrets out of copies of the store, logs and other extensions' hands, not from somebody who owns the disk
 * (README, "Privacy"). What is kept is the least the protocol needs: for HTTP QQ the password's MD5.
 */
export interface Vault {
  /** `identity` is bound into the seal, so a box moved to another account does not open. */
  seal(identity: string, secrets: Secrets): Promise<Sealed>;
  /** Undefined where there is no box, or it does not open: the account then asks for its password again. */
  open(accountId: AccountId, identity: string): Promise<Secrets | undefined>;
}

export type Secrets = Readonly<Record<string, string>>;

export interface Sealed {
  readonly iv: Uint8Array;
  readonly box: ArrayBuffer;
}

/** Where key and boxes lie; lib/store has it, entrypoints hand it in. */
export interface VaultPort {
  readKey(id: string): Promise<CryptoKey | undefined>;
  /** Keeps the key that is there already, if any, and answers the one that stands. */
  writeKeyIfAbsent(id: string, key: CryptoKey): Promise<CryptoKey>;
  readSecret(accountId: AccountId): Promise<Sealed | undefined>;
}

const keyId = 'device';

export function createVault(port: VaultPort, crypto: Crypto): Vault {
  const deviceKey = async () => {
    const existing = await port.readKey(keyId);
    if (existing) return existing;
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    return port.writeKeyIfAbsent(keyId, made);
  };
  return {
    async seal(identity, secrets) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(secrets));
      const box = await crypto.subtle.encrypt(mode(iv, identity), await deviceKey(), plain);
      return { iv, box };
    },
    async open(accountId, identity) {
      const sealed = await port.readSecret(accountId);
      const key = sealed && (await port.readKey(keyId));
      if (!sealed || !key) return undefined;
      try {
        const plain = await crypto.subtle.decrypt(mode(sealed.iv, identity), key, sealed.box);
        return JSON.parse(new TextDecoder().decode(plain)) as Secrets;
      } catch {
        // A box that does not open is as good as none, and the error would say nothing a person can use.
        return undefined;
      }
    },
  };
}

function mode(iv: Uint8Array, identity: string): AesGcmParams {
  return { name: 'AES-GCM', iv: new Uint8Array(iv), additionalData: new TextEncoder().encode(identity) };
}
