import { expect, test } from 'vitest';
import { connected, say, serverWithOnebot } from './onebot-client';

test('a friend’s message is told whole, and the ledger has it accepted and handed', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const { id, messageId } = await say(server, { text: '你好[1,2]&' });
  const [event] = await client.events('message');
  expect(event).toMatchObject({
    self_id: 300001,
    time: Math.floor(server.clock.now() / 1000),
    message_type: 'private',
    sub_type: 'friend',
    message_id: messageId,
    user_id: 200001,
    message: [{ type: 'text', data: { text: '你好[1,2]&' } }],
    raw_message: '你好&#91;1,2&#93;&amp;',
    message_format: 'array',
    sender: { user_id: 200001, nickname: 'Ming' },
  });
  const entry = { id, protocol: 'onebot', from: '200001', to: '300001', text: '你好[1,2]&' };
  expect(await server.ledger('accepted')).toMatchObject([entry]);
  expect(await server.ledger('handed')).toMatchObject([entry]);
});

test('what nobody hears is accepted and not handed', async () => {
  const { server } = await serverWithOnebot();
  await say(server, {});
  expect(await server.ledger('accepted')).toHaveLength(1);
  expect(await server.ledger('handed')).toEqual([]);
});

test('a group message goes to each member’s program, with card and role of who said it', async () => {
  const { server, port } = await serverWithOnebot();
  const second = await server.control('accounts', { uin: '300002', protocol: 'onebot', nick: 'other me' });
  const members = ['300001', '300002', { uin: '200001', card: 'Boss', role: 'owner' }];
  await server.control('groups', { gid: '700001', name: 'Tea', members });
  const clients = await Promise.all([connected(port), connected(Number(second.port))]);
  await server.control('say', { from: '200001', group: '700001', text: 'all of you' });
  for (const client of clients) {
    const [event] = await client.events('message');
    const sender = { nickname: 'Ming', card: 'Boss', role: 'owner' };
    expect(event).toMatchObject({
      message_type: 'group',
      sub_type: 'normal',
      group_id: 700001,
      group_name: 'Tea',
      sender,
    });
  }
  const accepted = await server.ledger('accepted');
  expect(accepted.map(({ to, group }) => [to, group])).toEqual([
    ['700001', '700001'],
    ['300001', '700001'],
    ['300002', '700001'],
  ]);
});

test('somebody who shares a group and is no friend writes in a temporary session', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await say(server, { from: '200009', group: '700001' });
  const [event] = await client.events('message');
  expect(event).toMatchObject({ message_type: 'private', sub_type: 'group', user_id: 200009, group_id: 700001 });
});

test('a stranger writes as a stranger', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await say(server, { from: '200009' });
  expect((await client.events('message'))[0]).toMatchObject({ message_type: 'private', sub_type: 'other' });
});

/** spec/onebot, Messages: the types seen. */
const KINDS = [
  ['text', { text: 'a' }],
  ['image', { file: 'a.png', url: 'http://pictures.test/a.png' }],
  ['record', { file: 'a.amr' }],
  ['video', { file: 'a.mp4' }],
  ['file', { file: 'a.zip', file_size: '9' }],
  ['at', { qq: 'all' }],
  ['at', { qq: '300001' }],
  ['face', { id: '14' }],
  ['mface', { summary: '[hello]' }],
  ['json', { data: '{"a":[1,2]}' }],
  ['xml', { data: '<a/>' }],
  ['markdown', { content: '# a' }],
  ['forward', { id: '9' }],
  ['node', { id: '9' }],
  ['poke', { type: '1', id: '1' }],
  ['dice', { result: '3' }],
  ['rps', { result: '1' }],
  ['contact', { type: 'qq', id: '200002' }],
  ['location', { lat: '1', lon: '2' }],
  ['music', { type: 'qq', id: '1' }],
  ['share', { url: 'http://a.test', title: 'a' }],
  ['miniapp', { data: '{}' }],
  ['flashtransfer', { fileSetId: '1' }],
  ['onlinefile', { msgId: '1' }],
  ['never-seen', {}],
] as const;

test('every kind of segment can be said and comes out as it went in', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  for (const [type, data] of KINDS) await say(server, { text: undefined, segments: [{ type, data }] });
  const events = await client.events('message', KINDS.length);
  expect(events.map(({ message }) => message)).toEqual(KINDS.map(([type, data]) => [{ type, data }]));
  expect((await server.ledger('accepted')).map(({ text }) => text).slice(0, 2)).toEqual(['a', '[image]']);
});

test('a quote names the message by the id that this account knows it by', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const { id, messageId } = await say(server, {});
  await say(server, {
    segments: [
      { type: 'reply', data: { id } },
      { type: 'text', data: { text: 'yes' } },
    ],
  });
  const [, quoting] = await client.events('message', 2);
  expect(quoting?.message).toMatchObject([{ type: 'reply', data: { id: String(messageId) } }, { type: 'text' }]);
});

test('ids are unique within an account, and two accounts use the same ones', async () => {
  const { server } = await serverWithOnebot();
  await server.control('accounts', { uin: '300002', protocol: 'onebot', friends: ['200001'] });
  const ids = [];
  for (let n = 0; n < 50; n += 1) ids.push((await say(server, {})).messageId);
  expect(new Set(ids).size).toBe(50);
  const other = await server.control('say', { from: '200001', to: '300002', text: 'x' });
  expect(other.messageIds).toEqual({ '300002': String(ids[0]) });
});

test('a recall tells every program that has the message, and takes it out of history', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const direct = await say(server, {});
  await server.control('recall', { id: direct.id, by: '200001' });
  const inGroup = await server.control('say', { from: '200009', group: '700001', text: 'rude' });
  await server.control('recall', { id: inGroup.id, by: '200001' });
  const notices = await client.events('notice', 2);
  expect(notices[0]).toMatchObject({ notice_type: 'friend_recall', user_id: 200001, message_id: direct.messageId });
  expect(notices[1]).toMatchObject({
    notice_type: 'group_recall',
    group_id: 700001,
    user_id: 200009,
    operator_id: 200001,
  });
  expect(await client.call('get_msg', { message_id: direct.messageId })).toMatchObject({ status: 'failed' });
  expect(await server.control('recall', { id: direct.id, by: '200001' })).toMatchObject({ status: 404, field: 'id' });
});

test('a friend request is approved once, and both are friends', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const { flag } = await server.control('request', { from: '200009', to: '300001', text: 'add me' });
  const [event] = await client.events('request');
  expect(event).toMatchObject({ request_type: 'friend', user_id: 200009, comment: 'add me', flag });
  expect(await client.call('set_friend_add_request', { flag, approve: true })).toMatchObject({ status: 'ok' });
  expect((await client.events('notice'))[0]).toMatchObject({ notice_type: 'friend_add', user_id: 200009 });
  expect((await server.account('300001')).friends).toContain('200009');
  expect((await server.account('200009')).friends).toContain('300001');
  const again = await client.call('set_friend_add_request', { flag });
  expect(again).toMatchObject({ status: 'failed', message: 'No such request' });
});

test('a friend request that is rejected makes no friend', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const { flag } = await server.control('request', { from: '200009', to: '300001' });
  await client.call('set_friend_add_request', { flag, approve: 'false' });
  expect((await server.account('300001')).friends).not.toContain('200009');
  expect(await server.account('300001')).toMatchObject({ requests: [] });
});

test('people are let into a group, and invitations into others are followed', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const joining = await server.control('request', { from: '200002', to: '300001', group: '700001', text: 'let me in' });
  await server.control('groups', { gid: '700002', name: 'Chess', members: ['200001'] });
  const invited = await server.control('request', { from: '200001', to: '300001', group: '700002', kind: 'invite' });
  const events = await client.events('request', 2);
  expect(events).toMatchObject([
    { sub_type: 'add', group_id: 700001, comment: 'let me in' },
    { sub_type: 'invite', group_id: 700002 },
  ]);
  const waiting = (await client.call('get_group_system_msg')).data;
  expect(waiting).toMatchObject({
    join_requests: [{ request_id: Number(joining.flag), checked: false }],
    invited_requests: [{ request_id: Number(invited.flag), checked: false }],
  });
  for (const { flag } of [joining, invited]) await client.call('set_group_add_request', { flag, approve: true });
  const notices = await client.events('notice', 2);
  expect(notices).toMatchObject([
    { notice_type: 'group_increase', sub_type: 'approve', group_id: 700001, user_id: 200002 },
    { notice_type: 'group_increase', sub_type: 'invite', group_id: 700002, user_id: 300001 },
  ]);
});

test('who answers a request of ours with yes is a friend from then on', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('answer', { from: '200009', to: '300001', cd: '0' });
  expect((await client.events('notice'))[0]).toMatchObject({ notice_type: 'friend_add', user_id: 200009 });
});
