import { expect, it } from 'vitest';
import { putRequestAway } from '../../../lib/store/commit-requests';
import { readRequests } from '../../../lib/store/read-requests';
import { atEveryDeath, riseUntilQuiet } from './deaths';
import { control, online, openWorldForEach, say, session, texts, until, world } from './live-world';
import type { Life } from './world';

openWorldForEach();

const open = async () => (await world.connection.run(readRequests)).map(({ request }) => request);
const lists = ['napcat', 'llbot', 'snowluma', 'go-cqhttp'];

/** Group 70001, which 10001 looks after, and people who want something of it. */
async function openTea(): Promise<void> {
  await control('accounts', [
    { uin: '20009', nick: '新客' },
    { uin: '20008', nick: '同行' },
  ]);
  await control('groups', { gid: '70001', name: 'Tea', members: ['10001'] });
  await control('groups', { gid: '70002', name: 'Chess', members: ['20008'] });
}

const wantsIn = (from: string) =>
  control<{ flag: string }>('request', { from, to: '10001', kind: 'add', group: '70001' });

/** The line is lost, and the next life finds its way back. */
async function comeBack(life: Life, meanwhile: () => Promise<unknown>): Promise<Life> {
  life.sockets.dropAll();
  world.clock.advance(60_000);
  await meanwhile();
  const next = world.live();
  await next.wake.wake('alarm');
  return next;
}

/** Another client of the same number answers. */
async function answerElsewhere(action: string, body: object): Promise<void> {
  const { port } = await control('accounts', { uin: '10001' });
  const url = `http://127.0.0.1:${port}/${action}?access_token=k%26y`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(await answer.json()).toMatchObject({ status: 'ok' });
}

const names = async () =>
  (await world.connection.run(readRequests)).map(({ request, nick }) => `${request.key.split('.')[0]} ${nick}`);

it.each(['napcat', 'llbot', 'snowluma', 'lagrange', 'go-cqhttp'])(
  'whoever asks to be added, alone or to a group, is called by their nick at %s',
  async (flavour) => {
    const life = world.live();
    await online(life, '10001', { flavour });
    await control('accounts', [
      { uin: '20009', nick: '新客' },
      { uin: '20008', nick: '同行' },
    ]);
    await control('groups', { gid: '70001', name: 'Tea', members: ['10001'] });
    await control('request', { from: '20009', to: '10001', text: '想问价' });
    await control('request', { from: '20008', to: '10001', text: 'let me in', kind: 'add', group: '70001' });
    await until(async () => expect((await names()).sort()).toEqual(['add 同行', 'friend 新客']));
    expect(life.trouble).toEqual([]);
  },
);

it('of a flood of requests only a dozen names a minute are asked for, and none holds up the others', async () => {
  const life = world.live();
  const id = await online(life);
  const crowd = Array.from({ length: 30 }, (_, i) => ({ uin: String(22_001 + i), nick: `N${i}` }));
  await control('accounts', crowd);
  for (const { uin } of crowd) await control('request', { from: uin, to: '10001', text: 'hi' });
  await until(async () => {
    expect(await names()).toHaveLength(30);
    expect((await names()).filter((each) => !each.endsWith('undefined'))).toHaveLength(12);
    expect((await session(id)).todo).toEqual([]);
  });
  expect(life.trouble).toEqual([]);
});

it.each(lists)('who asked while nobody listened is found at %s, once, with their name', async (flavour) => {
  const life = world.live();
  await online(life, '10001', { flavour });
  await openTea();
  await wantsIn('20009');
  await until(async () => expect(await open()).toHaveLength(1));
  const back = await comeBack(life, async () => {
    await wantsIn('20008');
    await control('request', { from: '20008', to: '10001', kind: 'invite', group: '70002' });
  });
  await until(async () => expect((await names()).sort()).toEqual(['add 同行', 'add 新客', 'invite 同行']));
  const again = await comeBack(back, async () => {});
  await until(async () => expect((await session(1)).todo).toEqual([]));
  expect(await open()).toHaveLength(3);
  expect([...life.trouble, ...back.trouble, ...again.trouble]).toEqual([]);
});

it.each(lists)('what was found so is answered like any other at %s', async (flavour) => {
  const life = world.live();
  const id = await online(life, '10001', { flavour });
  await openTea();
  const back = await comeBack(life, () => wantsIn('20009'));
  await until(async () => expect(await open()).toHaveLength(1));
  const [request] = await open();
  await back.people.act(id, { kind: 'answer', key: request?.key ?? '', accept: true });
  world.clock.advance(5_000);
  await back.wake.wake('alarm');
  await until(async () => expect(await open()).toEqual([]));
  const { entries } = await world.people.ledger();
  expect(entries.filter(({ cmd }) => cmd === 'set_group_add_request')).toMatchObject([{ from: '10001', res: 0 }]);
});

it.each(lists)(
  'what was answered meanwhile elsewhere is no longer open at %s, and what was put away stays so',
  async (flavour) => {
    const life = world.live();
    const id = await online(life, '10001', { flavour });
    await openTea();
    const { flag } = await wantsIn('20009');
    await wantsIn('20008');
    await control('request', { from: '20009', to: '10001', text: 'friend?' });
    await until(async () => expect(await open()).toHaveLength(3));
    const [, other] = await open();
    await world.connection.run((db) => putRequestAway(db, id, other?.key ?? ''));
    const friend = (await open()).find(({ group }) => group === undefined)?.key.slice('friend.'.length);
    const back = await comeBack(life, async () => {
      world.clock.advance(3_600_000);
      await answerElsewhere('set_group_add_request', { flag, approve: false });
      await answerElsewhere('set_friend_add_request', { flag: friend, approve: true });
    });
    await until(async () => expect(await open()).toEqual([]));
    expect(back.trouble).toEqual([]);
  },
);

it('whom QQ finds suspicious is told of that time alone, and nothing but a yes leaves', async () => {
  const life = world.live();
  const id = await online(life);
  await openTea();
  await control('request', { from: '20008', to: '10001', kind: 'doubt' });
  world.clock.advance(10_000);
  await say('later');
  await until(async () => expect(await texts()).toEqual(['later']));
  const back = await comeBack(life, () =>
    control('request', { from: '20009', to: '10001', text: '你好', kind: 'doubt' }),
  );
  await until(async () => expect(await open()).toMatchObject([{ from: '20009', text: '你好', yesOnly: true }]));
  const key = (await open())[0]?.key ?? '';
  for (const accept of [false, true]) {
    await back.people.act(id, { kind: 'answer', key, accept });
    world.clock.advance(5_000);
    await back.wake.wake('alarm');
    const { entries } = await world.people.ledger();
    const asked = entries.filter(({ cmd }) => cmd === 'set_doubt_friends_add_request');
    expect(asked).toHaveLength(accept ? 1 : 0);
  }
  await until(async () => expect(await open()).toEqual([]));
});

it('whom QQ finds suspicious is told of anew when they ask anew, and what was put away stays so', async () => {
  const life = world.live();
  const id = await online(life);
  await openTea();
  const doubt = (text: string) => control('request', { from: '20009', to: '10001', text, kind: 'doubt' });
  let back = await comeBack(life, () => doubt('first'));
  await until(async () => expect(await open()).toMatchObject([{ text: 'first' }]));
  await world.connection.run((db) => putRequestAway(db, id, 'doubt.u_20009'));
  back = await comeBack(back, async () => {});
  await until(async () => expect((await session(id)).todo).toEqual([]));
  expect(await open()).toEqual([]);
  world.clock.advance(3_600_000);
  await say('later');
  await until(async () => expect(await texts()).toEqual(['later']));
  await comeBack(back, () => doubt('second'));
  await until(async () => expect(await open()).toMatchObject([{ text: 'second', notice: 'waiting' }]));
});

it.each(['hang', 'garbage', 'wrong-seq', 'oversize', 'close'])(
  'a list that ends in %s takes nothing else with it',
  async (kind) => {
    const life = world.live();
    const id = await online(life);
    await openTea();
    await control('fault', { kind, uin: '10001', cmd: 'get_group_system_msg' });
    life.sockets.dropAll();
    world.clock.advance(60_000);
    await say('missed');
    const back = world.live();
    const beat = setInterval(() => world.clock.advance(1_000), 5);
    const waking = back.wake.wake('alarm');
    await until(async () => expect(await texts()).toEqual(['missed']));
    await say('pushed');
    await until(async () => expect(await texts()).toEqual(['missed', 'pushed']));
    await waking;
    clearInterval(beat);
    await riseUntilQuiet(world);
    expect(await session(id)).toMatchObject({ state: 'online', todo: [] });
  },
);

it('no death loses or doubles a request that came meanwhile', { timeout: 60_000 }, async () => {
  const life = world.live();
  await online(life, '10001', { flavour: 'llbot' });
  await openTea();
  life.sockets.dropAll();
  const people = Array.from({ length: 200 }, (_, i) => ({ uin: String(23_001 + i), nick: `N${i}` }));
  await control('accounts', people);
  let asked = 0;
  await atEveryDeath(world, 'finding requests', 60, {
    prepare: async (n) => {
      world.clock.advance(60_000);
      await wantsIn(String(23_000 + n));
      asked = n;
    },
    act: async (next) => {
      await next.wake.wake('person');
      await until(async () => expect(await open()).toHaveLength(asked));
      next.sockets.dropAll();
    },
    check: async (n) => {
      const from = (await open()).map((request) => request.from).sort();
      expect(from, `death point ${n}`).toEqual(people.slice(0, n).map(({ uin }) => uin));
    },
  });
});
