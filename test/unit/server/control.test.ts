import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { callControl } from './control-client';
import { serverWithPeople } from './test-server';

const SAY = { from: '200001', to: '100001', text: 'x' };

test.each(['evil.test', 'evil.test:80', '127.0.0.1', '127.0.0.2:9', ''])('the Host "%s" gets 403', async (host) => {
  const { controlPort } = await serverWithPeople();
  for (const method of ['GET', 'POST']) {
    expect(await callControl(controlPort, method, '/control/state', { host })).toMatchObject({
      status: 403,
      ok: false,
    });
  }
});

test.each(['localhost', '127.0.0.1'])('the Host %s with the port is served', async (name) => {
  const { controlPort } = await serverWithPeople();
  const host = `${name}:${controlPort}`;
  expect(await callControl(controlPort, 'GET', '/control/state', { host })).toMatchObject({ status: 200, ok: true });
});

test.each([null, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
  'the content type %s gets 403 and changes nothing',
  async (contentType) => {
    const server = await serverWithPeople();
    const wire = { body: JSON.stringify(SAY), contentType };
    expect(await callControl(server.controlPort, 'POST', '/control/say', wire)).toMatchObject({
      status: 403,
      ok: false,
    });
    expect(await server.ledger('accepted')).toEqual([]);
  },
);

test('JSON with a charset is taken', async () => {
  const { controlPort } = await serverWithPeople();
  const wire = { body: JSON.stringify(SAY), contentType: 'application/json; charset=utf-8' };
  expect(await callControl(controlPort, 'POST', '/control/say', wire)).toMatchObject({ status: 200, ok: true });
});

test.each([
  ['POST', '/control/nothing', '{}', 404],
  ['POST', '/control/toString', '{}', 404],
  ['POST', '/elsewhere', '{}', 404],
  ['GET', '/control/say', '', 404],
  ['DELETE', '/control/state', '', 405],
  ['POST', '/control/say', '{', 400],
  ['POST', '/control/say', '[]', 400],
  ['POST', '/control/say', '7', 400],
  ['GET', '/control/ledger?since=x', '', 400],
])('%s %s with the body "%s" gets %s', async (method, path, body, status) => {
  const { controlPort } = await serverWithPeople();
  const answer = await callControl(controlPort, method, path, { body });
  expect(answer).toMatchObject({ status, ok: false, error: expect.any(String) });
});

const WRONG_BODIES = [
  ['accounts', { uin: 100001 }, 'uin'],
  ['accounts', { uin: '9999' }, 'uin'],
  ['accounts', {}, 'uin'],
  ['accounts', { uin: '300001', password: '' }, 'password'],
  ['accounts', { uin: '300001', nick: 7 }, 'nick'],
  ['accounts', { uin: '300001', face: -1 }, 'face'],
  ['accounts', { uin: '300001', protocol: 'icq' }, 'protocol'],
  ['accounts', { uin: '300001', passwordEncoding: 'utf-16' }, 'passwordEncoding'],
  ['accounts', { uin: '300001', friends: '200001' }, 'friends'],
  ['accounts', { uin: '300001', friends: ['200001', 200002] }, 'friends[1]'],
  ['accounts', [{ uin: '300001' }, { uin: 'x' }], '[1].uin'],
  ['say', { ...SAY, from: '999999' }, 'from'],
  ['say', { ...SAY, to: '999999' }, 'to'],
  ['say', { ...SAY, to: undefined }, 'to'],
  ['say', { ...SAY, text: '' }, 'text'],
  ['say', { ...SAY, text: '\ud800' }, 'text'],
  ['say', { ...SAY, text: 'x'.repeat(70_000) }, 'text'],
  ['say', { ...SAY, id: 7 }, 'id'],
  ['presence', { uin: '200001', state: 'asleep' }, 'state'],
  ['presence', { uin: '999999', state: 'online' }, 'uin'],
  ['kick', { uin: '200001' }, 'uin'],
  ['fault', { kind: 'fire' }, 'kind'],
  ['fault', { kind: 'null', times: 0 }, 'times'],
  ['fault', { kind: 'null', uin: 'x' }, 'uin'],
  ['fault', { kind: 'delay', ms: -1 }, 'ms'],
  ['fault', { kind: 'oversize', bytes: 1.5 }, 'bytes'],
  ['habit', { name: 'whistling', on: true }, 'name'],
  ['habit', { name: 'trailing-amp', on: 'yes' }, 'on'],
  ['restart', { keep: 1 }, 'keep'],
  ['clock', { scale: 0 }, 'scale'],
  ['clock', { scale: '1' }, 'scale'],
  ['clock', { hi: 0 }, 'hi'],
  ['clock', { li: 1.5 }, 'li'],
] as const;

test('a wrong body gets 4xx and the field that is wrong', async () => {
  const server = await serverWithPeople();
  for (const [name, body, field] of WRONG_BODIES) {
    const answer = await server.control(name, body);
    expect(answer, JSON.stringify(body)).toMatchObject({ ok: false, error: expect.any(String), field });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
});

test('a caller that dies in the middle of a body harms nobody', async () => {
  const server = await serverWithPeople();
  const socket = connect(server.controlPort, '127.0.0.1');
  const head = `POST /control/say HTTP/1.1\r\nHost: 127.0.0.1:${server.controlPort}\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Content-Length: 500\r\n\r\n{`, () => socket.destroy());
  await new Promise((resolve) => socket.once('close', resolve));
  expect(await server.look('state')).toMatchObject({ ok: true });
});

test('qr is for numbers that WebQQ serves, and needs a picture that is shown', async () => {
  const server = await serverWithPeople();
  expect(await server.control('qr', { uin: '100001', step: 'scan' })).toMatchObject({ status: 409, field: 'uin' });
  await server.control('accounts', { uin: '100001', protocol: 'webqq' });
  expect(await server.control('qr', { uin: '100001', step: 'dance' })).toMatchObject({ status: 400, field: 'step' });
  expect(await server.control('qr', { uin: '100001', step: 'scan' })).toMatchObject({ status: 409, field: 'step' });
});

test('of a list of accounts all are made or none', async () => {
  const server = await serverWithPeople();
  await server.control('accounts', [{ uin: '300001' }, { uin: 'x' }]);
  await expect(server.account('300001')).rejects.toThrow();
  await server.control('accounts', [{ uin: '300001' }, { uin: '300002' }]);
  expect(await server.account('300002')).toMatchObject({ queue: 0 });
});

test('an account made again keeps what the call leaves out, and its queue', async () => {
  const server = await serverWithPeople();
  await server.control('say', SAY);
  await server.control('accounts', { uin: '100001', nick: 'renamed' });
  expect(await server.account('100001')).toMatchObject({ friends: ['200001', '200002', '200003'], queue: 1 });
  expect(await server.login('100001')).toMatch(/RS=0/);
});

test('a friend nobody has made is there, and nobody can sign in as them', async () => {
  const server = await serverWithPeople();
  await server.control('accounts', { uin: '300001', friends: ['300002'] });
  expect(await server.control('say', { from: '300002', to: '300001', text: 'hi' })).toMatchObject({ ok: true });
  expect(await server.login('300002', '')).toMatch(/RS=1/);
});

test('an id is used once', async () => {
  const server = await serverWithPeople();
  expect(await server.control('say', { ...SAY, id: 'a' })).toMatchObject({ status: 200, id: 'a' });
  expect(await server.control('say', { ...SAY, id: 'a' })).toMatchObject({ status: 409, field: 'id' });
});

test('an id made here is never one that was given', async () => {
  const server = await serverWithPeople();
  await server.control('say', { ...SAY, id: 'm1-2' });
  expect(await server.control('say', SAY)).toMatchObject({ id: 'm1-3' });
});

test('state tells time, scale, people, and who is signed in', async () => {
  const server = await serverWithPeople();
  await server.login('200001');
  await server.control('clock', { scale: 0.5 });
  await server.control('say', SAY);
  const state = await server.look('state');
  expect(state).toMatchObject({ ok: true, now: server.clock.now(), scale: 0.5, hi: 60, li: 300 });
  expect(state.accounts).toContainEqual({
    uin: '100001',
    online: false,
    state: 'offline',
    friends: ['200001', '200002', '200003'],
    queue: 1,
  });
  expect(await server.account('200001')).toMatchObject({ online: true, state: 'online' });
});

test('the ledger goes on after the entry it is asked for', async () => {
  const server = await serverWithPeople();
  for (const text of ['a', 'b', 'c']) await server.control('say', { ...SAY, text });
  expect(await server.look('ledger')).toMatchObject({ ok: true, next: 3, entries: [{ n: 1 }, { n: 2 }, { n: 3 }] });
  expect(await server.look('ledger?since=2')).toMatchObject({ next: 3, entries: [{ n: 3, text: 'c' }] });
  expect(await server.look('ledger?since=3')).toMatchObject({ next: 3, entries: [] });
});

test('reset leaves a server as it was at its start', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.control('say', SAY);
  await server.control('habit', { name: 'trailing-amp', on: true });
  await server.control('fault', { kind: 'null' });
  await server.control('clock', { scale: 0.1, li: 5 });
  await server.control('reset');
  expect(await server.look('state')).toMatchObject({ scale: 1, li: 300, habits: [], faults: [], accounts: [] });
  expect(await server.look('ledger')).toMatchObject({ next: 0, entries: [] });
  expect(await server.ask('List', '100001')).toBe('RES=20');
});
