import { afterEach, beforeEach } from 'vitest';
import type { AccountId, Peer } from '../../../lib/model/ids';
import { type Life, openWorld, password, signedIn, type World } from './world';

export let world: World;
export let life: Life;
export let shop: AccountId;

/** A world for each test of the file that calls this, in which the shop, 10001, is signed in and has these friends. */
export function openShopForEach(friends: readonly string[] = ['20001']): void {
  beforeEach(async () => {
    world = await openWorld();
    await world.people.account({ uin: '10001', password, nick: 'Shop', friends });
    for (const uin of friends) await world.people.account({ uin, password, nick: '林小满', friends: ['10001'] });
    life = world.live();
    shop = await signedIn(world, life, '10001');
  });
  afterEach(() => world.close());
}

export const gaps = () => world.connection.run((db) => db.getAll('gaps'));

export async function session() {
  const row = await world.connection.run((db) => db.get('sessions', shop));
  if (!row) throw new Error('no session');
  return row;
}

/** The person writes; it leaves with the next wake. */
export async function write(text: string, peer: Peer = 'u:20001'): Promise<string> {
  const [id, now] = [crypto.randomUUID(), world.clock.now()];
  await life.ports.store.queueReply({ id, accountId: shop, peer, text, now, notBefore: now });
  return id;
}

/** What the server took from the shop, in order. */
export async function delivered(): Promise<string[]> {
  const { entries } = await world.people.ledger();
  return entries.filter(({ kind, from }) => kind === 'accepted' && from === '10001').map(({ text }) => text);
}

/** The commands that reached the server since then. */
export async function asked(since: number): Promise<string[]> {
  const { entries } = await world.people.ledger(since);
  return entries.filter(({ from, kind }) => kind === 'command' && from === '10001').map(({ cmd = '' }) => cmd);
}
