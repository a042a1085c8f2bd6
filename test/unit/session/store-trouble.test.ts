import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { whileOpeningFails, whileWritesFail } from '../store/faulty-store';
import { riseUntilQuiet } from './deaths';
import { openWorld, password, signedIn, type World } from './world';

let world: World;
let shop: AccountId;
beforeEach(async () => {
  world = await openWorld();
  for (const uin of ['10001', '20001']) {
    await world.people.account({ uin, password, nick: uin, friends: ['10001', '20001'] });
  }
  shop = await signedIn(world, world.live(), '10001');
});
afterEach(() => world.close());

const texts = async () => (await world.connection.run((db) => db.getAll('messages'))).map(({ text }) => text);

it('a reply of the server that a full disk does not take is asked for again under its SEQ, and nothing is lost', async () => {
  await world.people.say({ from: '20001', to: '10001', text: 'kept for me' });
  let n = 1;
  for (; ; n++) {
    world.clock.advance(31_000);
    const life = world.live();
    const seen = await whileWritesFail(n, () => life.wake.wake('person'));
    if (seen < n) break;
  }
  expect(n).toBeGreaterThan(3);
  await riseUntilQuiet(world);
  expect(await texts()).toEqual(['kept for me']);
  const { entries } = await world.people.ledger();
  // Handed out once; what followed were replays of the same answer.
  expect(entries.filter(({ kind, text }) => kind === 'handed' && text === 'kept for me')).toHaveLength(1);
});

it('while nothing can be written nothing leaves for a server', async () => {
  await world.people.say({ from: '20001', to: '10001', text: 'waits there' });
  world.clock.advance(31_000);
  const before = (await world.people.ledger()).entries.length;
  await whileWritesFail(1, () => world.live().wake.wake('person'));
  expect((await world.people.ledger()).entries).toHaveLength(before);
});

it('a store that does not open leaves an alarm behind, so that somebody looks again', async () => {
  world.connection.close();
  await world.live().ports.alarm.clear();
  const life = world.live();
  const tries = await whileOpeningFails('UnknownError', () => life.wake.wake('alarm'));
  expect(world.alarm()).toBe(world.clock.now() + 60_000);
  expect(tries).toBeLessThan(10);
  await world.people.say({ from: '20001', to: '10001', text: 'after it' });
  await riseUntilQuiet(world);
  expect(await texts()).toEqual(['after it']);
  expect(shop).toBe(1);
});

it('an answer kept from an earlier life that cannot be taken in holds no other account up, nor its own', async () => {
  const other = await signedIn(world, world.live(), '20001');
  await world.people.say({ from: '10001', to: '20001', text: 'to the one' });
  await world.people.say({ from: '20001', to: '10001', text: 'to the other' });
  await world.connection.run((db) =>
    db.put('journal', { accountId: other, n: 'cut by a dying disk', at: 1, bytes: new Uint8Array() } as never),
  );
  world.clock.advance(31_000);
  const life = world.live();
  const done = life.wake.wake('person').then(() => 'done');
  expect(await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 3_000, 'held up'))])).toBe('done');
  expect((await texts()).sort()).toEqual(['to the one', 'to the other']);
  expect(life.trouble).toHaveLength(1);
});

it('while nothing can be written nobody is asked again without a pause', async () => {
  world.clock.advance(31_000);
  const life = world.live();
  await whileWritesFail(1, () => life.wake.wake('alarm'));
  expect(world.alarm()).toBe(world.clock.now() + 30_000);
});

it('while the end of a mute cannot be written nobody looks again without a pause', async () => {
  const life = world.live();
  await life.ports.store.changeAccount(shop, (account) => ({ ...account, mutedUntil: world.clock.now() + 1_000 }));
  world.clock.advance(2_000);
  await whileWritesFail(1, () => life.wake.wake('alarm'));
  expect(world.alarm()).toBeGreaterThanOrEqual(world.clock.now() + 20_000);
});
