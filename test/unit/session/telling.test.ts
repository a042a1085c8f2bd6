import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import type { TellRule } from '../../../lib/model/person';
import { encodeComingId, parseComingId, planComing } from '../../../lib/notify/coming';
import { readUnwritten } from '../../../lib/store/read';
import { everyNotice } from '../store/fresh-store';
import { type Life, openWorld, password, signedIn, type World } from './world';

let world: World;
let life: Life;
let shop: AccountId;
let away: boolean;

beforeEach(async () => {
  world = await openWorld();
  away = false;
  await world.people.account({ uin: '10001', password, nick: '小店', friends: ['20001'] });
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001'] });
  life = world.live();
  Object.assign(life.ports, { isAway: () => away });
  shop = await signedIn(world, life, '10001');
});
afterEach(async () => {
  await life.rest();
  await world.close();
});

const ask = (tell: TellRule) => life.ports.store.changePerson(shop, '20001', { tell });
const comings = () => life.ports.store.readComings();
const ruleNow = async () => (await world.connection.run((db) => db.get('people', [shop, '20001'])))?.tell;
const show = async (state: string) => {
  await world.people.presence('20001', state);
  await life.wake.wake('person');
};
const notices = () => world.connection.run(async (db) => (await everyNotice(db)).map(({ state }) => state));

describe('somebody who comes online', () => {
  it('is written down to be told where it was asked for, and not again once it was told', async () => {
    await ask({ when: 'online' });
    await show('online');
    expect(await comings()).toEqual([[shop, 'u:20001']]);
    await life.ports.store.tellComing([shop, 'u:20001']);
    expect(await comings()).toEqual([]);
    expect(await ruleNow()).toEqual({ when: 'online' });
    await show('busy');
    await show('online');
    expect(await comings()).toEqual([]);
    await show('offline');
    await show('online');
    expect(await comings()).toHaveLength(1);
  });

  it('is told once where once was asked for, also by the life after a death', async () => {
    await ask({ when: 'online', once: true });
    await show('online');
    const next = world.live();
    expect(await next.ports.store.readComings()).toHaveLength(1);
    await next.ports.store.tellComing([shop, 'u:20001']);
    expect(await ruleNow()).toBeUndefined();
  });

  it('is told only while nobody is there, where that was asked for', async () => {
    await ask({ when: 'either', onlyAway: true });
    await show('online');
    expect(await comings()).toEqual([]);
    await show('offline');
    away = true;
    await show('online');
    expect(await comings()).toHaveLength(1);
  });

  it.each([undefined, { when: 'writes' } as const])('is told to nobody who did not ask (%o)', async (rule) => {
    if (rule) await ask(rule);
    await show('online');
    expect(await comings()).toEqual([]);
  });
});

it('who writes is announced through a mute where it was asked for, once where once was', async () => {
  const write = async (text: string) => {
    await world.people.say({ from: '20001', to: '10001', text });
    await life.wake.wake('person');
  };
  await write('first');
  await life.ports.store.markRead([shop, 'u:20001'], 1);
  await life.ports.store.mute([shop, 'u:20001'], Number.POSITIVE_INFINITY);
  await write('muted');
  const before = await notices();
  expect(before.at(-1)).toBe('muted');
  await ask({ when: 'writes', once: true });
  await write('asked for');
  expect((await notices()).at(-1)).not.toBe('muted');
  expect(await ruleNow()).toBeUndefined();
  await write('muted again');
  expect((await notices()).at(-1)).toBe('muted');
});

it('says who came to which account, or only to which, and leads there', async () => {
  const account = (await life.ports.readAccounts())[0]?.account;
  const view = await world.connection.run((db) => readUnwritten(db, [shop, 'u:20001']));
  if (!account || !view) throw new Error('a contact whom nobody has written to can be led to');
  const words = { peerName: () => '林小满 → 假账号', cameOnline: 'Online now' };
  expect(planComing(account, view, 'everything', words)).toMatchObject({
    title: '林小满 · 假账号 → 10001',
    message: 'Online now',
  });
  expect(planComing(account, view, 'nothing', words).title).toBe('10001');
  expect(parseComingId(encodeComingId([shop, 'u:20001']))).toEqual([shop, 'u:20001']);
  expect(parseComingId('1/u:20001')).toBeUndefined();
});
