import { pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { choosePassphrase, derive, usualRounds } from '../../../lib/vault/passphrase';
import { createVault, type Secrets, VaultLocked } from '../../../lib/vault/vault';
import { mortal, mortalPort } from '../session/mortal';
import { chosen, keyOf, vaultInMemory } from './vault-in-memory';

const identity = (id: number) => `http-qq http://qq.test:8000 ${id}`;
const secretsOf = (id: number): Secrets => ({ 'password-md5': `fingerprint of ${id}` });

let world: ReturnType<typeof vaultInMemory>;
beforeEach(() => {
  world = vaultInMemory();
});
/** A worker starts: nothing in its memory, the browser's memory and the disk as they were left. */
const newWorker = () => createVault(world.port, world.unlocked, crypto);
const keep = (vault: ReturnType<typeof newWorker>, id: number) =>
  vault.seal(identity(id), secretsOf(id), async (sealed) => {
    world.boxes.set(id, { ...sealed, identity: identity(id) });
  });
const opens = async (vault: ReturnType<typeof newWorker>, id: number) =>
  expect(await vault.open(id, identity(id))).toEqual(secretsOf(id));

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
    await keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await world.vault.lock();
    await expect(newWorker().open(1, identity(1))).rejects.toThrow(VaultLocked);
    await expect(keep(newWorker(), 2)).rejects.toThrow(VaultLocked);
    expect(await newWorker().unlock(keyOf('wrong'))).toBe(false);
    await expect(newWorker().open(1, identity(1))).rejects.toThrow(VaultLocked);
    expect(await newWorker().unlock(keyOf('old'))).toBe(true);
    await opens(newWorker(), 1);
  });

  it('leaves no key on the disk that opens anything without it', async () => {
    await keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    expect([...world.keys.keys()]).toEqual(['passphrase']);
    await world.vault.setLockOnStart(false);
    expect([...world.keys.keys()].sort()).toEqual(['kept', 'passphrase']);
    await world.vault.lock();
    expect([...world.keys.keys()]).toEqual(['passphrase']);
    expect(world.memory.unlocked).toBeUndefined();
  });

  it('is asked for after the browser has ended, not after a worker has', async () => {
    await keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await opens(newWorker(), 1);
    world.endBrowser();
    expect((await newWorker().state()).locked).toBe(true);
  });

  it('is not asked for after the browser has ended where a start does not lock; by hand it still locks', async () => {
    await keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await world.vault.setLockOnStart(false);
    world.endBrowser();
    await opens(newWorker(), 1);
    // Told so while the browser's memory is empty: unlocked it stays, until the next start.
    await newWorker().setLockOnStart(true);
    await opens(newWorker(), 1);
    world.endBrowser();
    expect((await newWorker().state()).locked).toBe(true);
    await newWorker().unlock(keyOf('old'));
    await newWorker().setLockOnStart(false);
    await newWorker().lock();
    world.endBrowser();
    expect((await newWorker().state()).locked).toBe(true);
  });

  it('once given opens it, whoever asks how it stands in that moment', async () => {
    await keep(world.vault, 1);
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
    await keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    expect(await world.vault.setPassphrase(chosen('new'))).toBe(false);
    expect(await world.vault.setPassphrase(chosen('new'), keyOf('guess'))).toBe(false);
    expect(await world.vault.removePassphrase(keyOf('guess'))).toBe(false);
    expect(await world.vault.setPassphrase(chosen('new'), keyOf('old'))).toBe(true);
    await world.vault.lock();
    expect(await world.vault.unlock(keyOf('old'))).toBe(false);
    expect(await world.vault.removePassphrase(keyOf('new'))).toBe(true);
    await opens(newWorker(), 1);
  });

  it('that is forgotten takes the secrets with it, and new ones can be kept at once', async () => {
    await keep(world.vault, 1);
    await world.vault.setPassphrase(chosen('old'));
    await world.vault.lock();
    await world.vault.forget();
    expect(await newWorker().state()).toEqual({ locked: false });
    expect(await newWorker().open(1, identity(1))).toBeUndefined();
    await keep(newWorker(), 1);
    await opens(newWorker(), 1);
  });

  it('keeps a box from being written under a key that has just gone', async () => {
    await keep(world.vault, 1);
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
    await opens(vault, 1);
    await opens(vault, 2);
  });

  it('does not bring back the secret of an account that goes while it is set', async () => {
    await keep(world.vault, 1);
    await keep(world.vault, 2);
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
    await opens(newWorker(), 1);
  });
});

const act = fc.oneof(
  fc.record({ kind: fc.constantFrom('set' as const, 'change' as const), to: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ kind: fc.constantFrom('remove', 'lock', 'unlock', 'guess', 'worker', 'browser', 'forget') }),
  fc.record({ kind: fc.constant('start' as const), on: fc.boolean() }),
  fc.record({ kind: fc.constant('keep' as const), id: fc.integer({ min: 1, max: 4 }) }),
);

describe('in any order of acts', () => {
  it('a secret opens while unlocked, never while locked, and is lost only by forgetting', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 16 }), async (acts) => {
        world = vaultInMemory();
        let vault = newWorker();
        let passphrase: string | undefined;
        let [locked, lockOnStart] = [false, true];
        const kept = new Set<number>();
        for (const one of acts) {
          switch (one.kind) {
            case 'set':
            case 'change': {
              const { to } = one as { to: string };
              expect(await vault.setPassphrase(chosen(to), (passphrase && keyOf(passphrase)) || undefined)).toBe(true);
              if (passphrase === undefined) lockOnStart = true;
              passphrase = to;
              locked = false;
              break;
            }
            case 'remove':
              expect(await vault.removePassphrase(keyOf(passphrase ?? 'x'))).toBe(true);
              passphrase = undefined;
              locked = false;
              break;
            case 'lock':
              await vault.lock();
              locked = passphrase !== undefined;
              break;
            case 'unlock':
              expect(await vault.unlock(keyOf(passphrase ?? 'x'))).toBe(true);
              locked = false;
              break;
            case 'guess':
              expect(await vault.unlock(keyOf('z'))).toBe(passphrase === undefined);
              break;
            case 'worker':
              vault = newWorker();
              break;
            case 'browser':
              world.endBrowser();
              vault = newWorker();
              if (passphrase !== undefined && lockOnStart) locked = true;
              break;
            case 'forget':
              await vault.forget();
              passphrase = undefined;
              locked = false;
              kept.clear();
              break;
            case 'start': {
              const { on } = one as { on: boolean };
              const done = await vault.setLockOnStart(on);
              expect(done).toBe(passphrase !== undefined && !locked);
              if (done) lockOnStart = on;
              break;
            }
            case 'keep': {
              const { id } = one as { id: number };
              if (locked) await expect(keep(vault, id)).rejects.toThrow(VaultLocked);
              else {
                await keep(vault, id);
                kept.add(id);
              }
            }
          }
          expect((await vault.state()).locked).toBe(locked);
          for (const id of kept) {
            if (locked) await expect(vault.open(id, identity(id))).rejects.toThrow(VaultLocked);
            else await opens(vault, id);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a death at any use of a port', () => {
  type V = ReturnType<typeof newWorker>;
  const acts: ReadonlyArray<readonly [string, (vault: V) => Promise<unknown>, readonly string[], boolean]> = [
    ['setting one', (vault) => vault.setPassphrase(chosen('new')), ['new'], false],
    ['changing it', (vault) => vault.setPassphrase(chosen('new'), keyOf('old')), ['old', 'new'], true],
    ['removing it', (vault) => vault.removePassphrase(keyOf('old')), ['old'], true],
    ['locking', (vault) => vault.lock(), ['old'], true],
    ['unlocking', (vault) => vault.unlock(keyOf('old')), ['old'], true],
    ['letting a start unlock', (vault) => vault.setLockOnStart(false), ['old'], true],
  ];
  it.each(acts)('while %s leaves a way in', async (name, carryOut, waysIn, isSet) => {
    for (const after of ['a worker', 'the browser'] as const) {
      for (let n = 1; ; n++) {
        world = vaultInMemory();
        for (const id of [1, 2]) await keep(world.vault, id);
        if (isSet) await world.vault.setPassphrase(chosen('old'));
        if (name === 'unlocking') await world.vault.lock();
        const mortality = mortal(n);
        const dying = createVault(mortalPort(world.port, mortality), mortalPort(world.unlocked, mortality), crypto);
        const lived = await Promise.race([carryOut(dying).then(() => true), mortality.died.then(() => false)]);
        if (after === 'the browser') world.endBrowser();
        const next = newWorker();
        if ((await next.state()).locked) {
          const tries = [];
          for (const way of waysIn) tries.push(await next.unlock(keyOf(way)));
          expect(tries.filter(Boolean), `${name}, death ${n}`).toHaveLength(1);
        }
        for (const id of [1, 2]) await opens(newWorker(), id);
        if (lived) {
          expect(n).toBeGreaterThan(3);
          break;
        }
      }
    }
  });
});
