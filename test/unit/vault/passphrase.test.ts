import { pbkdf2Sync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { choosePassphrase, derive, usualRounds } from '../../../lib/vault/passphrase';
import { createVault, VaultLocked } from '../../../lib/vault/vault';
import { chosen, identity, keyOf, secretsOf, vaultInMemory } from './vault-in-memory';

let world: ReturnType<typeof vaultInMemory>;
beforeEach(() => {
  world = vaultInMemory();
});

describe('a passphrase', () => {
  it('becomes a key by PBKDF2 with HMAC-SHA-256, so many rounds as stand beside it', async () => {
    const salt = new Uint8Array(16).fill(7);
    const key = await derive('correct horse 电池', salt, 1000, crypto);
    expect(Buffer.from(key)).toEqual(pbkdf2Sync('correct horse 电池', salt, 1000, 32, 'sha256'));
    expect(usualRounds).toBe(600_000);
  });

  it('is the same however its letters are composed or how wide its digits are', async () => {
    const salt = new Uint8Array(16);
    const [one, other] = await Promise.all([
      derive('café 123', salt, 10, crypto),
      derive('cafe\u0301 １２３', salt, 10, crypto),
    ]);
    expect(one).toEqual(other);
  });

  it('has a salt of its own each time it is chosen', async () => {
    const [one, other] = await Promise.all([choosePassphrase('same', crypto), choosePassphrase('same', crypto)]);
    expect(one.salt).not.toEqual(other.salt);
    expect(one.key).not.toEqual(other.key);
  });

  it('guards what was sealed before it was set', async () => {
    await world.keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await world.vault.lock();
    await expect(world.newWorker().open(1, identity(1))).rejects.toThrow(VaultLocked);
    await expect(world.keep(world.newWorker(), 2)).rejects.toThrow(VaultLocked);
    expect(await world.newWorker().unlock(keyOf('wrong'))).toBe(false);
    await expect(world.newWorker().open(1, identity(1))).rejects.toThrow(VaultLocked);
    expect(await world.newWorker().unlock(keyOf('old'))).toBe(true);
    await world.opens(world.newWorker(), 1);
  });

  it('leaves no key on the disk that opens anything without it', async () => {
    await world.keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    expect([...world.keys.keys()]).toEqual(['passphrase']);
    await world.vault.setLockOnStart(false);
    expect([...world.keys.keys()].sort()).toEqual(['kept', 'passphrase']);
    await world.vault.lock();
    expect([...world.keys.keys()]).toEqual(['passphrase']);
    expect(world.memory.unlocked).toBeUndefined();
  });

  it('is asked for after the browser has ended, not after a worker has', async () => {
    await world.keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await world.opens(world.newWorker(), 1);
    world.endBrowser();
    expect((await world.newWorker().state()).locked).toBe(true);
  });

  it('is not asked for after the browser has ended where a start does not lock; by hand it still locks', async () => {
    await world.keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await world.vault.setLockOnStart(false);
    world.endBrowser();
    await world.opens(world.newWorker(), 1);
    // Told so while the browser's memory is empty: unlocked it stays, until the next start.
    await world.newWorker().setLockOnStart(true);
    await world.opens(world.newWorker(), 1);
    world.endBrowser();
    expect((await world.newWorker().state()).locked).toBe(true);
    await world.newWorker().unlock(keyOf('old'));
    await world.newWorker().setLockOnStart(false);
    await world.newWorker().lock();
    world.endBrowser();
    expect((await world.newWorker().state()).locked).toBe(true);
  });

  it('once given opens it, whoever asks how it stands in that moment', async () => {
    await world.keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await world.vault.lock();
    const { write } = world.unlocked;
    let asked: Promise<unknown> = Promise.resolve();
    const vault = createVault(
      world.port,
      {
        ...world.unlocked,
        write: async (now) => {
          await write(now);
          asked = vault.state();
          // The store takes its time, which the browser's memory does not.
          await new Promise((resolve) => setTimeout(resolve, 10));
        },
      },
      crypto,
    );
    expect(await vault.unlock(keyOf('old'))).toBe(true);
    await asked;
    expect((await vault.state()).locked).toBe(false);
  });

  it('is changed and removed only by whoever knows it', async () => {
    await world.keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    expect(await world.vault.setPassphrase(chosen('new'))).toBe(false);
    expect(await world.vault.setPassphrase(chosen('new'), keyOf('guess'))).toBe(false);
    expect(await world.vault.removePassphrase(keyOf('guess'))).toBe(false);
    expect(await world.vault.setPassphrase(chosen('new'), keyOf('old'))).toBe(true);
    await world.vault.lock();
    expect(await world.vault.unlock(keyOf('old'))).toBe(false);
    expect(await world.vault.removePassphrase(keyOf('new'))).toBe(true);
    await world.opens(world.newWorker(), 1);
  });

  it('that is forgotten takes the secrets with it, and new ones can be kept at once', async () => {
    await world.keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await world.vault.lock();
    await world.vault.forget();
    expect(await world.newWorker().state()).toEqual({ locked: false });
    expect(await world.newWorker().open(1, identity(1))).toBeUndefined();
    await world.keep(world.newWorker(), 1);
    await world.opens(world.newWorker(), 1);
  });

  it('keeps a box from being written under a key that has just gone', async () => {
    await world.keep(world.vault, 1);
    const { vault } = world;
    let mayWrite = () => {};
    const waiting = new Promise<void>((resolve) => {
      mayWrite = resolve;
    });
    const sealing = vault.seal(identity(2), secretsOf(2), async (sealed) => {
      await waiting;
      world.boxes.set(2, { ...sealed, identity: identity(2) });
    });
    const setting = vault.setPassphrase(chosen('old'));
    mayWrite();
    await Promise.all([sealing, setting]);
    await world.opens(vault, 1);
    await world.opens(vault, 2);
  });

  it('does not bring back the secret of an account that goes while it is set', async () => {
    await world.keep(world.vault, 1);
    await world.keep(world.vault, 2);
    const { port } = world;
    const vault = createVault(
      {
        ...port,
        exchange: async (change) => {
          world.boxes.delete(2);
          return port.exchange(change);
        },
      },
      world.unlocked,
      crypto,
    );
    await vault.setPassphrase(chosen('old'));
    expect([...world.boxes.keys()]).toEqual([1]);
    await world.opens(world.newWorker(), 1);
  });
});
