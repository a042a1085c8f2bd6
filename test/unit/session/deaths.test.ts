import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { atEveryDeath } from './deaths';
import { openWorld, password, signedIn, type World } from './world';

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

describe('a worker killed at any await', () => {
  it('neither loses nor repeats a message it receives', async () => {
    const points = await atEveryDeath(world, {
      prepare: async (n) => {
        await world.people.say({ from: '20001', to: '10001', text: `first ${n}` });
        await world.people.say({ from: '20001', to: '10001', text: `second ${n}` });
      },
      act: (life) => life.wake.wake('person'),
      check: async (n) => expect(await stored(shop), `death point ${n}`).toEqual(await accepted('10001')),
    });
    expect(points).toBeGreaterThanOrEqual(20);
  });

  it('delivers a reply once and says so', async () => {
    const points = await atEveryDeath(world, {
      prepare: async () => world.clock.advance(10_000),
      act: async (life) => {
        const now = world.clock.now();
        const reply = { id: crypto.randomUUID(), accountId: shop, peer: 'u:20001', text: `reply ${now}` } as const;
        await life.ports.store.queueReply({ ...reply, now, notBefore: now });
        await life.wake.wake('alarm');
      },
      check: async (n) =>
        expect(await stored(shop, 'out'), `death point ${n}`).toEqual(await accepted('10001', 'from')),
    });
    expect(points).toBeGreaterThanOrEqual(20);
  });

  it('keeps two accounts apart', async () => {
    const other = await signedIn(world, world.live(), '10002');
    const points = await atEveryDeath(world, {
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
    expect(points).toBeGreaterThanOrEqual(30);
  });
});
