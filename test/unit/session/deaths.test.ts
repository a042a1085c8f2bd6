import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, Peer } from '../../../lib/model/ids';
import { atEveryDeath, atTwoDeaths, type Trial } from './deaths';
import { type Life, openWorld, password, signedIn, type World } from './world';

let world: World;
let shop: AccountId;

beforeEach(async () => {
  world = await openWorld();
  for (const uin of ['10001', '10002']) {
    await world.people.account({ uin, password, nick: `Shop ${uin}`, friends: ['20001', '20002'] });
  }
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001', '10002'] });
  await world.people.account({ uin: '20002', password, nick: 'Grace', friends: ['10001', '10002'] });
  shop = await signedIn(world, world.live(), '10001');
});
afterEach(() => world.close());

/** The server's books: what it took for that number, in order. */
async function accepted(uin: string, side: 'to' | 'from' = 'to'): Promise<string[]> {
  const { entries } = await world.people.ledger();
  return entries.filter((entry) => entry.kind === 'accepted' && entry[side] === uin).map(({ text }) => text);
}

async function stored(accountId: AccountId, direction: 'in' | 'out' = 'in'): Promise<string[]> {
  const messages = await world.connection.run((db) => db.getAll('messages'));
  return messages
    .filter((message) => message.accountId === accountId && message.direction === direction)
    .map(({ text, delivery }) => (delivery === undefined || delivery === 'sent' ? text : `${delivery}: ${text}`));
}

/** What the server took from that number for one person, in order. */
async function acceptedBy(to: string): Promise<string[]> {
  const { entries } = await world.people.ledger();
  return entries
    .filter((entry) => entry.kind === 'accepted' && entry.from === '10001' && entry.to === to)
    .map(({ text }) => text);
}

async function storedFor(peer: Peer): Promise<string[]> {
  const messages = await world.connection.run((db) => db.getAll('messages'));
  return messages
    .filter((message) => message.direction === 'out' && message.peer === peer)
    .map(({ text, delivery }) => (delivery === 'sent' ? text : `${delivery}: ${text}`));
}

async function write(life: Life, text: string, peer: Peer = 'u:20001'): Promise<void> {
  const now = world.clock.now();
  await life.ports.store.queueReply({ id: crypto.randomUUID(), accountId: shop, peer, text, now, notBefore: now });
}

const receiving: Trial = {
  prepare: async (n) => {
    await world.people.say({ from: '20001', to: '10001', text: `first ${n}` });
    await world.people.say({ from: '20001', to: '10001', text: `second ${n}` });
  },
  act: (life) => life.wake.wake('person'),
  check: async () => expect(await stored(shop)).toEqual(await accepted('10001')),
};

const replying: Trial = {
  prepare: async () => world.clock.advance(10_000),
  act: async (life) => {
    await write(life, `reply ${world.clock.now()}`);
    await life.wake.wake('alarm');
  },
  check: async () => expect(await stored(shop, 'out')).toEqual(await accepted('10001', 'from')),
};

const both: Trial = {
  prepare: async (n) => {
    world.clock.advance(10_000);
    await world.people.say({ from: '20002', to: '10001', text: `meanwhile ${n}` });
  },
  act: async (life) => {
    await write(life, `at once ${world.clock.now()}`);
    await life.wake.wake('person');
  },
  check: async () => {
    expect(await stored(shop)).toEqual(await accepted('10001'));
    expect(await stored(shop, 'out')).toEqual(await accepted('10001', 'from'));
  },
};

const signingIn: Trial = {
  prepare: async (n) => {
    // Past the hour in which sign-ins are counted, and past the session: the server knows nobody any more.
    await world.people.restart(false);
    world.clock.advance(3_700_000);
    await world.people.say({ from: '20001', to: '10001', text: `while signed out ${n}` });
  },
  act: (life) => life.wake.wake('person'),
  check: async () => {
    expect(await stored(shop)).toEqual(await accepted('10001'));
    const [session] = await world.connection.run((db) => db.getAll('sessions'));
    // The one that a death cut off was asked again under its key or is the second; a third would be hammering.
    expect(session?.signIns.length).toBeLessThanOrEqual(2);
  },
};

// A net under tests that hang: on a busy machine some die ninety times in a minute and a half.
describe('a worker killed at any await', { timeout: 240_000 }, () => {
  it('neither loses nor repeats a message it receives', async () => {
    await atEveryDeath(world, 'receiving', 34, receiving);
  });

  it('delivers a reply once and says so', async () => {
    await atEveryDeath(world, 'sending', 32, replying);
  });

  it('keeps a reply and a poll apart that are under way at once', async () => {
    await atEveryDeath(world, 'sending and receiving', 46, both);
  });

  it('delivers several replies in two conversations once, each conversation in its order', async () => {
    await atEveryDeath(world, 'sending in two conversations', 54, {
      prepare: async () => world.clock.advance(10_000),
      act: async (life) => {
        const now = world.clock.now();
        for (const peer of ['u:20001', 'u:20002', 'u:20001'] as const)
          await write(life, `${crypto.randomUUID()} at ${now}`, peer);
        await life.wake.wake('alarm');
      },
      check: async (n) => {
        for (const to of ['20001', '20002'])
          expect(await storedFor(`u:${to}`), `death point ${n}, ${to}`).toEqual(await acceptedBy(to));
      },
    });
  });

  it('signs in again, and what was written meanwhile comes once', async () => {
    await atEveryDeath(world, 'signing in', 72, signingIn);
  });

  it('keeps two accounts apart', async () => {
    const other = await signedIn(world, world.live(), '10002');
    await atEveryDeath(world, 'receiving for two accounts', 44, {
      prepare: async (n) => {
        await world.people.say({ from: '20001', to: '10001', text: `to the first ${n}` });
        await world.people.say({ from: '20001', to: '10002', text: `to the second ${n}` });
      },
      act: (life) => life.wake.wake('person'),
      check: async (n) => {
        expect(await stored(shop), `death point ${n}`).toEqual(await accepted('10001'));
        expect(await stored(other), `death point ${n}`).toEqual(await accepted('10002'));
      },
    });
  });

  it('ends a mute in time, and what came meanwhile counts from then on', async () => {
    const key = [shop, 'u:20001'] as const;
    await atEveryDeath(world, 'muting ends', 34, {
      prepare: async (n) => {
        const life = world.live();
        await world.people.say({ from: '20001', to: '10001', text: `hush ${n}` });
        await life.wake.wake('person');
        await life.ports.store.mute(key, world.clock.now() + 60_000);
        expect((await world.connection.run((db) => db.get('conversations', [...key])))?.attention).toBeUndefined();
        world.clock.advance(60_000);
      },
      act: (life) => life.wake.wake('alarm'),
      check: async (n) => {
        const row = await world.connection.run((db) => db.get('conversations', [...key]));
        expect(row, `death point ${n}`).toMatchObject({ unread: n, attention: expect.any(Number) });
        expect(row?.mutedUntil).toBeUndefined();
      },
    });
  });

  it.each([
    ['receiving', receiving],
    ['sending', replying],
    ['sending and receiving', both],
    ['signing in', signingIn],
  ] as const)('and killed again in the life after, while %s, keeps the same books', async (name, trial) => {
    await atTwoDeaths(world, name, { points: 14, pairs: 12, seed: 4 }, trial);
  });
});
