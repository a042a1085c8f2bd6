import { describe, expect, it } from 'vitest';
import { planStayOff } from '../../../lib/model/stay-off';
import { riseUntilQuiet } from './deaths';
import { asked, gaps, life, openShopForEach, session, shop, world } from './one-shop';

openShopForEach();

const hour = 3_600_000;

describe('an account that stays off today', () => {
  async function takenOver(): Promise<void> {
    await world.people.kick('10001');
    await life.wake.wake('person');
    await world.people.kick('10001');
    world.clock.advance(20_000);
    await life.wake.wake('person');
    expect((await session()).state).toBe('displaced');
  }
  const account = () => world.connection.run((db) => db.get('accounts', shop));

  it('leaves the other client alone until the morning, then signs in by itself, woken by its alarm', async () => {
    await takenOver();
    const { since } = await session();
    const { next } = await world.people.ledger();
    await life.acts.stayOff(shop);
    await life.wake.wake('alarm');
    const morning = planStayOff(world.now());
    expect(world.alarm()).toBe(morning);
    for (const why of ['alarm', 'page', 'person'] as const) await world.live().wake.wake(why);
    world.clock.advance(2 * hour);
    await world.live().wake.wake('person');
    expect(await asked(next)).toEqual([]);
    expect(await session()).toMatchObject({ state: 'paused' });

    world.clock.advance(morning - world.now());
    await world.live().wake.wake('alarm');
    await riseUntilQuiet(world);
    expect(await session()).toMatchObject({ state: 'online' });
    expect(await account()).not.toHaveProperty('pausedAt');
    expect(await gaps()).toMatchObject([{ from: since, why: 'signed-out' }]);
  });

  it('has its alarm again after a restart that wiped it', async () => {
    await takenOver();
    await life.acts.stayOff(shop);
    await life.wake.wake('alarm');
    world.wipeAlarm();
    await world.live().wake.wake('alarm');
    expect(world.alarm()).toBe(planStayOff(world.now()));
  });

  it('is back at once when the person says so', async () => {
    await takenOver();
    await life.acts.stayOff(shop);
    await life.wake.wake('alarm');
    await life.acts.resume(shop);
    await life.wake.wake('alarm');
    await riseUntilQuiet(world);
    expect(await session()).toMatchObject({ state: 'online' });
    expect(await account()).not.toHaveProperty('pausedUntil');
  });

  it('is not off for two days because the clock went back one', async () => {
    await takenOver();
    await life.acts.stayOff(shop);
    await life.wake.wake('alarm');
    world.setBack(24 * hour);
    await world.live().wake.wake('alarm');
    expect(world.alarm()).toBe(planStayOff(world.now()));
    expect((await account())?.pausedUntil).toBe(planStayOff(world.now()));
  });
});

describe('"off today"', () => {
  const at = (h: number, m = 0, day = 21) => new Date(2026, 10, day, h, m).getTime();
  it.each([
    [at(9), at(6, 0, 22)],
    [at(23, 50), at(6, 0, 22)],
    [at(0, 30), at(6)],
    [at(2), at(6)],
    [at(2, 1), at(6, 0, 22)],
    [at(5, 59), at(6, 0, 22)],
  ])('ends at six in the morning, four hours away or more', (now, end) => {
    expect(planStayOff(now)).toBe(end);
  });
});
