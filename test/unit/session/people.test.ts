import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Act, actId, type Deed } from '../../../lib/model/act';
import type { AccountId } from '../../../lib/model/ids';
import { undoDeedMs } from '../../../lib/session/person-acts';
import { readAnswers, readPeople, readPerson } from '../../../lib/store/read-people';
import { readRequests } from '../../../lib/store/read-requests';
import { atEveryDeath } from './deaths';
import { type Life, openWorld, password, signedIn, type World } from './world';

/** Two numbers of ours, who may befriend each other, and a friend of the first one's. */
let world: World;
let mine: AccountId;
let other: AccountId;
let life: Life;
let pump: NodeJS.Timeout;

beforeEach(async () => {
  world = await openWorld();
  // Refusals that hold a connection for 20 s take 20 ms, and time goes on by itself.
  await world.people.clock({ scale: 1000 });
  await world.people.account({ uin: '10001', password, nick: '小店', friends: ['20001'] });
  await world.people.account({ uin: '10002', password, nick: '批发', friends: [] });
  await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001'] });
  life = world.live();
  mine = await signedIn(world, life, '10001');
  other = await signedIn(world, life, '10002');
  pump = setInterval(() => world.clock.advance(20), 5);
});
afterEach(async () => {
  clearInterval(pump);
  await life.rest();
  await world.close();
});

const friendsOf = async (uin: string) =>
  (await world.people.state()).accounts.find((account) => account.uin === uin)?.friends ?? [];
const sessionOf = (id: AccountId) => world.connection.run((db) => db.get('sessions', id));
const actOf = async (id: AccountId, deed: Deed): Promise<Act | undefined> =>
  (await sessionOf(id))?.acts?.find((act) => act.id === actId(deed));
const requests = () => world.connection.run(readRequests);
const numbersOf = async (id: AccountId) =>
  (await world.connection.run((db) => readPeople(db, [id])))
    .filter(({ contact }) => contact)
    .map(({ number }) => number);

/** Does it, and lets the time pass in which it could be taken back. */
async function act(id: AccountId, deed: Deed, at: Life = life): Promise<void> {
  await at.people.act(id, deed);
  world.clock.advance(undoDeedMs);
  await at.wake.wake('alarm');
  await at.rest();
}

const check = async (at: Life = life) => {
  await at.wake.wake('person');
  await at.rest();
};

describe('two accounts', () => {
  it('befriend each other: asked with a reason, seen, accepted, and on both lists', async () => {
    await act(mine, { kind: 'add', number: '10002', text: '我是小店' });
    expect(await actOf(mine, { kind: 'add', number: '10002' })).toBeUndefined();
    const asked = await world.connection.run((db) => readPerson(db, mine, '10002'));
    expect(asked.view.person?.askedAt).toEqual(expect.any(Number));
    await check();
    const [waiting] = await requests();
    expect(waiting?.request).toMatchObject({ accountId: other, from: '10001', text: '我是小店' });
    await act(other, { kind: 'answer', key: waiting?.request.key ?? '', accept: true });
    expect(await requests()).toEqual([]);
    await check();
    expect(await friendsOf('10001')).toContain('10002');
    expect(await friendsOf('10002')).toEqual(['10001']);
    expect(await numbersOf(mine)).toContain('10002');
    expect(await numbersOf(other)).toEqual(['10001']);
    expect(await world.connection.run(readAnswers)).toMatchObject([{ accountId: mine, answered: { accepted: true } }]);
    const { entries } = await world.people.ledger();
    const sent = entries.filter(({ kind, cmd }) => kind === 'command' && cmd === 'Ack_AddToList');
    expect(sent.map(({ from, res }) => `${from} ${res}`)).toEqual(['10001 3', '10001 0', '10002 0']);
  });

  it('refuse each other: the reason is told until it was read', async () => {
    await act(mine, { kind: 'add', number: '10002', text: 'hi' });
    await check();
    const [waiting] = await requests();
    await act(other, { kind: 'answer', key: waiting?.request.key ?? '', accept: false, text: '不认识' });
    await check();
    expect(await friendsOf('10001')).not.toContain('10002');
    expect(await world.connection.run(readAnswers)).toMatchObject([
      { accountId: mine, number: '10002', answered: { accepted: false, text: '不认识' } },
    ]);
    await life.ports.store.changePerson(mine, '10002', { answered: null });
    expect(await world.connection.run(readAnswers)).toEqual([]);
  });

  it('delete each other after the time for undo, and not before', async () => {
    const deed: Deed = { kind: 'unfriend', number: '20001' };
    await life.people.act(mine, deed);
    expect(await life.people.cancelAct(mine, actId(deed))).toBe(true);
    world.clock.advance(undoDeedMs);
    await check();
    expect(await friendsOf('10001')).toEqual(['20001']);
    await act(mine, deed);
    expect(await friendsOf('10001')).toEqual([]);
    expect(await numbersOf(mine)).toEqual([]);
    expect(await friendsOf('20001')).toEqual(['10001']);
  });
});

it('somebody who lets nobody add them says so, and it stands until it was seen', async () => {
  await world.people.change({ uin: '10002', adding: 'closed' });
  const deed: Deed = { kind: 'add', number: '10002' };
  await act(mine, deed);
  expect(await actOf(mine, deed)).toMatchObject({ state: 'failed', why: 'adding-refused' });
});

it('a card is asked for and kept, with the contact named after it', async () => {
  await world.people.change({ uin: '20001', details: { AG: '19', PR: 'one,two', SH: '3' } });
  expect(await life.people.profile(mine, '20001')).toBe(true);
  await check();
  const { view } = await world.connection.run((db) => readPerson(db, mine, '20001'));
  expect(view.person?.profile).toMatchObject({ age: 19, zodiac: 'tiger', texts: { about: 'one,two' } });
  expect(view.contact?.nick).toBe('林小满');
});

it('contacts whose list was bare numbers get their names, a few a minute', async () => {
  const many = Array.from({ length: 20 }, (_, n) => String(30_001 + n));
  await world.people.change({ uin: '10002', friends: many });
  for (const uin of many) await world.people.change({ uin, nick: `人${uin}` });
  world.clock.advance(3_700_000);
  await check();
  await life.people.look(other, many);
  await check();
  const named = () => world.connection.run(async (db) => (await db.getAll('contacts')).filter(({ nick }) => nick));
  expect((await named()).filter(({ accountId }) => accountId === other)).toHaveLength(12);
  world.clock.advance(61_000);
  await life.people.look(other, many);
  await check();
  expect((await named()).filter(({ accountId }) => accountId === other)).toHaveLength(20);
});

it('each list is read once after a sign-in, page by page', async () => {
  await check();
  const { entries } = await world.people.ledger();
  const asked = entries.filter(({ kind, from }) => kind === 'command' && from === '10001').map(({ cmd }) => cmd);
  expect(asked.filter((cmd) => cmd === 'List' || cmd === 'Query_Stat')).toEqual(['List', 'Query_Stat']);
});

it('more friends than a page of either list holds are all known, and what changes is heard without asking again', async () => {
  const many = Array.from({ length: 250 }, (_, n) => String(60_001 + n));
  await world.people.change({ uin: '10002', friends: many });
  for (const [n, uin] of many.entries()) {
    await world.people.change({ uin, nick: `人${uin}`, face: n });
    if (n < 130) await world.people.presence(uin, 'online');
  }
  world.clock.advance(3_700_000);
  await check();
  const seen = async () => {
    const views = await world.connection.run((db) => readPeople(db, [other]));
    const having = (state: string) => views.filter(({ presence }) => presence === state).length;
    return { all: views.length, online: having('online'), offline: having('offline'), busy: having('busy') };
  };
  expect(await seen()).toEqual({ all: 250, online: 130, offline: 120, busy: 0 });
  const [, one] = await world.connection.run((db) => readPeople(db, [other]));
  expect(one?.contact).toMatchObject({ number: '60002', nick: '人60002', picture: expect.any(Number) });
  const asked = async () =>
    (await world.people.ledger()).entries.filter(({ cmd, from }) => cmd === 'Query_Stat' && from === '10002').length;
  const before = await asked();
  await world.people.presence('60001', 'offline');
  await world.people.presence('60250', 'busy');
  await check();
  expect(await seen()).toEqual({ all: 250, online: 129, offline: 120, busy: 1 });
  expect(await asked()).toBe(before);
});

it('a search finds people page by page, and a page that is not the last says so', async () => {
  const many = Array.from({ length: 60 }, (_, n) => ({ uin: String(40_001 + n), details: { AG: '20' } }));
  for (const one of many) await world.people.change(one);
  await life.people.find(mine, { age: 20 });
  await check();
  const first = (await sessionOf(mine))?.search;
  expect(first).toMatchObject({ state: 'done', after: '40050' });
  expect(first?.people).toHaveLength(50);
  await life.people.find(mine, { age: 20 }, first?.after);
  await check();
  const second = (await sessionOf(mine))?.search;
  expect(second?.people).toHaveLength(60);
  expect(second?.after).toBeUndefined();
});

it('a search that the server takes ill is told as failed and does not hold up messages', async () => {
  await world.people.fault({ kind: 'hang', cmd: 'Finger' });
  await life.people.find(mine, { sex: 'male' });
  await world.people.say({ from: '20001', to: '10001', text: 'meanwhile' });
  const asked = check();
  for (let n = 0; n < 30; n++) {
    world.clock.advance(1000);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await asked;
  await check();
  expect((await sessionOf(mine))?.search?.state).toBe('failed');
  const messages = await world.connection.run((db) => db.getAll('messages'));
  expect(messages.map(({ text }) => text)).toEqual(['meanwhile']);
});

it('an own name stands before the nick, and comes back with a contact that was deleted', async () => {
  const called = () => world.connection.run(async (db) => (await db.get('contacts', [mine, '20001']))?.called);
  await life.ports.store.changePerson(mine, '20001', { called: '小满', note: '周三送货' });
  expect(await called()).toBe('小满');
  await act(mine, { kind: 'unfriend', number: '20001' });
  expect(await called()).toBeUndefined();
  await world.people.change({ uin: '10001', friends: ['20001'] });
  world.clock.advance(3_700_000);
  await check();
  expect(await called()).toBe('小满');
  await life.ports.store.changePerson(mine, '20001', { called: '' });
  expect(await called()).toBeUndefined();
});

it('this number also wrote to the other account: its card says so', async () => {
  await world.people.say({ from: '20001', to: '10001', text: 'a' });
  await world.people.say({ from: '20001', to: '10002', text: 'b' });
  await check();
  const card = await world.connection.run((db) => readPerson(db, mine, '20001'));
  expect(card.elsewhere.map(({ accountId }) => accountId)).toEqual([other]);
  expect(card.view.heardAt).toEqual(expect.any(Number));
});

it.each([
  ['empty', { kind: 'null', cmd: 'List', times: 2 }],
  ['cut', { kind: 'truncate', cmd: 'List', times: 2 }],
  ['garbled', { kind: 'garbage', cmd: 'List', times: 2 }],
] as const)(
  'a list that the server answers %s never replaces the last good one, also after a death',
  async (_, fault) => {
    await world.people.fault(fault);
    world.clock.advance(3_700_000);
    await check();
    life = world.live();
    await check();
    expect(await numbersOf(mine)).toEqual(['20001']);
  },
);

// A net under tests that hang, as in deaths.test.ts.
describe('a worker killed while a person', { timeout: 240_000 }, () => {
  it('adds somebody asks once, whatever dies', async () => {
    let n = 0;
    const uinOf = () => String(50_000 + n);
    await atEveryDeath(world, 'adding a person', 40, {
      stride: 3,
      prepare: async (at) => {
        n = at;
        await world.people.account({ uin: uinOf(), password, nick: 'New' });
        world.clock.advance(60_000);
        await world.live().wake.wake('person');
      },
      act: (at) => act(mine, { kind: 'add', number: uinOf(), text: 'hi' }, at),
      again: (at) => act(mine, { kind: 'add', number: uinOf(), text: 'hi' }, at),
      isQuiet: async () =>
        (await sessionOf(mine))?.acts === undefined && (await sessionOf(mine))?.inFlight.length === 0,
      check: async () => {
        const { accounts } = await world.people.state();
        expect(accounts.find(({ uin }) => uin === uinOf())).toMatchObject({ requests: [{ from: '10001' }] });
      },
    });
  });
});
