import { expect, test } from 'vitest';
import { connected, serverWithOnebot } from './onebot-client';

const ASKED = { from: '200002', to: '300001', group: '700001', text: 'let me in' };

/** What each program's list says of one who wants into a group, and of one who invites (their own sources). */
const LISTS = {
  napcat: (add: number, invite: number) => {
    const invited = [{ request_id: invite, invitor_uin: 200001, group_id: 700002, group_name: 'Chess' }];
    return {
      join_requests: [{ request_id: add, invitor_uin: 200002, message: 'let me in', checked: false, actor: 0 }],
      invited_requests: invited,
      InvitedRequest: invited,
    };
  },
  llbot: (add: number, invite: number) => ({
    join_requests: [{ request_id: add, requester_uin: 200002, message: 'let me in', checked: false }],
    invited_requests: [{ request_id: invite, invitor_uin: 200001, group_id: 700002 }],
  }),
  'go-cqhttp': (add: number, invite: number) => ({
    join_requests: [{ request_id: add, requester_uin: 200002, requester_nick: 'Hong', group_name: 'Tea' }],
    invited_requests: [{ request_id: invite, invitor_uin: 200001, invitor_nick: 'Ming', checked: false }],
  }),
  snowluma: (add: number, invite: number) => [
    { request_id: add, flag: `slreq:1:${add}:700001:1:0`, requester_uin: 200002, checked: false },
    { request_id: invite, flag: `slreq:1:${invite}:700002:2:0`, requester_uin: 200001, group_id: 700002 },
  ],
};

test.each(Object.entries(LISTS))(
  '%s lists requests about groups in its own way, answered ones too',
  async (flavour, shape) => {
    const { server, port } = await serverWithOnebot({ flavour });
    const client = await connected(port);
    await server.control('groups', { gid: '700002', name: 'Chess', members: ['200001'] });
    await server.control('request', ASKED);
    await server.control('request', { from: '200001', to: '300001', group: '700002', kind: 'invite' });
    const [joining, inviting] = await client.events('request', 2);
    const numbers = [joining?.flag, inviting?.flag].map((flag) => Number(/\d{9,}/.exec(String(flag))?.[0]));
    const [add = 0, invite = 0] = numbers;
    expect((await client.call('get_group_system_msg')).data).toMatchObject(shape(add, invite));
    await client.call('set_group_add_request', { flag: joining?.flag, approve: true });
    await client.call('set_group_add_request', { flag: String(invite), approve: false });
    expect(JSON.stringify((await client.call('get_group_system_msg')).data)).not.toContain('"checked":false');
  },
);

test('go-cqhttp says null where nobody waits, Lagrange has no list at all', async () => {
  const { port } = await serverWithOnebot({ flavour: 'go-cqhttp' });
  const nothing = await (await connected(port)).call('get_group_system_msg');
  expect(nothing).toMatchObject({ status: 'ok', data: { invited_requests: null, join_requests: null } });
  const lagrange = await serverWithOnebot({ flavour: 'lagrange' });
  const refused = await (await connected(lagrange.port)).call('get_group_system_msg');
  expect(refused).toMatchObject({ status: 'failed', retcode: 1404 });
});

test('who seems suspicious to QQ is told by no event but by its list, and any answer is a yes', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('request', { from: '200009', to: '300001', text: '你好', kind: 'doubt' });
  const [row] = (await client.call('get_doubt_friends_add_request')).data as { flag: string }[];
  expect(row).toMatchObject({ uin: '200009', nick: 'Stranger', msg: '你好', type: 'doubt' });
  expect(client.frames.filter(({ post_type }) => post_type === 'request')).toEqual([]);
  await client.call('set_doubt_friends_add_request', { flag: row?.flag, approve: false });
  expect((await server.account('300001')).friends).toContain('200009');
  expect((await client.call('get_doubt_friends_add_request')).data).toEqual([]);
});

test('who was answered is still listed after a restart', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const { flag } = await server.control('request', ASKED);
  await client.call('set_group_add_request', { flag, approve: false });
  await server.control('restart', { keep: true });
  const again = await connected(port);
  const listed = (await again.call('get_group_system_msg')).data;
  expect(listed).toMatchObject({ join_requests: [{ request_id: Number(flag), checked: true, actor: 300001 }] });
});
