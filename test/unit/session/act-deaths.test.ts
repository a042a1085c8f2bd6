import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { undoRemovalMs } from '../../../lib/session/standing';
import { atEveryDeath } from './deaths';
import { type Life, openWorld, password, signedIn, type World } from './world';

let world: World;
let shop: AccountId;

beforeEach(async () => {
  world = await openWorld();
  for (const uin of ['10001', '10002']) await world.people.account({ uin, password, nick: uin, friends: ['20001'] });
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001', '10002'] });
  shop = await signedIn(world, world.live(), '10001');
});
afterEach(() => world.close());

const rowsOf = (id: AccountId) =>
  world.connection.run(async (db) => ({
    account: await db.get('accounts', id),
    session: await db.get('sessions', id),
    secret: await db.get('secrets', id),
  }));

/** The act, and the wake that follows it by itself in a browser. */
const thenWake = (act: (life: Life) => Promise<unknown>) => async (life: Life) => {
  await act(life);
  await life.wake.wake('alarm');
};

/** No half of an act may stand: an account that is paused says so, and one that is not is asked. */
async function isWhole(): Promise<void> {
  const { account, session } = await rowsOf(shop);
  const stands = account?.pausedAt !== undefined || account?.removeAt !== undefined;
  expect(session?.state === 'paused').toBe(stands);
  if (!stands && session?.state !== 'displaced') expect(session?.due).toEqual(expect.any(Number));
}

// A net under tests that hang, as in deaths.test.ts.
describe('a worker killed while a person', { timeout: 240_000 }, () => {
  it('marks a conversation read leaves one number in badge, list and counters', async () => {
    const key = [shop, 'u:20001'] as const;
    const unread = () =>
      world.connection.run(async (db) => {
        const row = await db.get('conversations', [...key]);
        const all = await db.getAll('messages');
        const left = all.filter(({ ordinal, direction }) => direction === 'in' && ordinal > (row?.readThrough ?? 0));
        return { row: row?.unread, attention: row?.attention !== undefined, left: left.length };
      });
    await atEveryDeath(world, 'marking read', 2, {
      prepare: async (n) => {
        await world.people.say({ from: '20001', to: '10001', text: `unread ${n}` });
        await world.live().wake.wake('person');
        expect(await unread()).toEqual({ row: 1, attention: true, left: 1 });
      },
      act: (life) => life.ports.store.markRead(key, Number.POSITIVE_INFINITY),
      between: async () => {
        const { row, attention, left } = await unread();
        expect({ row, attention }).toEqual({ row: left, attention: left > 0 });
      },
      again: (life) => life.ports.store.markRead(key, Number.POSITIVE_INFINITY),
      check: async () => expect(await unread()).toEqual({ row: 0, attention: false, left: 0 }),
    });
  });

  it('adds an account leaves a whole one or none', async () => {
    const uinOf = (n: number) => String(30_000 + n);
    let n = 0;
    const add = (life: Life) => life.add(uinOf(n));
    await atEveryDeath(world, 'adding an account', 64, {
      prepare: async (at) => {
        n = at;
        await world.people.account({ uin: uinOf(n), password, nick: 'New', friends: ['20001'] });
        await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001', '10002', uinOf(n)] });
      },
      act: thenWake(add),
      again: async (life) => {
        const tried = await add(life);
        if (!tried.ok) expect(tried.reason).toBe('already-there');
      },
      check: async () => {
        const accounts = await world.connection.run((db) => db.getAll('accounts'));
        const twins = accounts.filter(({ uin }) => uin === uinOf(n));
        expect(twins).toHaveLength(1);
        const { session, secret } = await rowsOf(twins[0]?.id as AccountId);
        expect(session?.state).toBe('online');
        expect(secret).toBeDefined();
        // Else every life would have one account more to ask.
        await world.live().ports.store.deleteAccount(twins[0]?.id as AccountId);
      },
    });
  });

  it('removes an account leaves nothing of it behind', async () => {
    let id: AccountId = 0;
    const remove = thenWake((life) => life.acts.remove(id));
    await atEveryDeath(world, 'removing an account', 64, {
      prepare: async () => {
        world.clock.advance(3_700_000);
        id = await signedIn(world, world.live(), '10002');
        await world.people.say({ from: '20001', to: '10002', text: 'before it goes' });
        await world.live().wake.wake('person');
      },
      act: async (life) => {
        await remove(life);
        world.clock.advance(undoRemovalMs);
        await life.wake.wake('alarm');
      },
      again: async (life) => {
        await remove(life);
        world.clock.advance(undoRemovalMs);
        await life.wake.wake('alarm');
      },
      check: async () => {
        await world.connection.run(async (db) => {
          for (const name of db.objectStoreNames) {
            const rows = (await db.getAll(name)) as ReadonlyArray<{ accountId?: AccountId; id?: unknown }>;
            expect(rows.filter((row) => row.accountId === id || (name === 'accounts' && row.id === id))).toEqual([]);
          }
        });
      },
    });
  });

  it.each([
    ['restores an account', (life: Life) => life.acts.remove(shop), (life: Life) => life.acts.restore(shop)],
    ['resumes an account', (life: Life) => life.acts.pause(shop), (life: Life) => life.acts.resume(shop)],
    [
      'takes an account back',
      async (life: Life) => {
        await world.people.kick('10001');
        await life.wake.wake('person');
        await world.people.kick('10001');
        world.clock.advance(20_000);
        await life.wake.wake('person');
        expect((await rowsOf(shop)).session?.state).toBe('displaced');
      },
      (life: Life) => life.acts.takeBack(shop),
    ],
  ] as const)('%s leaves it as it was or as it is to be, and online when asked again', async (name, before, act) => {
    await atEveryDeath(world, name, 40, {
      prepare: async (n) => {
        world.clock.advance(3_700_000);
        const life = world.live();
        await life.wake.wake('person');
        await before(life);
        await life.wake.wake('alarm');
        await world.people.say({ from: '20001', to: '10001', text: `away ${n}` });
      },
      act: thenWake(act),
      between: isWhole,
      again: thenWake(act),
      check: async () => {
        await isWhole();
        const { entries } = await world.people.ledger();
        const told = entries.filter(({ kind, to }) => kind === 'accepted' && to === '10001').map(({ text }) => text);
        const messages = await world.connection.run((db) => db.getAll('messages'));
        expect(messages.map(({ text }) => text)).toEqual(told);
        expect((await rowsOf(shop)).session?.state).toBe('online');
      },
    });
  });

  it('chooses a status leaves what is shown and what is asked in step', async () => {
    await atEveryDeath(world, 'choosing a status', 44, {
      prepare: async () => {
        world.clock.advance(60_000);
        const life = world.live();
        await life.acts.setStatus('online');
        await life.wake.wake('person');
      },
      act: thenWake((life) => life.acts.setStatus('busy')),
      between: async () => {
        const { account, session } = await rowsOf(shop);
        const [todo, away] = [JSON.stringify(session?.todo), JSON.stringify(session?.inFlight)];
        const told = (await world.people.state()).accounts.find(({ uin }) => uin === '10001')?.state !== 'online';
        expect(account?.status === 'busy').toBe(told || /"status"/.test(todo) || /"status"/.test(away));
      },
      again: thenWake((life) => life.acts.setStatus('busy')),
      check: async () => {
        const { accounts } = await world.people.state();
        expect(accounts.find(({ uin }) => uin === '10001')?.state).not.toBe('online');
      },
    });
  });
});
