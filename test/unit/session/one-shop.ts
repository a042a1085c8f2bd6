import { afterEach, beforeEach } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { type Life, openWorld, password, signedIn, type World } from './world';

/** A world for each test in which the shop, 10001, is signed in and 20001 is its friend. */
export let world: World;
export let life: Life;
export let shop: AccountId;
beforeEach(async () => {
  world = await openWorld();
  await world.people.account({ uin: '10001', password, nick: 'Shop', friends: ['20001'] });
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001'] });
  life = world.live();
  shop = await signedIn(world, life, '10001');
});
afterEach(() => world.close());

export const gaps = () => world.connection.run((db) => db.getAll('gaps'));

export async function session() {
  const row = await world.connection.run((db) => db.get('sessions', shop));
  if (!row) throw new Error('no session');
  return row;
}

/** The commands that reached the server since then. */
export async function asked(since: number): Promise<string[]> {
  const { entries } = await world.people.ledger(since);
  return entries.filter(({ from, kind }) => kind === 'command' && from === '10001').map(({ cmd = '' }) => cmd);
}
