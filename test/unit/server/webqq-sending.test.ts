import { expect, test } from 'vitest';
import { HOSTS, type Json, serverWithWebqq, signedIn } from './webqq-client';
import { friendListHash } from './webqq-proofs';

test.each([
  ['smartqq', { errCode: 0, msg: 'send ok' }],
  ['webqq3', { retcode: 0, result: 'ok' }],
] as const)('%s sends to a friend, a group and a discussion in its own words', async (era, taken) => {
  const server = await serverWithWebqq();
  const client = await signedIn(server, '100001', era);
  const { gid } = await client.group('测试群');
  expect(await client.send('send_buddy_msg2', { to: await client.friend('Ming') }, 'a')).toEqual(taken);
  expect(await client.send('send_qun_msg2', { group_uin: gid }, 'b')).toEqual(taken);
  expect(await client.send('send_discu_msg2', { did: 700002 }, 'c')).toEqual(taken);
  const own = (await server.ledger('accepted')).filter(({ to }) => to !== '100002');
  expect(own.map(({ to, text, protocol }) => ({ to, text, protocol }))).toEqual([
    { to: '200001', text: 'a', protocol: 'webqq' },
    { to: '700001', text: 'b', protocol: 'webqq' },
    { to: '700002', text: 'c', protocol: 'webqq' },
  ]);
  expect(await server.account('200001')).toMatchObject({ queue: 1 });
});

test('a message that is sent again under its msg_id is delivered once, after a new sign-in too', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  await client.send('send_buddy_msg2', { to: await client.friend('Ming') }, 'once', 4711);
  expect(await client.send('send_buddy_msg2', { to: await client.friend('Ming') }, 'once', 4711)).toMatchObject({
    errCode: 0,
  });
  const next = await signedIn(server);
  await next.send('send_buddy_msg2', { to: await next.friend('Ming') }, 'once', 4711);
  expect(await server.ledger('accepted')).toHaveLength(1);
  expect(await server.ledger('replayed')).toMatchObject([{ seq: '4711' }, { seq: '4711' }]);
  await next.send('send_buddy_msg2', { to: await next.friend('Ming') }, 'another', 4711);
  expect(await server.ledger('accepted')).toHaveLength(2);
});

test.each([1202, 100100])('%d on a send: the message is delivered, and its repetition is not', async (retcode) => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const to = await client.friend('Ming');
  await server.control('fault', { kind: 'retcode', retcode, cmd: 'send_buddy_msg2' });
  expect(await client.send('send_buddy_msg2', { to }, 'hi', 1)).toEqual({ errCode: retcode, errMsg: 'ERROR' });
  expect(await server.ledger('accepted')).toMatchObject([{ text: 'hi' }]);
  expect(await client.send('send_buddy_msg2', { to }, 'hi', 1)).toEqual({ errCode: 0, msg: 'send ok' });
  expect(await server.ledger('accepted')).toHaveLength(1);
});

test('any other retcode on a send delivers nothing', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  await server.control('fault', { kind: 'retcode', retcode: 103, cmd: 'send_buddy_msg2' });
  const reply = await client.send('send_buddy_msg2', { to: await client.friend('Ming') }, 'hi');
  expect(reply).toEqual({ errCode: 103, errMsg: 'ERROR' });
  expect(await server.ledger('accepted')).toEqual([]);
});

test.each([
  ['a receiver of another sign-in', { to: 2_000_000_999 }, '["hi",["font",{}]]'],
  ['content that is no JSON', {}, 'hi'],
  ['content without a piece', {}, '[["font",{}]]'],
])('%s is refused and delivers nothing', async (_name, to, content) => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const { clientid, psessionid } = client;
  const r = { to: await client.friend('Ming'), ...to, content, face: 0, clientid, msg_id: 1, psessionid };
  expect(await client.post('/channel/send_buddy_msg2', r)).toMatchObject({ retcode: 100006 });
  expect(await server.ledger('accepted')).toEqual([]);
});

test('what two WebQQ numbers write reaches the other with its faces', async () => {
  const server = await serverWithWebqq();
  await server.control('accounts', { uin: '100001', friends: ['100002'] });
  const one = await signedIn(server, '100001');
  const other = await signedIn(server, '100002');
  const content = JSON.stringify([
    '你好',
    ['face', 14],
    '!',
    ['font', { name: '宋体', size: 10, style: [0, 0, 0], color: '000000' }],
  ]);
  const { clientid, psessionid } = one;
  await one.post('/channel/send_buddy_msg2', {
    to: await one.friend('other me'),
    content,
    clientid,
    msg_id: 1,
    psessionid,
  });
  const { result } = await other.pollJson();
  expect(result[0].value.content.slice(1)).toEqual(['你好', ['face', 14], '!']);
  expect(await server.ledger('accepted')).toMatchObject([{ from: '100001', to: '100002', text: '你好[face]!' }]);
});

test('a client that writes r unencoded and without a content type is served', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const { ptwebqq, clientid, psessionid } = client;
  const body = `r=${JSON.stringify({ ptwebqq, clientid, psessionid, key: '' })}`;
  const reply = await client.ask(HOSTS.d, '/channel/poll2', { method: 'POST', body, contentType: null });
  expect(JSON.parse(reply.text)).toMatchObject({ retcode: 102 });
  const note = JSON.stringify({
    to: await client.friend('Ming'),
    content: '["1+1=2 & more",["font",{}]]',
    clientid,
    msg_id: 9,
    psessionid,
  });
  await client.ask(HOSTS.d, '/channel/send_buddy_msg2', { method: 'POST', body: `r=${note}`, contentType: null });
  expect(await server.ledger('accepted')).toMatchObject([{ text: '1+1=2 & more' }]);
});

test('the list of groups is served to GET with r in the query', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const { gid } = await client.group('测试群');
  const r = JSON.stringify({ vfwebqq: client.vfwebqq, hash: friendListHash(100001, client.ptwebqq) });
  const { result } = await client.get('/api/get_group_name_list_mask2', { r });
  expect(result.gnamelist).toMatchObject([{ gid, name: '测试群' }]);
});

test('broken r gets 100006 and harms nothing', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const path = `/channel/poll2?psessionid=${client.psessionid}`;
  const reply = await client.ask(HOSTS.d, path, { method: 'POST', body: 'r=%7B%22ptwebqq%22%3A' });
  expect(JSON.parse(reply.text)).toMatchObject({ retcode: 100006 });
  expect(await client.pollJson()).toMatchObject({ retcode: 102 });
});

test('WebQQ 3 escapes what is not ASCII, SmartQQ sends it raw', async () => {
  const server = await serverWithWebqq();
  const raw = async (era: 'smartqq' | 'webqq3', uin: string) => {
    const client = await signedIn(server, uin, era);
    await server.control('say', { from: '200001', to: uin, text: "你<&>'" });
    return (await client.poll()).text;
  };
  expect(await raw('webqq3', '100001')).toContain('"\\u4F60\\u003c\\u0026\\u003e\\u0027 "');
  expect(await raw('smartqq', '100002')).toContain(`"你<&>'"`);
});

test('a session with somebody who is no friend needs its signature, and comes with a real number', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server, '100001', 'webqq3');
  await server.control('say', { from: '200009', to: '100001', group: '700001', text: 'hello' });
  const { result } = await client.pollJson();
  const { gid } = await client.group('测试群');
  expect(result[0]).toMatchObject({ poll_type: 'sess_message', value: { id: gid, ruin: 200009, service_type: 0 } });
  const to = result[0].value.from_uin;
  const { clientid, psessionid } = client;
  const query = { id: gid, to_uin: to, service_type: 0, clientid, psessionid };
  const { result: sig } = await client.get('/channel/get_c2cmsg_sig2', query, HOSTS.d);
  expect(await client.send('send_sess_msg2', { to, group_sig: 'forged', service_type: 0 }, 'no')).toMatchObject({
    retcode: 100006,
  });
  expect(await client.send('send_sess_msg2', { to, group_sig: sig.value, service_type: 0 }, 'yes')).toMatchObject({
    retcode: 0,
  });
  expect((await server.ledger('accepted')).at(-1)).toMatchObject({ to: '200009', text: 'yes', group: '700001' });
});

test('a request to be added is told, accepted with a name, and both are friends', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server, '100001', 'webqq3');
  await server.control('request', { from: '200009', to: '100001', text: 'aaa' });
  const { result } = await client.pollJson();
  expect(result[0]).toMatchObject({
    poll_type: 'system_message',
    value: { type: 'verify_required', account: 200009, msg: 'aaa' },
  });
  const accept = () =>
    client.post(
      '/api/allow_and_add2',
      { account: 200009, gid: 0, mname: 'Neighbour', vfwebqq: client.vfwebqq },
      { host: HOSTS.s },
    );
  const { result: added } = await accept();
  expect(added).toMatchObject({ result1: 0, account: 200009, tuin: await client.friend('Stranger') });
  expect((await client.pollJson()).result[0]).toMatchObject({ poll_type: 'buddylist_change' });
  expect((await server.account('200009')).friends).toContain('100001');
  expect(await accept()).toMatchObject({ retcode: 100006 });
});

test('a request to be added is denied, and nobody is a friend', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server, '100001', 'webqq3');
  await server.control('request', { from: '200009', to: '100001' });
  const r = { account: 200009, msg: 'no', vfwebqq: client.vfwebqq };
  expect(await client.post('/api/deny_added_request2', r, { host: HOSTS.s })).toEqual({
    retcode: 0,
    result: { result: 0 },
  });
  expect((await server.account('100001')).friends).not.toContain('200009');
});

test('a request to join a group is answered once', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server, '100001', 'webqq3');
  await server.control('request', { from: '200002', to: '100001', group: '700001', text: 'gggg' });
  const { result } = await client.pollJson();
  const { value } = result[0];
  expect(value).toMatchObject({ type: 'group_request_join', msg: 'gggg', request_uin: await client.friend('Hong') });
  const { clientid, psessionid } = client;
  const query = { group_uin: value.from_uin, req_uin: value.request_uin, msg: '', op_type: 2, clientid, psessionid };
  expect(await client.get('/channel/op_group_join_req', query, HOSTS.d)).toEqual({ retcode: 0, result: 'ok' });
  expect(await client.get('/channel/op_group_join_req', query, HOSTS.d)).toMatchObject({ retcode: 100006 });
  const { code } = await client.group('测试群');
  const info = await client.get('/api/get_group_info_ext2', { gcode: code, vfwebqq: client.vfwebqq });
  expect(info.result.ginfo.members.map(({ muin }: Json) => muin)).toContain(value.request_uin);
});

test('a status of the seven is set, and friends see it', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const set = (newstatus: string) => {
    const { clientid, psessionid } = client;
    return client.get('/channel/change_status2', { newstatus, clientid, psessionid }, HOSTS.d);
  };
  expect(await set('hidden')).toEqual({ retcode: 0, result: 'ok' });
  expect(await server.account('100001')).toMatchObject({ online: true, state: 'invisible' });
  expect(await set('silent')).toMatchObject({ retcode: 0 });
  expect(await server.account('100001')).toMatchObject({ state: 'busy' });
  expect((await client.get('/api/get_self_info2')).result.stat).toBe(70);
  expect(await set('asleep')).toMatchObject({ retcode: 100006 });
});

test('a sign-out ends the session, and friends see it', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const { clientid, psessionid } = client;
  expect(await client.get('/channel/logout2', { ids: '', clientid, psessionid }, HOSTS.d)).toMatchObject({
    result: 'ok',
  });
  expect(await server.account('100001')).toMatchObject({ online: false, state: 'offline' });
  expect(await client.pollJson()).toMatchObject({ retcode: 103 });
});
