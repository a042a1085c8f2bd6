import { expect, test } from 'vitest';
import { fixture } from './recorded';
import { HOSTS, type Json, serverWithWebqq, signedIn } from './webqq-client';
import { friendListHash } from './webqq-proofs';

/** A recorded body. */
function body(name: string): Json {
  return JSON.parse(fixture(`webqq/${name}.json`)).body;
}

/** The kinds and keys of a value in their order; of a list each shape once. */
function shapeOf(value: Json): Json {
  if (Array.isArray(value))
    return [...new Map(value.map((each) => [JSON.stringify(shapeOf(each)), shapeOf(each)])).values()];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([key, each]) => [key, shapeOf(each)]);
}

type Client = Awaited<ReturnType<typeof signedIn>>;

const ASKS: [file: string, ask: (c: Client) => Promise<Json>][] = [
  ['smartqq_getvfwebqq', (c) => c.get('/api/getvfwebqq', { ptwebqq: c.ptwebqq, clientid: c.clientid, psessionid: '' })],
  ['smartqq_login2', (c) => c.login2()],
  ['smartqq_user_friends2', (c) => c.post('/api/get_user_friends2', listed(c), { host: HOSTS.s })],
  ['smartqq_group_name_list_mask2', (c) => c.post('/api/get_group_name_list_mask2', listed(c), { host: HOSTS.s })],
  ['smartqq_discus_list', (c) => c.get('/api/get_discus_list', c.tickets)],
  ['smartqq_discu_info', (c) => c.get('/channel/get_discu_info', { did: 700002, ...c.tickets }, HOSTS.d)],
  ['smartqq_online_buddies2', (c) => c.get('/channel/get_online_buddies2', c.tickets, HOSTS.d)],
  ['smartqq_recent_list2', (c) => c.post('/channel/get_recent_list2', c.tickets)],
  ['smartqq_self_info2', (c) => c.get('/api/get_self_info2')],
  ['smartqq_friend_info2', async (c) => c.get('/api/get_friend_info2', { tuin: await c.friend('Ming'), ...c.tickets })],
  [
    'smartqq_friend_uin2',
    async (c) => c.get('/api/get_friend_uin2', { tuin: await c.friend('Ming'), type: 1, vfwebqq: c.vfwebqq }),
  ],
  [
    'smartqq_single_long_nick2',
    async (c) => c.get('/api/get_single_long_nick2', { tuin: await c.friend('Ming'), vfwebqq: c.vfwebqq }),
  ],
  [
    'smartqq_group_info_ext2',
    async (c) => c.get('/api/get_group_info_ext2', { gcode: (await c.group('测试群')).code, vfwebqq: c.vfwebqq }),
  ],
  ['smartqq_send_ok', async (c) => c.send('send_buddy_msg2', { to: await c.friend('Ming') }, 'hi')],
];

function listed({ vfwebqq, uin, ptwebqq }: { vfwebqq: string; uin: string; ptwebqq: string }) {
  return { vfwebqq, hash: friendListHash(Number(uin), ptwebqq) };
}

async function populated(era: 'smartqq' | 'webqq3') {
  const server = await serverWithWebqq();
  await server.control('accounts', {
    uin: '100001',
    friends: ['200001'],
    remarks: { '200001': '备注', '700001': '备注' },
  });
  await server.control('presence', { uin: '200001', state: 'online' });
  const client = await signedIn(server, '100001', era);
  return { server, client };
}

test.each(ASKS)('%s is answered with the recorded keys in their order', async (file, ask) => {
  const { server, client } = await populated('smartqq');
  for (const where of [{ to: '100001' }, { group: '700001' }, { group: '700002' }]) {
    await server.control('say', { from: '200001', text: 'hi', ...where });
  }
  expect(shapeOf(await ask(client))).toEqual(shapeOf(body(file)));
});

test('SmartQQ’s three kinds of messages have the recorded keys in their order', async () => {
  const { server, client } = await populated('smartqq');
  for (const where of [{ group: '700002' }, { group: '700001' }, { to: '100001' }]) {
    await server.control('say', { from: '200001', text: '好啊', ...where });
  }
  expect(shapeOf(await client.pollJson())).toEqual(shapeOf(body('smartqq_poll_messages')));
});

test('both idle polls of SmartQQ are as recorded', async () => {
  const { server, client } = await populated('smartqq');
  const idle = await client.pollJson();
  await server.control('habit', { name: 'late-idle', on: true });
  const [late, usual] = body('smartqq_poll_empty');
  expect([await client.pollJson(), idle]).toEqual([late, usual]);
});

const TEXT = [{ type: 'text', data: { text: 'aa' } }];
const FACE = { type: 'face', data: { id: 14 } };

test.each([
  ['webqq_poll_message', { to: '100001', text: 'hii' }],
  ['webqq_poll_group_message', { group: '700001', text: 'ooo' }],
  ['webqq_poll_discu_message', { group: '700002', text: 'world' }],
  ['webqq_poll_group_face', { group: '700001', segments: [...TEXT, FACE] }],
  ['webqq_poll_group_face_font', { group: '700001', segments: [FACE] }],
  ['webqq_poll_group_cface', { group: '700001', segments: [{ type: 'image', data: { file: 'A.jpg' } }] }],
  ['webqq_poll_message_offpic', { to: '100001', segments: [{ type: 'image', data: { file: 'A.jpg' } }] }],
])('WebQQ 3’s %s has the recorded keys in their order', async (file, saying) => {
  const { server, client } = await populated('webqq3');
  await server.control('say', { from: '200001', ...saying });
  expect(shapeOf(await client.pollJson())).toEqual(shapeOf(body(file)));
});

test('a session message of WebQQ 3 has the recorded keys in their order', async () => {
  const { server, client } = await populated('webqq3');
  await server.control('say', { from: '200009', to: '100001', group: '700002', segments: [...TEXT, FACE] });
  expect(shapeOf(await client.pollJson())).toEqual(shapeOf(body('webqq_poll_sess_message')));
});

test('news of friends, requests and kicks of WebQQ 3 have the recorded keys in their order', async () => {
  const { server, client } = await populated('webqq3');
  await server.control('presence', { uin: '200001', state: 'offline' });
  expect(shapeOf(await client.pollJson())).toEqual(shapeOf(body('webqq_poll_buddies_status_change')));
  await server.control('request', { from: '200009', to: '100001', text: 'aaa' });
  expect(shapeOf(await client.pollJson())).toEqual(shapeOf(body('webqq_poll_system_verify_required')));
  await server.control('answer', { from: '200001', to: '100001', cd: '0' });
  expect(shapeOf(await client.pollJson())).toEqual(shapeOf(body('webqq_poll_system_verify_pass')));
  await server.control('request', { from: '200009', to: '100001', group: '700001', text: 'gggg' });
  const joins = body('webqq_poll_sys_g_msg').result.filter(({ value }: Json) => value.type === 'group_request_join');
  expect(shapeOf((await client.pollJson()).result)).toEqual(shapeOf(joins));
  await server.control('kick', { uin: '100001' });
  expect(shapeOf(await client.pollJson())).toEqual(shapeOf(body('webqq_poll_kick_2012')));
});

test('a kick of SmartQQ has the recorded keys in their order', async () => {
  const { server, client } = await populated('smartqq');
  await server.control('kick', { uin: '100001' });
  expect(await client.pollJson()).toEqual(body('webqq_poll_kick_2015'));
});

test('the signature of a session has the recorded keys in their order', async () => {
  const { client } = await populated('webqq3');
  const { gid } = await client.group('测试群');
  const { clientid, psessionid } = client;
  const query = { id: gid, to_uin: await client.friend('Ming'), service_type: 0, clientid, psessionid };
  const reply = await client.get('/channel/get_c2cmsg_sig2', query, HOSTS.d);
  expect(shapeOf(reply)).toEqual(shapeOf(body('webqq_c2cmsg_sig')));
});

/** Kinds that no call of the control port makes are pushed, and come through as they were recorded. */
test.each([
  ...['file_message', 'input_notify', 'notify_offfile', 'push_offfile', 'shake_message', 'group_web_message'],
  ...['buddylist_change', 'sys_g_msg', 'system_added_buddy_sig', 'group_super_emoji', 'group_muted', 'message_newline'],
])('%s can be pushed as it was recorded', async (name) => {
  const { server, client } = await populated('webqq3');
  const recorded = body(`webqq_poll_${name}`);
  for (const event of recorded.result) await server.control('push', { uin: '100001', event });
  expect((await client.pollJson()).result.toReversed()).toEqual(recorded.result);
});

/** The recorded refusals; 0 is none, and 116 really changes something. */
const REFUSALS: { retcode: number }[] = body('webqq_poll_retcodes').filter(
  ({ retcode }: Json) => retcode !== 0 && retcode !== 116,
);

test.each(REFUSALS)('the refusal $retcode has one of the recorded bodies', async ({ retcode }) => {
  const { server, client } = await populated('smartqq');
  await server.control('fault', { kind: 'retcode', retcode, cmd: 'poll2' });
  const recorded = body('webqq_poll_retcodes').filter((each: Json) => each.retcode === retcode);
  expect(recorded).toContainEqual(await client.pollJson());
});
