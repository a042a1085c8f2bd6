import { expect, test } from 'vitest';
import { ACTIONS } from '../../server/onebot/actions/table';
import { FLAVOURS, MANNERS } from '../../server/onebot/flavours';
import { connected, serverWithOnebot } from './onebot-client';

test('who somebody is, what the program is, and how it stands', async () => {
  const { port } = await serverWithOnebot();
  const client = await connected(port);
  expect((await client.call('get_login_info')).data).toEqual({ user_id: 300001, nickname: 'me' });
  expect((await client.call('get_version_info')).data).toMatchObject({
    app_name: 'NapCat.Onebot',
    protocol_version: 'v11',
  });
  expect((await client.call('get_status')).data).toMatchObject({ online: true, good: true });
});

test.each([{ any: ['thing', 7] }, 0, false, 'text', [1]])('an echo comes back as it was sent: %j', async (echo) => {
  const { port } = await serverWithOnebot();
  const client = await connected(port);
  expect(await client.call('get_status', {}, echo)).toMatchObject({ status: 'ok', echo });
});

test('replies and events of one socket do not get mixed up', async () => {
  const { port } = await serverWithOnebot();
  const client = await connected(port);
  const replies = await Promise.all(['a', 'b', 'c'].map((echo) => client.call('get_login_info', {}, echo)));
  expect(replies.map(({ echo }) => echo)).toEqual(['a', 'b', 'c']);
});

test('friends have nickname, remark and category', async () => {
  const { port } = await serverWithOnebot({
    remarks: { '200001': 'Boss' },
    categories: [{ name: 'Work', members: ['200001'] }],
  });
  const client = await connected(port);
  expect((await client.call('get_friend_list')).data).toMatchObject([
    { user_id: 200001, nickname: 'Ming', remark: 'Boss' },
    { user_id: 200002, nickname: 'Hong', remark: '' },
  ]);
  expect((await client.call('get_friends_with_category')).data).toMatchObject([
    { categoryName: '我的好友', buddyList: [{ user_id: 200002 }] },
    { categoryName: 'Work', categoryMbCount: 1, buddyList: [{ user_id: 200001 }] },
  ]);
});

test('groups and their members', async () => {
  const { port } = await serverWithOnebot();
  const client = await connected(port);
  expect((await client.call('get_group_list')).data).toMatchObject([
    { group_id: 700001, group_name: 'Tea', member_count: 3 },
  ]);
  const member = await client.call('get_group_member_info', { group_id: 700001, user_id: '200001' });
  expect(member.data).toMatchObject({ nickname: 'Ming', card: 'Boss', role: 'owner' });
  expect(await client.call('get_group_member_info', { group_id: 700001, user_id: 200002 })).toMatchObject({
    retcode: 1200,
  });
  expect((await client.call('get_stranger_info', { user_id: 200009 })).data).toMatchObject({ nickname: 'Stranger' });
});

test('a friend shows their presence to who asks, the invisible none', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const seen = async () =>
    ((await client.call('nc_get_user_status', { user_id: 200001 })).data as { status: number }).status;
  expect(await seen()).toBe(20);
  for (const [state, code] of [
    ['online', 10],
    ['away', 30],
    ['busy', 50],
    ['invisible', 20],
  ] as const) {
    await server.control('presence', { uin: '200001', state });
    expect(await seen()).toBe(code);
  }
});

test.each([
  [10, 'online'],
  [30, 'away'],
  [40, 'invisible'],
  [50, 'busy'],
  [60, 'online'],
  [70, 'busy'],
])('set_online_status %i shows the account %s', async (status, state) => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await client.call('set_online_status', { status, ext_status: 0, battery_status: 0 });
  expect(await server.account('300001')).toMatchObject({ state });
});

test('a friend is deleted on both sides, and NapCat tells of who was none in a success', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  expect(await client.call('delete_friend', { user_id: 200001 })).toMatchObject({ status: 'ok' });
  expect((await server.account('300001')).friends).toEqual(['200002']);
  expect((await server.account('200001')).friends).toEqual([]);
  const again = await client.call('delete_friend', { user_id: 200001 });
  expect(again).toMatchObject({ status: 'ok', data: { valid: false } });
});

/** spec/onebot, Error codes really used. */
const CODES = [
  {
    flavour: 'napcat',
    unknown: [200, 200, 1404],
    params: [200, 400, 1400],
    json: [400, 'Invalid JSON', 1400],
    failed: [200, 200, 1200],
  },
  {
    flavour: 'llbot',
    unknown: [404, 404, 1404],
    params: [200, 400, 1400],
    json: [200, 400, 1400],
    failed: [200, 200, 1200],
  },
] as const;

test.each(CODES)(
  '$flavour has its codes over HTTP and over the socket',
  async ({ flavour, unknown, params, json, failed }) => {
    const { port } = await serverWithOnebot({ flavour });
    const client = await connected(port);
    const post = (path: string, body: string) =>
      fetch(`http://127.0.0.1:${port}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      });
    const cases = [
      [unknown, 'no_such_action', {}],
      [params, 'send_private_msg', { user_id: 'x' }],
      [failed, 'get_msg', { message_id: 1 }],
    ] as const;
    for (const [[status, retcode, socketCode], action, body] of cases) {
      const response = await post(action, JSON.stringify(body));
      expect([response.status, ((await response.json()) as { retcode: number }).retcode]).toEqual([status, retcode]);
      expect(await client.call(action, body)).toMatchObject({ status: 'failed', retcode: socketCode });
    }
    const bad = await post('get_status', '{');
    const text = await bad.text();
    expect(bad.status).toBe(json[0]);
    expect(typeof json[1] === 'string' ? text : JSON.parse(text).retcode).toBe(json[1]);
    client.send('{"action":"get_status","echo":"lost"');
    const refused = await client.frame(({ echo }) => echo === null || echo === 'lost');
    expect(refused).toMatchObject({ status: 'failed', retcode: json[2] });
  },
);

test('only LLBot finds the echo in a frame that is no JSON', async () => {
  for (const [flavour, echo] of [
    ['napcat', null],
    ['llbot', 'lost'],
  ]) {
    const { port } = await serverWithOnebot({ flavour });
    const client = await connected(port);
    client.send('{"echo":"lost"');
    expect(await client.frame(({ retcode }) => retcode === 1400)).toMatchObject({ echo });
  }
});

test.each([
  ['get_recent_contact', ['napcat', 'snowluma']],
  ['nc_get_user_status', ['napcat', 'snowluma']],
  ['mark_private_msg_as_read', ['napcat', 'snowluma']],
  ['mark_msg_as_read', ['napcat', 'llbot', 'snowluma', 'lagrange', 'go-cqhttp']],
  ['get_friends_with_category', ['napcat', 'llbot', 'snowluma']],
  ['set_online_status', ['napcat', 'llbot', 'snowluma']],
  ['get_friend_msg_history', ['napcat', 'llbot', 'snowluma', 'lagrange']],
  ['get_group_msg_history', ['napcat', 'llbot', 'snowluma', 'lagrange', 'go-cqhttp']],
  ['delete_friend', ['napcat', 'llbot', 'snowluma', 'go-cqhttp']],
  ['get_updates', ['go-cqhttp']],
  ['get_event', ['llbot']],
])('%s is offered by %j alone', async (action, offering) => {
  expect(FLAVOURS.filter((flavour) => MANNERS[flavour].actions.has(action))).toEqual(offering);
});

test('an action that a flavour lacks is unknown to it', async () => {
  const { port } = await serverWithOnebot({ flavour: 'llbot' });
  const client = await connected(port);
  expect(await client.call('nc_get_user_status', { user_id: 200001 })).toMatchObject({ retcode: 1404 });
});

test('whatever a flavour offers is built', () => {
  const offered = FLAVOURS.flatMap((flavour) => [...MANNERS[flavour].actions]);
  expect(offered.filter((action) => !Object.hasOwn(ACTIONS, action))).toEqual([]);
});

test.each(['{', '[]', '7', 'null', '', '"get_status"', '\u0000'])(
  'the frame %j gets a refusal and the socket lives on',
  async (frame) => {
    const { port } = await serverWithOnebot();
    const client = await connected(port);
    client.send(frame);
    await client.frame(({ retcode }) => retcode === 1400);
    expect(await client.call('get_status')).toMatchObject({ status: 'ok' });
  },
);

test.each([{}, { action: 7 }, { action: 'toString' }, { action: '__proto__', params: [] }])(
  'the call %j is one that nobody knows',
  async (call) => {
    const { port } = await serverWithOnebot();
    const client = await connected(port);
    client.send({ ...call, echo: 'x' });
    expect(await client.frame(({ echo }) => echo === 'x')).toMatchObject({ retcode: 1404 });
  },
);

test('every call is in the ledger, with its echo and what came of it', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await client.call('get_status', {}, 'one');
  await client.call('nothing', {}, 'two');
  const about = { protocol: 'onebot', from: '300001' };
  expect(await server.ledger('command')).toMatchObject([
    { ...about, cmd: 'get_status', seq: 'one', res: 0 },
    { ...about, cmd: 'nothing', seq: 'two', res: 1404 },
  ]);
});
