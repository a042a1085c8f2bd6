import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import { type Life, openWorld, password, signedIn, type World } from './world';

let world: World;
let life: Life;
let shop: AccountId;
let hidden: AccountId;

beforeEach(async () => {
  world = await openWorld();
  for (const uin of ['10001', '10002']) await world.people.account({ uin, password, nick: uin, friends: [] });
  life = world.live();
  shop = await signedIn(world, life, '10001');
  hidden = await signedIn(world, life, '10002');
  await life.acts.setStatus('invisible', hidden);
  await rest();
});
afterEach(async () => {
  await life.rest();
  await world.close();
});

/** Past the spacing that the server demands of two changes of status. */
async function rest(at = life): Promise<void> {
  await at.rest();
  world.clock.advance(6000);
  await at.wake.wake('person');
  await at.rest();
}

const shownOnServer = async (uin: string) =>
  (await world.people.state()).accounts.find((account) => account.uin === uin)?.state;
const accountOf = (id: AccountId) => world.connection.run((db) => db.get('accounts', id));
const sessionOf = (id: AccountId) => world.connection.run((db) => db.get('sessions', id));

it('who leaves the computer shows as busy over HTTP QQ, and as online when back; nobody else changes', async () => {
  await life.acts.setAway(true);
  await rest();
  expect([await shownOnServer('10001'), await shownOnServer('10002')]).toEqual(['busy', 'invisible']);
  expect((await accountOf(shop))?.status).toBe('online');
  await life.acts.setAway(false);
  await rest();
  expect([await shownOnServer('10001'), await shownOnServer('10002')]).toEqual(['online', 'invisible']);
  expect((await accountOf(shop))?.awayAt).toBeUndefined();
});

it('away lasts through sign-ins and deaths of the worker', async () => {
  await life.acts.setAway(true);
  await rest();
  await world.people.restart(false);
  const next = world.live();
  world.clock.advance(400_000);
  await rest(next);
  await rest(next);
  expect((await sessionOf(shop))?.state).toBe('online');
  expect(await shownOnServer('10001')).toBe('busy');
});

it('being asked again and again while away asks the server once', async () => {
  for (let n = 0; n < 3; n++) {
    await life.acts.setAway(true);
    await rest();
  }
  const { entries } = await world.people.ledger();
  const changes = entries.filter(
    ({ cmd, from, kind }) => kind === 'command' && cmd === 'Change_Stat' && from === '10001',
  );
  expect(changes).toHaveLength(1);
});

it('a status chosen by hand ends being away', async () => {
  await life.acts.setAway(true);
  await rest();
  await life.acts.setStatus('invisible', shop);
  await rest();
  await life.acts.setAway(false);
  await rest();
  expect(await shownOnServer('10001')).toBe('invisible');
});

it('a change that was refused as too fast is told until it took effect', async () => {
  await world.people.clock({ scale: 1000 });
  await world.people.fault({ kind: 'res-3', uin: '10001', cmd: 'Change_Stat' });
  const pump = setInterval(() => world.clock.advance(20), 5);
  await life.acts.setStatus('busy', shop);
  await life.rest();
  expect((await sessionOf(shop))?.statusHeld).toEqual(expect.any(Number));
  clearInterval(pump);
  await rest();
  await rest();
  expect((await sessionOf(shop))?.statusHeld).toBeUndefined();
  expect(await shownOnServer('10001')).toBe('busy');
});

it('a change that is refused again and again leaves one at a time, and messages come in between', async () => {
  await world.people.clock({ scale: 1000 });
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: [] });
  await world.people.fault({ kind: 'res-3', uin: '10001', cmd: 'Change_Stat', times: 4 });
  const pump = setInterval(() => world.clock.advance(20), 5);
  const before = (await world.people.ledger()).next;
  await life.acts.setStatus('busy', shop);
  for (let n = 0; n < 4; n++) {
    await life.rest();
    expect(await sessionOf(shop)).toMatchObject({ statusHeld: expect.any(Number), todo: [{ kind: 'status' }] });
    await world.people.say({ from: '20001', to: '10001', text: `meanwhile ${n}` });
    if (n === 2) await life.acts.setStatus('invisible', shop);
    await rest();
  }
  await rest();
  clearInterval(pump);
  const { entries } = await world.people.ledger(before);
  const own = entries.filter(({ from, kind }) => from === '10001' && kind === 'command');
  const results = own.flatMap(({ cmd, res }) => (cmd === 'Change_Stat' ? [res] : []));
  expect(results).toEqual([3, 3, 3, 3, 0]);
  const messages = await world.connection.run((db) => db.getAll('messages'));
  expect(messages).toHaveLength(4);
  expect(await shownOnServer('10001')).toBe('invisible');
  expect((await sessionOf(shop))?.statusHeld).toBeUndefined();
});

it('all at once: every number is offline after one act, and online after another', async () => {
  await life.acts.setStatus('offline');
  await rest();
  expect([await shownOnServer('10001'), await shownOnServer('10002')]).toEqual(['offline', 'offline']);
  expect((await sessionOf(shop))?.state).toBe('signed-out');
  const { entries } = await world.people.ledger();
  const last = entries.filter(({ from, kind }) => kind === 'command' && from === '10001').slice(-2);
  expect(last.map(({ cmd }) => cmd)).toEqual(['Change_Stat', 'Logout']);
  await life.acts.setStatus('online');
  await rest();
  expect([await shownOnServer('10001'), await shownOnServer('10002')]).toEqual(['online', 'online']);
});
