import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWake } from '../../../lib/session/wake';
import { readAccounts, readAttention } from '../../../lib/store/read';
import { openWorld, password, signedIn, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.people.account({ uin: '10001', password, nick: 'Shop', friends: ['20001'] });
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001'] });
});
afterEach(() => world.close());

const texts = async () =>
  (await world.connection.run((db) => db.getAll('messages'))).filter((m) => m.direction === 'in').map((m) => m.text);

describe('receiving', () => {
  it('a message goes from the server to the store and is counted', async () => {
    const life = world.live();
    await signedIn(world, life, '10001');
    await world.people.say({ from: '20001', to: '10001', text: '在吗？' });
    await life.wake.wake('person');
    expect(await texts()).toEqual(['在吗？']);
    expect((await world.connection.run(readAttention)).total).toBe(1);
    expect(life.trouble).toEqual([]);
  });

  it('a person who asks while the account is being asked gets an answer younger than the wish', async () => {
    const life = world.live();
    await signedIn(world, life, '10001');
    const first = life.wake.wake('person');
    await life.wake.wake('person');
    await first;
    const { entries } = await world.people.ledger();
    const lastTwo = entries.slice(-2).map(({ cmd }) => cmd?.toUpperCase());
    expect(lastTwo).toEqual(['GETMSGEX', 'GETMSGEX']);
  });

  it('a wake looks at the accounts once before it asks and once when it is done, and writes nothing to find out', async () => {
    const life = world.live();
    await signedIn(world, life, '10001');
    let reads = 0;
    const written: string[] = [];
    const store = Object.fromEntries(
      Object.entries(life.ports.store).map(([name, call]: [string, (...given: never[]) => unknown]) => [
        name,
        (...given: never[]) => {
          if (!/^(read|next)/.test(name)) written.push(name);
          return call(...given);
        },
      ]),
    ) as unknown as typeof life.ports.store;
    const readAccounts = () => {
      reads++;
      return life.ports.readAccounts();
    };
    await createWake({ ...life.ports, store, readAccounts }).wake('person');
    expect(reads).toBe(2);
    // The request and its empty answer: nothing of mutes, clocks or rests that are not over.
    expect(written).toEqual(['begin', 'commit', 'begin']);
    expect(life.trouble).toEqual([]);
  });

  it('a wrong password is tried once and the form hears the server', async () => {
    const life = world.live();
    const tried = await life.add('10001', 'wrong');
    expect(tried).toMatchObject({ ok: false, reason: 'wrong-password' });
    expect(await world.connection.run(readAccounts)).toEqual([]);
    const { entries } = await world.people.ledger();
    expect(entries.filter(({ cmd }) => cmd?.toUpperCase() === 'LOGIN')).toHaveLength(1);
  });

  it('the same number at the same server is refused', async () => {
    const life = world.live();
    await signedIn(world, life, '10001');
    expect(await life.add('10001')).toMatchObject({ ok: false, reason: 'already-there' });
  });
});
