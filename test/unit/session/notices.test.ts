import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { openWorld, password, signedIn, type World } from './world';

let world: World;
let shop: AccountId;

beforeEach(async () => {
  world = await openWorld({ announces: true });
  await world.people.account({ uin: '10001', password, nick: 'Shop', friends: ['20001'] });
  await world.people.account({ uin: '20001', password, nick: 'Grace', friends: ['10001'] });
  shop = await signedIn(world, world.live(), '10001');
});
afterEach(() => world.close());

it('a system that refuses notifications is asked again later, not at every message, and then tells once', async () => {
  const life = world.live();
  world.desktop.refuses = true;
  await world.people.say({ from: '20001', to: '10001', text: 'one' });
  await life.wake.wake('person');
  await world.people.say({ from: '20001', to: '10001', text: 'two' });
  await life.wake.wake('person');
  expect(life.trouble.filter((line) => line.startsWith('notification'))).toHaveLength(1);
  expect(world.alarm()).toBeLessThanOrEqual(world.now() + 30_000);
  expect(world.desktop.isKnownToRefuse).toBe(true);

  world.desktop.refuses = false;
  world.clock.advance(30_000);
  await life.wake.wake('alarm');
  expect(world.desktop.shown.map(({ id, message }) => [id, message])).toEqual([[`${shop}/u:20001`, 'two']]);
  expect(world.desktop.isKnownToRefuse).toBe(false);
  const session = await world.connection.run((db) => db.get('sessions', shop));
  expect(session?.notices).toEqual({ notified: 2, quiet: {} });
});

it('reading a conversation takes its notification away', async () => {
  const life = world.live();
  await world.people.say({ from: '20001', to: '10001', text: 'hello' });
  await life.wake.wake('person');
  expect([...world.desktop.up.keys()]).toEqual([`${shop}/u:20001`]);
  await life.ports.store.markRead([shop, 'u:20001'], 1);
  life.ports.published({ conversations: [[shop, 'u:20001']] });
  await life.announcer?.announce(false);
  expect([...world.desktop.up.keys()]).toEqual([]);
});

it('what the person wiped away stays away after an update, and the next message is told all the same', async () => {
  const life = world.live();
  const say = async (text: string) => {
    await world.people.say({ from: '20001', to: '10001', text });
    await life.wake.wake('person');
  };
  await say('seen');
  world.desktop.up.clear();
  await life.ports.store.putNoticeAway([shop, 'u:20001']);
  // A button that is pressed closes its notification: "mark read" is still about what stood there.
  expect(await life.ports.store.lastShown([shop, 'u:20001'])).toBe(1);
  await life.announcer?.again();
  expect([...world.desktop.up.keys()]).toEqual([]);

  await say('fresh');
  world.desktop.up.clear();
  await life.announcer?.again();
  expect([...world.desktop.up.values()].map(({ message }) => message)).toEqual(['fresh']);
  const session = await world.connection.run((db) => db.get('sessions', shop));
  expect(session?.notices).toEqual({ notified: 2, quiet: {} });
});

it('one wiped away before the worker could write down that it was shown counts as announced, once', async () => {
  const life = world.live();
  const { store } = life.ports;
  await life.wake.wake('person');
  await store.commit(shop, (session) => ({
    now: world.now(),
    session,
    events: [{ kind: 'message', peer: 'u:20001', remoteKey: 'x', sender: '20001', direction: 'in', text: 'hi' }],
    notice: () => 'waiting',
  }));
  await store.moveNotices([[shop, 'u:20001', 1]], 'showing');
  await store.putNoticeAway([shop, 'u:20001']);
  await life.announcer?.announce(true);
  expect(world.desktop.shown).toEqual([]);
  const session = await world.connection.run((db) => db.get('sessions', shop));
  expect(session?.notices).toEqual({ notified: 1, quiet: {} });
});
