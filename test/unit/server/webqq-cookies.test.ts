import { expect, test } from 'vitest';
import { HOSTS, serverWithWebqq, signedIn, slips } from './webqq-client';

test('three accounts at one address at once keep to their own, and nothing is counted as wrong', async () => {
  const server = await serverWithWebqq();
  const clients = [];
  for (const uin of ['100001', '100002', '100003']) clients.push(await signedIn(server, uin));
  for (const { uin } of clients) await server.control('say', { from: '200001', to: uin, text: `for ${uin}` });
  const polls = await Promise.all(clients.map((client) => client.pollJson()));
  expect(polls.map(({ result }) => result[0].value.content.at(-1))).toEqual(clients.map(({ uin }) => `for ${uin}`));
  expect(await slips(server)).toEqual({});
  expect(await server.account('100002')).toMatchObject({ counts: { requests: 9, wrongCookie: 0 } });
});

test('another account’s cookies are counted, refused and get nothing', async () => {
  const server = await serverWithWebqq();
  const one = await signedIn(server, '100001');
  const other = await signedIn(server, '100002');
  await server.control('say', { from: '200001', to: '100001', text: 'private' });
  const { ptwebqq, clientid, psessionid } = one;
  const r = { ptwebqq, clientid, psessionid, key: '' };
  const cookie = other.jar.for('127.0.0.1');
  expect(await one.post('/channel/poll2', r, { cookie })).toEqual({ retcode: 103, errmsg: '' });
  expect(await slips(server)).toEqual({ wrongCookie: 1 });
  expect(await server.account('100001')).toMatchObject({ queue: 1, counts: { wrongCookie: 1 } });
});

test('a jar in which two accounts’ cookies are mixed is counted', async () => {
  const server = await serverWithWebqq();
  const one = await signedIn(server, '100001');
  const other = await signedIn(server, '100002');
  one.jar.set('p_skey', other.jar.value('p_skey') ?? '');
  expect(await one.pollJson()).toMatchObject({ retcode: 103 });
  expect(await slips(server)).toEqual({ wrongCookie: 1 });
});

test('a psessionid that is nobody’s, or the one of before a relink, is counted', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const old = client.psessionid;
  await client.login2();
  const { psessionid } = client;
  client.psessionid = old;
  expect(await client.pollJson()).toEqual({ retcode: 121, t: '0' });
  client.psessionid = 'made-up';
  expect(await client.pollJson()).toEqual({ retcode: 121, t: '0' });
  client.psessionid = psessionid;
  expect(await client.pollJson()).toMatchObject({ retcode: 102 });
  expect(await slips(server)).toEqual({ wrongPsessionid: 2 });
});

test('a missing cookie gets 108 or 103, the friend list 100101', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const { ptwebqq, clientid, psessionid, vfwebqq } = client;
  const r = { ptwebqq, clientid, psessionid, key: '' };
  expect(await client.post('/channel/poll2', r, { cookie: 'RK=mine' })).toMatchObject({ retcode: 108 });
  expect(await client.post('/channel/poll2', r, { cookie: `ptwebqq=${ptwebqq}` })).toMatchObject({ retcode: 103 });
  const list = { vfwebqq, hash: '' };
  const bare = { host: HOSTS.s, cookie: 'RK=mine' };
  expect(await client.post('/api/get_user_friends2', list, bare)).toEqual({ retcode: 100101 });
  expect(await slips(server)).toEqual({ missingCookie: 3 });
});

test('the ptwebqq of before a 116 is stale, not wrong', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  await server.control('fault', { kind: 'retcode', retcode: 116, cmd: 'poll2' });
  await client.pollJson();
  await client.pollJson();
  expect(await slips(server)).toEqual({ staleCookie: 1 });
});

test.each([null, 'http://evil.example/proxy.html'])('the Referer %s gets 103', async (referer) => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const { ptwebqq, clientid, psessionid } = client;
  const r = { ptwebqq, clientid, psessionid, key: '' };
  expect(await client.post('/channel/poll2', r, { referer })).toMatchObject({ retcode: 103 });
  expect(await slips(server)).toEqual({ wrongReferer: 1 });
});

test('another clientid than that of login2 is the wrong web client', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  client.clientid = 1234;
  expect(await client.pollJson()).toEqual({ retcode: 122, errmsg: 'wrong web client3' });
});

test('cookies of the browser’s own that name no sign-in are nobody’s business', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  client.jar.take('127.0.0.1', 'pgv_pvi=911366144; PATH=/;');
  client.jar.set('RK', 'OfeLBai4FB');
  expect(await client.pollJson()).toMatchObject({ retcode: 102 });
  expect(await slips(server)).toEqual({});
});
