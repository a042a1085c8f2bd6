import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { riseUntilQuiet } from './deaths';
import { mortal } from './mortal';
import { openWorld, password, signedIn, type World } from './world';

let world: World;
let shop: AccountId;

beforeEach(async () => {
  world = await openWorld();
  await world.people.account({ uin: '10001', password, nick: 'Shop', friends: ['20001'] });
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001'] });
  shop = await signedIn(world, world.live(), '10001');
});
afterEach(() => world.close());

async function texts(direction: 'in' | 'out'): Promise<string[]> {
  const rows = await world.connection.run((db) => db.getAll('messages'));
  return rows
    .filter((row) => row.direction === direction)
    .map(({ text, delivery }) => [delivery, text].join(' ').trim());
}

async function ledger(kind: 'accepted' | 'handed'): Promise<string[]> {
  const { entries } = await world.people.ledger();
  return entries.filter((entry) => entry.kind === kind).map(({ text }) => text);
}

/** Lives end as soon as the server has handed everything over: none has stored it. */
async function dieWithTheAnswer(): Promise<void> {
  for (let n = 1; (await ledger('handed')).length === 0; n++) {
    const mortality = mortal(n);
    await Promise.race([world.live(mortality).wake.wake('person'), mortality.died]);
  }
  expect(await texts('in')).toEqual([]);
}

describe('a refusal of a request that was asked before', () => {
  it.each(['res-3', 'res-20'] as const)('(%s) does not cost the messages of the first answer', async (kind) => {
    await world.people.say({ from: '20001', to: '10001', text: 'handed over once' });
    await dieWithTheAnswer();
    await world.people.fault({ kind, cmd: 'GetMsgEx', times: 1, ms: 0 });
    await riseUntilQuiet(world);
    expect(await texts('in')).toEqual(['handed over once']);
  });

  it('does not have a reply delivered twice', async () => {
    await world.people.fault({ kind: 'drop-after', cmd: 'CLTMSG', times: 1 });
    const [life, now] = [world.live(), world.clock.now()];
    const id = crypto.randomUUID();
    await life.ports.store.queueReply({ id, accountId: shop, peer: 'u:20001', text: 'once', now, notBefore: now });
    await life.wake.wake('alarm');
    await world.people.fault({ kind: 'res-3', cmd: 'CLTMSG', times: 1, ms: 0 });
    await riseUntilQuiet(world);
    expect(await ledger('accepted')).toEqual(['once']);
    expect(await texts('out')).toEqual(['sent once']);
  });
});
