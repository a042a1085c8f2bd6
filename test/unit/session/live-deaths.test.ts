import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { atEveryDeath, atTwoDeaths, type Trial } from './deaths';
import { type Life, openWorld, type World } from './world';

let world: World;
let shop: AccountId;

beforeEach(async () => {
  world = await openWorld();
  const me = { uin: '10001', nick: 'Shop', protocol: 'onebot', token: 't', friends: ['20001', '20002'] };
  const answer = await fetch(`http://127.0.0.1:${world.server.ready.control}/control/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(me),
  });
  const { port } = (await answer.json()) as { port: number };
  const life = world.live();
  const tried = await life.addOneBot(`127.0.0.1:${port}`, 't');
  if (!tried.ok) throw new Error(tried.reason);
  shop = tried.accountId;
  await life.wake.wake('person');
  await world.people.say({ from: '20001', to: '10001', text: 'the first' });
  await vi.waitFor(async () => expect(await stored('in')).toEqual(['the first']), { interval: 5 });
  life.sockets.dropAll();
});
afterEach(() => world.close());

/** The server's books: what it took for that number, in order. */
async function accepted(side: 'to' | 'from'): Promise<string[]> {
  const { entries } = await world.people.ledger();
  return entries.filter((entry) => entry.kind === 'accepted' && entry[side] === '10001').map(({ text }) => text);
}

async function stored(direction: 'in' | 'out'): Promise<string[]> {
  const messages = await world.connection.run((db) => db.getAll('messages'));
  return messages
    .filter((message) => message.accountId === shop && message.direction === direction)
    .map(({ text, delivery }) => (delivery === 'sent' || direction === 'in' ? text : `${delivery}: ${text}`));
}

const receiving: Trial = {
  prepare: async (n) => {
    world.clock.advance(10_000);
    await world.people.say({ from: '20001', to: '10001', text: `missed ${n}` });
  },
  act: async (life) => {
    await life.wake.wake('person');
    const pushed = `pushed ${life.ports.now()}`;
    await world.people.say({ from: '20002', to: '10001', text: pushed });
    await vi.waitFor(async () => expect(await stored('in')).toContain(pushed), { interval: 5 });
    life.sockets.dropAll();
  },
  check: async (n) => expect((await stored('in')).sort(), `death point ${n}`).toEqual((await accepted('to')).sort()),
};

const replying: Trial = {
  prepare: async () => world.clock.advance(10_000),
  act: async (life: Life) => {
    const now = world.clock.now();
    const reply = { id: crypto.randomUUID(), accountId: shop, peer: 'u:20001', text: `reply ${now}` } as const;
    await life.ports.store.queueReply({ ...reply, now, notBefore: now });
    await life.wake.wake('alarm');
    life.sockets.dropAll();
  },
  check: async (n) => {
    const [out, arrived] = [await stored('out'), await accepted('from')];
    const sent = out.filter((text) => !text.includes(': '));
    expect(new Set(arrived).size, `death point ${n}`).toBe(arrived.length);
    expect(arrived, `death point ${n}`).toEqual(expect.arrayContaining(sent));
    for (const text of arrived) expect([text, `uncertain: ${text}`].some((told) => out.includes(told))).toBe(true);
    for (const text of out) expect(text).toMatch(/^(uncertain: )?reply \d+$/);
  },
};

describe('a worker with a line, killed at any await', { timeout: 120_000 }, () => {
  it('neither loses nor repeats a message, whether it was pushed or missed', async () => {
    await atEveryDeath(world, 'receiving on a line', 76, receiving);
  });

  it('delivers a reply once, or says that nobody knows', async () => {
    const points = await atEveryDeath(world, 'sending on a line', 80, replying);
    // Only a death between leaving and the answer's commit may leave it open.
    const certain = (await stored('out')).filter((text) => !text.includes(': '));
    expect(certain.length).toBeGreaterThan(points / 2);
  });

  it.each([
    ['receiving', receiving],
    ['sending', replying],
  ] as const)('and killed again in the life after, while %s, keeps the same books', async (name, trial) => {
    await atTwoDeaths(world, `${name} on a line`, { points: 80, pairs: 60, seed: 7 }, trial);
  });
});
