import { describe, expect, it, vi } from 'vitest';
import { riseUntilQuiet } from './deaths';
import { asked, gaps, life, openShopForEach, session, shop, world } from './one-shop';
import { password } from './world';

openShopForEach();

const [minute, hour] = [60_000, 3_600_000];

const messages = async () =>
  (await world.connection.run((db) => db.getAll('messages'))).filter(({ direction }) => direction === 'in');

describe('a machine that slept', () => {
  it.each([
    ['ten minutes', 10 * minute],
    ['a night', 9 * hour],
    ['three days', 72 * hour],
  ])('for %s says from when to when nothing could be received, and what came late', async (_, slept) => {
    const fellAsleep = world.clock.now();
    world.clock.advance(slept);
    await world.people.say({ from: '20001', to: '10001', text: 'are you there?' });
    await world.people.say({ from: '20001', to: '10001', text: 'hello?' });
    await world.live().wake.wake('alarm');
    expect(await gaps()).toEqual([
      { accountId: shop, from: fellAsleep, to: fellAsleep + slept, why: 'late-asleep', late: 2 },
    ]);
    expect((await messages()).map(({ text, sentAfter }) => ({ text, sentAfter }))).toEqual([
      { text: 'are you there?', sentAfter: fellAsleep },
      { text: 'hello?', sentAfter: fellAsleep },
    ]);
    expect((await session()).silence).toBeUndefined();
  });

  it('tells it of everything that waited, however many replies it takes to fetch', async () => {
    const fellAsleep = world.clock.now();
    world.clock.advance(hour);
    for (let n = 0; n < 45; n++) await world.people.say({ from: '20001', to: '10001', text: `line ${n}` });
    await world.live().wake.wake('alarm');
    expect(await gaps()).toMatchObject([{ late: 45 }]);
    expect(new Set((await messages()).map(({ sentAfter }) => sentAfter))).toEqual(new Set([fellAsleep]));
    world.clock.advance(30_000);
    await world.people.say({ from: '20001', to: '10001', text: 'just now' });
    await world.live().wake.wake('alarm');
    expect((await messages()).at(-1)).not.toHaveProperty('sentAfter');
    expect(await gaps()).toMatchObject([{ late: 45 }]);
  });

  it('tells nothing of a minute', async () => {
    world.clock.advance(90_000);
    await world.live().wake.wake('alarm');
    expect(await gaps()).toEqual([]);
  });

  it('is woken into no network: asked again after 5, 10 and 20 s whatever failed before, and it is one night', async () => {
    const fellAsleep = world.clock.now();
    world.clock.advance(8 * hour);
    await world.people.fault({ kind: 'drop-before', uin: '10001', times: 3 });
    const awake = world.live();
    await awake.wake.wake('alarm');
    const waits: number[] = [];
    while ((await session()).state !== 'online') {
      const wait = ((await session()).due ?? 0) - world.clock.now();
      waits.push(wait);
      world.clock.advance(wait);
      await awake.wake.wake('alarm');
    }
    expect(waits.slice(0, 3)).toEqual([5_000, 10_000, 20_000]);
    expect(await gaps()).toMatchObject([{ from: fellAsleep, to: world.clock.now(), why: 'late-asleep' }]);
  });

  it('starts the back-off anew: what failed before the sleep says nothing of the network there is now', async () => {
    await world.people.fault({ kind: 'drop-before', uin: '10001', times: 9 });
    for (let n = 0; n < 8; n++) await life.wake.wake('person');
    expect((await session()).failures).toBe(8);
    world.clock.advance(8 * hour);
    await life.wake.wake('alarm');
    expect((await session()).due).toBe(world.clock.now() + 5_000);
  });
});

describe('a server out of reach', () => {
  it("for minutes is told once it answers again; for a moment it is nobody's business", async () => {
    const before = world.clock.now();
    world.clock.advance(30_000);
    await world.people.fault({ kind: 'drop-before', uin: '10001', times: 5 });
    await life.wake.wake('alarm');
    await riseUntilQuiet(world);
    expect(await gaps()).toMatchObject([{ from: before, to: world.clock.now(), why: 'late-unreachable' }]);
    world.clock.advance(30_000);
    await world.people.fault({ kind: 'drop-before', uin: '10001', times: 2 });
    await life.wake.wake('alarm');
    await riseUntilQuiet(world);
    expect(await gaps()).toHaveLength(1);
  });
});

describe('an account whose alarm was wiped', () => {
  it.each(['alarm', 'page', 'person'] as const)('has one again after any event ("%s")', async (why) => {
    world.wipeAlarm();
    await world.live().wake.wake(why);
    expect(world.alarm()).toBeGreaterThan(world.clock.now());
    expect(world.alarm()).toBeLessThanOrEqual(world.clock.now() + 30_000);
  });
});

describe('a clock that was set back', () => {
  /** The machine's clock; the server keeps its own time, which goes on. */
  const back = (ms: number) => world.setBack(ms);

  it.each([
    ['an hour', hour],
    ['a day', 24 * hour],
  ])('by %s makes nobody wait for it', async (_, ms) => {
    back(ms);
    await world.live().wake.wake('alarm');
    expect(world.alarm()).toBeLessThanOrEqual(world.now() + 30_000);
    await world.people.say({ from: '20001', to: '10001', text: 'after the jump' });
    await riseUntilQuiet(world);
    expect((await messages()).map(({ text }) => text)).toEqual(['after the jump']);
    expect((await session()).lastOkAt).toBeLessThanOrEqual(world.now());
  });

  it('does not keep a page in sight from being up to date', async () => {
    back(hour);
    const page = world.live();
    await page.wake.wake('page');
    await world.people.say({ from: '20001', to: '10001', text: 'in sight' });
    world.clock.advance(5_000);
    await page.wake.wake('page');
    expect((await messages()).map(({ text }) => text)).toEqual(['in sight']);
  });

  it('puts what arrives above what stood in the time to come', async () => {
    await world.people.account({ uin: '20002', password, nick: 'Grace', friends: ['10001'] });
    await world.people.say({ from: '20001', to: '10001', text: 'before the jump' });
    await life.wake.wake('person');
    back(hour);
    await life.wake.wake('alarm');
    await world.people.say({ from: '20002', to: '10001', text: 'after the jump' });
    world.clock.advance(30_000);
    await life.wake.wake('alarm');
    const rows = await world.connection.run((db) => db.getAllFromIndex('conversations', 'recent'));
    expect(rows.map(({ peer }) => peer)).toEqual(['u:20001', 'u:20002']);
  });

  it('does not hold a reply up that could have been taken back, nor a back-off', async () => {
    const now = world.now();
    const reply = { id: crypto.randomUUID(), accountId: shop, peer: 'u:20001', text: 'on my way' } as const;
    await life.ports.store.queueReply({ ...reply, now, notBefore: now + 10_000 });
    await world.people.fault({ kind: 'drop-before', uin: '10001', cmd: 'GetMsgEx', times: 6 });
    for (let n = 0; n < 5; n++) await life.wake.wake('person');
    back(hour);
    await life.wake.wake('alarm');
    world.clock.advance(10_000);
    await life.wake.wake('alarm');
    const [mine] = (await world.connection.run((db) => db.getAll('messages'))).filter((row) => row.direction === 'out');
    expect(mine?.delivery).toBe('sent');
    expect(((await session()).due ?? 0) - world.now()).toBeLessThanOrEqual(375_000);
  });

  it('has a reply that met silence left to the person: nobody knows how old it is', async () => {
    await world.people.fault({ kind: 'drop-after', uin: '10001', cmd: 'CLTMSG', times: 1 });
    const now = world.now();
    const reply = { id: crypto.randomUUID(), accountId: shop, peer: 'u:20001', text: 'did it?' } as const;
    await life.ports.store.queueReply({ ...reply, now, notBefore: now });
    await life.wake.wake('alarm');
    world.clock.advance(20 * minute);
    back(hour);
    await world.live().wake.wake('alarm');
    await riseUntilQuiet(world);
    const [mine] = (await world.connection.run((db) => db.getAll('messages'))).filter((row) => row.direction === 'out');
    expect(mine?.delivery).toBe('uncertain');
    const { entries } = await world.people.ledger();
    expect(entries.filter(({ kind, from }) => kind === 'accepted' && from === '10001')).toHaveLength(1);
  });

  it('is no credit for signing in more often', async () => {
    const { next } = await world.people.ledger();
    for (let n = 0; n < 12; n++) {
      back(2 * hour);
      await life.acts.takeBack(shop);
      await life.wake.wake('alarm');
      // Taking back starts a wake of its own, which may still be at it.
      await vi.waitUntil(async () => (await session()).state !== 'signing-in');
    }
    expect((await asked(next)).filter((cmd) => cmd.toUpperCase() === 'LOGIN').length).toBeLessThanOrEqual(6);
    const { state, until = 0 } = await session();
    expect(state).toBe('waiting');
    expect(until - world.now()).toBeLessThanOrEqual(hour);
  });

  it('deletes a removed account all the same', async () => {
    await life.acts.remove(shop);
    await life.wake.wake('alarm');
    back(24 * hour);
    await life.wake.wake('alarm');
    expect(await world.connection.run((db) => db.getAllKeys('accounts'))).toEqual([]);
  });
});
