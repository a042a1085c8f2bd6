import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createVault, VaultLocked } from '../../../lib/vault/vault';
import { mortal, mortalPort } from '../session/mortal';
import { chosen, identity, keyOf, vaultInMemory } from './vault-in-memory';

let world: ReturnType<typeof vaultInMemory>;
beforeEach(() => {
  world = vaultInMemory();
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
        let vault = world.newWorker();
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
              vault = world.newWorker();
              break;
            case 'browser':
              world.endBrowser();
              vault = world.newWorker();
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
              if (locked) await expect(world.keep(vault, id)).rejects.toThrow(VaultLocked);
              else {
                await world.keep(vault, id);
                kept.add(id);
              }
            }
          }
          expect((await vault.state()).locked).toBe(locked);
          for (const id of kept) {
            if (locked) await expect(vault.open(id, identity(id))).rejects.toThrow(VaultLocked);
            else await world.opens(vault, id);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a death at any use of a port', () => {
  type V = ReturnType<typeof world.newWorker>;
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
        for (const id of [1, 2]) await world.keep(world.vault, id);
        if (isSet) await world.vault.setPassphrase(chosen('old'));
        if (name === 'unlocking') await world.vault.lock();
        const mortality = mortal(n);
        const dying = createVault(mortalPort(world.port, mortality), mortalPort(world.unlocked, mortality), crypto);
        const lived = await Promise.race([carryOut(dying).then(() => true), mortality.died.then(() => false)]);
        if (after === 'the browser') world.endBrowser();
        const next = world.newWorker();
        if ((await next.state()).locked) {
          const tries = [];
          for (const way of waysIn) tries.push(await next.unlock(keyOf(way)));
          expect(tries.filter(Boolean), `${name}, death ${n}`).toHaveLength(1);
        }
        for (const id of [1, 2]) await world.opens(world.newWorker(), id);
        if (lived) {
          expect(n).toBeGreaterThan(3);
          break;
        }
      }
    }
  });
});
