import { describe, expect, it } from 'vitest';
import { vaultInMemory as memory, seal } from './vault-in-memory';

const shop = 'http-qq http://127.0.0.1:48000 10001';
const secrets = { 'password-md5': '5ebe2294ecd0e0f08eab7690d2a6ee69' };

describe('a sealed secret', () => {
  it('opens for its own account', async () => {
    const { vault, boxes } = memory();
    boxes.set(1, await seal(vault, shop, secrets));
    expect(await vault.open(1, shop)).toEqual(secrets);
  });

  it('does not open for another account, nor changed, nor without its key', async () => {
    const { vault, boxes, keys } = memory();
    const sealed = await seal(vault, shop, secrets);
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
    const sealed = await seal(vault, shop, secrets);
    expect(new TextDecoder('latin1').decode(sealed.box)).not.toContain('5ebe2294');
    const [row] = [...keys.values()];
    const key = row?.id === 'device' ? row.key : undefined;
    expect(key?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow();
  });

  it('never looks the same twice', async () => {
    const { vault } = memory();
    const [one, two] = [await seal(vault, shop, secrets), await seal(vault, shop, secrets)];
    expect([...one.iv]).not.toEqual([...two.iv]);
    expect([...new Uint8Array(one.box)]).not.toEqual([...new Uint8Array(two.box)]);
  });
});
