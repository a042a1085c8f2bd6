import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { undoDeedMs } from '../../../lib/session/person-acts';
import { atEveryDeath, atTwoDeaths, type Trial } from './deaths';
import { openWorld, password, signedIn, type World } from './world';

let world: World;
let shop: AccountId;
const writers = ['20001', '20002', '20003', '20004'];

beforeEach(async () => {
  world = await openWorld({ announces: true });
  await world.people.account({ uin: '10001', password, nick: 'Shop', friends: writers });
  for (const uin of writers) await world.people.account({ uin, password, nick: `Buyer ${uin}`, friends: ['10001'] });
  shop = await signedIn(world, world.live(), '10001');
});
afterEach(() => world.close());

/** Every message that came in was told of or kept quiet, and counted so exactly once. */
async function isCounted(): Promise<void> {
  const { stored, counts } = await world.connection.run(async (db) => ({
    stored: (await db.getAll('messages')).filter(({ direction }) => direction === 'in').length,
    counts: (await db.get('sessions', shop))?.notices ?? { notified: 0, quiet: {} },
  }));
  const quiet = Object.values(counts.quiet).reduce((sum, count) => sum + count, 0);
  expect(counts.notified + quiet).toBe(stored);
}

const shownWith = (text: string) => world.desktop.shown.filter(({ message }) => message === text);

const receiving: Trial = {
  prepare: async (n) => {
    await world.people.say({ from: '20001', to: '10001', text: `first ${n}` });
    await world.people.say({ from: '20002', to: '10001', text: `second ${n}` });
  },
  act: (life) => life.wake.wake('person'),
  check: async (n) => {
    for (const [from, text] of [
      ['20001', `first ${n}`],
      ['20002', `second ${n}`],
    ]) {
      expect(shownWith(`${text}`).map(({ id }) => id)).toEqual([`${shop}/u:${from}`]);
    }
    await isCounted();
  },
};

// A net under tests that hang, as in deaths.test.ts.
describe('a worker killed at any await', { timeout: 240_000 }, () => {
  it('announces each message once and under one id', async () => {
    await atEveryDeath(world, 'announcing', 70, receiving);
  });

  it('and killed again in the life after, announces it once', async () => {
    await atTwoDeaths(world, 'announcing', { points: 40, pairs: 12, seed: 4 }, receiving);
  });

  it('counts many in one notification, which is told once', async () => {
    await atEveryDeath(world, 'announcing many', 70, {
      prepare: async (n) => {
        for (const from of writers) await world.people.say({ from, to: '10001', text: `${from} ${n}` });
      },
      act: (life) => life.wake.wake('person'),
      check: async (n) => {
        const unread = n * writers.length;
        const told = world.desktop.shown.filter(({ title }) => title === `${unread} unread → 10001`);
        expect(told.map(({ id }) => id)).toEqual(['summary']);
        expect(world.desktop.shown).toHaveLength(n);
        await isCounted();
      },
    });
  });

  it('announces each request once and under one id, and takes it away where it is answered', async () => {
    const openKeys = async () => {
      const rows = await world.connection.run((db) => db.getAll('requests'));
      return rows.filter(({ open }) => open !== undefined).map(({ key }) => key);
    };
    await world.people.account({ uin: '20009', password, nick: 'Stranger' });
    await atEveryDeath(world, 'announcing a request', 40, {
      stride: 2,
      prepare: async (n) => {
        for (const key of await openKeys()) await world.connection.run((db) => db.delete('requests', [shop, key]));
        world.desktop.shown.length = 0;
        await world.people.call('request', { from: '20009', to: '10001', text: `ask ${n}` });
      },
      act: (life) => life.wake.wake('person'),
      check: async (n) => {
        const [key] = await openKeys();
        expect(world.desktop.shown.map(({ id, message }) => `${id} ${message}`)).toEqual([
          `request:${shop}/${key} wants to be a friend: ask ${n}`,
        ]);
        expect([...world.desktop.up.keys()]).toEqual([`request:${shop}/${key}`]);
      },
    });
    const [key = ''] = await openKeys();
    const life = world.live();
    await life.people.act(shop, { kind: 'answer', key, accept: false });
    await life.requests?.answered([shop, key], false);
    await life.requests?.announce();
    expect([...world.desktop.up.keys()]).toEqual([`undo:${shop}/${key}`]);
    world.clock.advance(undoDeedMs);
    await life.wake.wake('alarm');
    await life.requests?.announce();
    expect([...world.desktop.up.keys()]).toEqual([]);
    const { entries } = await world.people.ledger();
    expect(entries.filter(({ cmd }) => cmd === 'Ack_AddToList').map(({ res }) => res)).toEqual([0]);
  });

  it('shows a request that an update took away again, once more and silently', async () => {
    await world.people.account({ uin: '20009', password, nick: 'Stranger' });
    const again: Trial['act'] = (life) => life.requests?.again() ?? Promise.resolve();
    await atEveryDeath(world, 'showing a request again after an update', 10, {
      prepare: async (n) => {
        await world.connection.run((db) => db.clear('requests'));
        await world.people.call('request', { from: '20009', to: '10001', text: `still ${n}` });
        const life = world.live();
        await life.wake.wake('person');
        await life.requests?.announce();
        expect(shownWith(`wants to be a friend: still ${n}`).map(({ silent }) => silent)).toEqual([false]);
        world.desktop.up.clear();
      },
      act: again,
      again,
      check: async (n) => {
        const [first, ...rest] = shownWith(`wants to be a friend: still ${n}`);
        expect(first?.silent).toBe(false);
        expect(rest.length).toBeGreaterThan(0);
        expect(rest.every(({ silent }) => silent)).toBe(true);
        const [row] = await world.connection.run((db) => db.getAll('requests'));
        expect(row?.notice).toBe('shown');
        expect([...world.desktop.up.keys()]).toEqual([`request:${shop}/${row?.key}`]);
      },
    });
  });

  it('takes the notification of a conversation that was read away, and announces nothing of it again', async () => {
    const key = [shop, 'u:20001'] as const;
    const read: Trial['act'] = async (life) => {
      await life.ports.store.markRead(key, Number.POSITIVE_INFINITY);
      life.ports.published({ conversations: [key] });
      await life.announcer?.announce(true);
    };
    await atEveryDeath(world, 'reading what was announced', 10, {
      prepare: async (n) => {
        await world.people.say({ from: '20001', to: '10001', text: `read ${n}` });
        await world.live().wake.wake('person');
        expect(world.desktop.up.has(`${shop}/u:20001`)).toBe(true);
      },
      act: read,
      again: read,
      check: async (n) => {
        expect([...world.desktop.up.keys()]).toEqual([]);
        expect(shownWith(`read ${n}`)).toHaveLength(1);
        await isCounted();
      },
    });
  });

  it('shows what an update took away again, once more and silently', async () => {
    await atEveryDeath(world, 'showing again after an update', 18, {
      prepare: async (n) => {
        await world.connection.run((db) => db.clear('notices'));
        await world.people.say({ from: '20001', to: '10001', text: `kept ${n}` });
        await world.live().wake.wake('person');
        expect(world.desktop.up.get(`${shop}/u:20001`)?.silent).toBe(false);
        world.desktop.up.clear();
      },
      act: (life) => life.announcer?.again() ?? Promise.resolve(),
      again: (life) => life.announcer?.again() ?? Promise.resolve(),
      check: async (n) => {
        const told = shownWith(`kept ${n}`);
        expect(told.slice(0, 2).map(({ silent }) => silent)).toEqual([false, true]);
        expect(told.slice(2).every(({ silent }) => silent)).toBe(true);
        expect(world.desktop.up.get(`${shop}/u:20001`)?.message).toBe(`kept ${n}`);
        await isCounted();
      },
    });
  });
});
