import { describe, expect, it } from 'vitest';
import { createVault, type Sealed, type VaultPort } from '../../../lib/vault/vault';

function memory() {
  const keys = new Map<string, CryptoKey>();
  const boxes = new Map<number, Sealed>();
  const port: VaultPort = {
    readKey: async (id) => keys.get(id),
    writeKeyIfAbsent: async (id, key) => {
      const standing = keys.get(id) ?? key;
      keys.set(id, standing);
      return standing;
    },
    readSecret: async (accountId) => boxes.get(accountId),
  };
  return { port, keys, boxes, vault: createVault(port, crypto) };
}

const shop = 'http-qq http://127.0.0.1:48000 10001';
const secrets = { 'password-md5': '5ebe2294ecd0e0f08eab7690d2a6ee69' };

describe('a sealed secret', () => {
  it('opens for its own account', async () => {
    const { vault, boxes } = memory();
    boxes.set(1, await vault.seal(shop, secrets));
    expect(await vault.open(1, shop)).toEqual(secrets);
  });

  it('does not open for another account, nor changed, nor without its key', async () => {
    const { vault, boxes, keys } = memory();
    const sealed = await vault.seal(shop, secrets);
    boxes.set(1, sealed);
    expect(await vault.open(1, 'http-qq http://127.0.0.1:48000 10002')).toBeUndefined();
    const bytes = new Uint8Array(sealed.box.slice(0));
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    boxes.set(1, { iv: sealed.iv, box: bytes.buffer });
    expect(await vault.open(1, shop)).toBeUndefined();
    boxes.set(1, sealed);
    keys.clear();
    expect(await vault.open(1, shop)).toBeUndefined();
  });

  it('holds nothing readable, and its key cannot be taken out', async () => {
    const { vault, keys } = memory();
    const sealed = await vault.seal(shop, secrets);
    expect(new TextDecoder('latin1').decode(sealed.box)).not.toContain('5ebe2294');
    const [key] = [...keys.values()];
    expect(key?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow();
  });

  it('never looks the same twice', async () => {
    const { vault } = memory();
    const [one, two] = [await vault.seal(shop, secrets), await vault.seal(shop, secrets)];
    expect([...one.iv]).not.toEqual([...two.iv]);
    expect([...new Uint8Array(one.box)]).not.toEqual([...new Uint8Array(two.box)]);
  });
});
