import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionRow } from '../../../lib/store/schema';
import { chosen, keyOf } from '../vault/vault-in-memory';
import { atEveryDeath } from './deaths';
import { openWorld, signedIn, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.people.account({ uin: '20001', password: 'friend', nick: 'Friend', friends: ['10001'] });
  await world.people.account({ uin: '10001', password: 'secret', nick: 'Shop', friends: ['20001'] });
});
afterEach(() => world.close());

const session = async (): Promise<SessionRow | undefined> =>
  (await world.connection.run((db) => db.getAll('sessions')))[0];
const texts = async () => (await world.connection.run((db) => db.getAll('messages'))).map(({ text }) => text);
const asked = async () => (await world.people.ledger()).entries.filter(({ kind }) => kind === 'command').length;
const isOnline = async () => (await world.people.state()).accounts.find(({ uin }) => uin === '10001')?.online;
/** The wake that an act starts by itself may still be under way. */
const settled = async (life: ReturnType<World['live']>) => {
  const { locked } = await life.vault.state();
  await vi.waitFor(async () => {
    await life.wake.wake('alarm');
    await life.rest();
    const row = await session();
    expect(row).toMatchObject({ todo: [], inFlight: [] });
    expect(row?.state === 'signing-in' || (row?.state === 'online' && locked)).toBe(false);
  });
};
const say = (text: string) => world.people.say({ from: '20001', to: '10001', text });

describe('a locked account', () => {
  it('says so, signs out, asks nothing, and has what was written meanwhile once it is unlocked', async () => {
    const life = world.live();
    await signedIn(world, life, '10001');
    await life.vault.setPassphrase(chosen('old'));
    await settled(life);
    expect((await session())?.state).toBe('online');

    await life.vault.lock();
    await settled(life);
    expect(await session()).toMatchObject({ state: 'locked', reason: 'vault-locked', todo: [] });
    expect(await isOnline()).toBe(false);
    const before = await asked();
    await say('while you were away');
    world.clock.advance(3_600_000);
    for (const why of ['alarm', 'page', 'person'] as const) await world.live().wake.wake(why);
    expect(await asked()).toBe(before);
    expect(await texts()).toEqual([]);

    expect(await life.vault.unlock(keyOf('guess'))).toBe(false);
    await settled(life);
    expect((await session())?.state).toBe('locked');
    expect(await life.vault.unlock(keyOf('old'))).toBe(true);
    await settled(life);
    expect((await session())?.state).toBe('online');
    expect(await texts()).toEqual(['while you were away']);
    expect(life.trouble).toEqual([]);
  });

  it('is locked by a start of the browser, before anything leaves', async () => {
    const life = world.live();
    await signedIn(world, life, '10001');
    await life.vault.setPassphrase(chosen('old'));
    world.endBrowser();
    const next = world.live();
    const before = await asked();
    await settled(next);
    expect(await session()).toMatchObject({ state: 'locked', reason: 'vault-locked' });
    // The one word that needs no secret: that nobody is there.
    expect(await asked()).toBe(before + 1);
    expect(await isOnline()).toBe(false);
  });

  it('keeps a reply until it is unlocked', async () => {
    const life = world.live();
    const accountId = await signedIn(world, life, '10001');
    await life.vault.setPassphrase(chosen('old'));
    await life.vault.lock();
    await settled(life);
    const now = world.clock.now();
    const reply = { id: crypto.randomUUID(), accountId, peer: 'u:20001' as const, text: 'later', now, notBefore: now };
    await life.ports.store.queueReply(reply);
    await settled(life);
    const accepted = async () =>
      (await world.people.ledger()).entries.filter(({ kind, from }) => kind === 'accepted' && from === '10001').length;
    expect(await accepted()).toBe(0);
    await life.vault.unlock(keyOf('old'));
    await settled(life);
    await vi.waitFor(async () => {
      world.clock.advance(2000);
      await life.wake.wake('alarm');
      expect(await accepted()).toBe(1);
    });
  });

  it('that another client took over stays taken over, and is not taken back by unlocking', async () => {
    const life = world.live();
    const id = await signedIn(world, life, '10001');
    await life.vault.setPassphrase(chosen('old'));
    await life.ports.store.begin([id], (row) => ({ ...row, state: 'displaced', reason: 'taken-over' }));
    await life.vault.lock();
    await settled(life);
    expect((await session())?.state).toBe('displaced');
    await life.vault.unlock(keyOf('old'));
    await settled(life);
    expect((await session())?.state).toBe('displaced');
  });

  it('comes back as often as a person comes and goes: the hour of sign-ins is for what fails', async () => {
    const life = world.live();
    await signedIn(world, life, '10001');
    await life.vault.setPassphrase(chosen('old'));
    for (let n = 0; n < 8; n++) {
      await life.vault.lock();
      await settled(life);
      expect((await session())?.state).toBe('locked');
      await life.vault.unlock(keyOf('old'));
      await settled(life);
      expect((await session())?.state).toBe('online');
    }
  });

  it('whose passphrase is forgotten asks for its password, and has lost no message', async () => {
    const life = world.live();
    const id = await signedIn(world, life, '10001');
    await say('kept');
    await life.wake.wake('person');
    await life.vault.setPassphrase(chosen('old'));
    await life.vault.lock();
    await settled(life);
    await life.vault.forget();
    await settled(life);
    expect(await session()).toMatchObject({ state: 'locked', reason: 'no-secret' });
    expect(await texts()).toEqual(['kept']);
    expect(await world.connection.run((db) => db.getAll('accounts'))).toMatchObject([{ id, uin: '10001' }]);
  });
});

describe('adding an account while locked', () => {
  it('tries nothing and says that it is locked', async () => {
    const life = world.live();
    await signedIn(world, life, '10001');
    await life.vault.setPassphrase(chosen('old'));
    await life.vault.lock();
    await settled(life);
    const before = await asked();
    expect(await life.add('20001', 'friend')).toEqual({ ok: false, reason: 'vault-locked' });
    expect(await asked()).toBe(before);
    await life.vault.unlock(keyOf('old'));
    expect(await life.add('20001', 'friend')).toMatchObject({ ok: true });
  });
});

describe('a death at any use of a port', () => {
  const ready = async () => {
    const life = world.live();
    if ((await world.connection.run((db) => db.count('accounts'))) === 0) await signedIn(world, life, '10001');
    const { passphrase } = await life.vault.state();
    if (!passphrase) await life.vault.setPassphrase(chosen('old'));
    await life.vault.unlock(keyOf('old'));
    await settled(life);
    return life;
  };

  it('while unlocking is made good: the accounts are taken up', async () => {
    await atEveryDeath(world, 'unlocking', 10, {
      prepare: async (n) => {
        const life = await ready();
        await life.vault.lock();
        await settled(life);
        await say(`before death ${n}`);
      },
      act: async (life) => {
        await life.vault.unlock(keyOf('old'));
        // From here on it is a sign-in like any other, whose deaths are looked at in deaths.test.ts.
        await vi.waitFor(async () => expect((await session())?.state).not.toBe('locked'));
      },
      check: async (n) => {
        // Died before it was carried out: the person types it once more.
        if ((await session())?.state === 'locked') await ready();
        expect((await session())?.state).toBe('online');
        expect((await texts()).filter((text) => text === `before death ${n}`)).toHaveLength(1);
      },
      isQuiet: async () => {
        const row = await session();
        return row?.state === 'locked' || (row?.state === 'online' && row.todo.length + row.inFlight.length === 0);
      },
    });
  }, 120_000);

  it('while locking never leaves it half done: it is unlocked and runs, or locked and says so', async () => {
    await atEveryDeath(world, 'locking', 10, {
      prepare: async () => void (await ready()),
      act: async (life) => {
        await life.vault.lock();
        await vi.waitFor(async () => expect((await session())?.state).toBe('locked'));
      },
      check: async () => {
        const { locked } = await world.live().vault.state();
        expect((await session())?.state).toBe(locked ? 'locked' : 'online');
        expect(await isOnline()).toBe(!locked);
      },
      isQuiet: async () => {
        const row = await session();
        return row !== undefined && row.todo.length + row.inFlight.length === 0;
      },
    });
  }, 120_000);
});
