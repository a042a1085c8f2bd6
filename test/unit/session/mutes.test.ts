import { describe, expect, it } from 'vitest';
import type { ConversationKey } from '../../../lib/model/ids';
import { life, openShopForEach, shop, world } from './one-shop';

openShopForEach();

const hour = 3_600_000;
const key = (): ConversationKey => [shop, 'u:20001'];
const conversation = () => world.connection.run((db) => db.get('conversations', [...key()]));

/** Something unread, and then nobody is asked any more: no account has a reason of its own to be woken for. */
async function writeAndPause(): Promise<void> {
  await world.people.say({ from: '20001', to: '10001', text: 'hello?' });
  await life.wake.wake('person');
  expect((await conversation())?.attention).toBeDefined();
  await life.acts.pause(shop);
  await life.rest();
  expect(world.alarm()).toBeUndefined();
}

describe('a mute with an end', () => {
  it('of a conversation rings and ends while every account is paused', async () => {
    await writeAndPause();
    const end = world.now() + hour;
    await life.ports.store.mute(key(), end);
    await life.wake.wake('alarm');
    expect(world.alarm()).toBe(end);
    world.clock.advance(hour);
    await world.live().wake.wake('alarm');
    expect(await conversation()).toMatchObject({ unread: 1, attention: expect.any(Number) });
    expect(await conversation()).not.toHaveProperty('mutedUntil');
    expect(world.alarm()).toBeUndefined();
  });

  it('of an account does so too, and its pages hear of it', async () => {
    await writeAndPause();
    const end = world.now() + hour;
    await life.ports.store.changeAccount(shop, (account) => ({ ...account, mutedUntil: end }));
    expect((await conversation())?.attention).toBeUndefined();
    await life.wake.wake('alarm');
    expect(world.alarm()).toBe(end);
    world.clock.advance(hour);
    await world.live().wake.wake('alarm');
    expect(await world.connection.run((db) => db.get('accounts', shop))).not.toHaveProperty('mutedUntil');
    expect((await conversation())?.attention).toBeDefined();
    expect(world.alarm()).toBeUndefined();
  });

  it('is waited for again where the worker died between its end and its ending', async () => {
    await writeAndPause();
    await life.ports.store.mute(key(), world.now() + hour);
    await life.wake.wake('alarm');
    world.clock.advance(hour);
    world.wipeAlarm();
    // What the start of a worker does, and no more: it dies as it looks for mutes to end.
    const dying = world.live();
    dying.ports.store.expireMutes = () => new Promise(() => {});
    void dying.wake.wake('alarm');
    await expect.poll(() => world.alarm()).toBeLessThanOrEqual(world.now() + 30_000);
  });
});

it.each([
  ['the end of time', 8.64e15],
  ['Infinity', Number.POSITIVE_INFINITY],
])('a mute for good, written as %s, needs no alarm', async (_, until) => {
  await writeAndPause();
  await life.ports.store.mute(key(), until);
  await life.ports.store.changeAccount(shop, (account) => ({ ...account, mutedUntil: until }));
  await life.wake.wake('alarm');
  expect(world.alarm()).toBeUndefined();
});
