import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { probeForm, readToEnd } from './raw-client';
import { serverWithPeople, type TestServer } from './test-server';

const GET = 'VER=1.1&CMD=GetMsgEx&SEQ=500&UIN=100001';

async function busyServer(): Promise<TestServer> {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.control('say', { from: '200001', to: '100001', text: 'hi' });
  await server.send(GET);
  await server.control('say', { from: '200001', to: '100001', text: 'later' });
  return server;
}

test('a restart resets the connections that are open, and the ports stay', async () => {
  const server = await busyServer();
  await server.control('fault', { kind: 'hang' });
  const socket = connect(server.port, '127.0.0.1');
  const end = readToEnd(socket);
  socket.write(probeForm(GET));
  await server.until(async () => (await server.look('state')).faults?.toString() === '');
  expect(await server.control('restart', { keep: true })).toMatchObject({ ok: true });
  expect(await end).toMatchObject({ text: '', reset: true });
  expect(await server.ask('List', '100001')).toBe('RES=0&FN=3');
});

test('after a restart that keeps, sessions and replays are there', async () => {
  const server = await busyServer();
  await server.control('restart', { keep: true });
  expect(await server.ask('List', '100001')).toBe('RES=0&FN=3');
  expect(await server.send(GET)).toContain('MG=hi,');
});

test('after a restart that forgets, sessions and replays are gone; people, queues and ledger stay', async () => {
  const server = await busyServer();
  await server.control('restart', { keep: false });
  expect(await server.account('100001')).toMatchObject({ online: false, state: 'offline', queue: 1 });
  expect(await server.ledger('accepted')).toHaveLength(2);
  expect(await server.ask('List', '100001')).toBe('RES=20');
  await server.login('100001');
  expect(await server.send(GET)).toContain('MG=later,');
});

test('a restart that forgets tells nobody, and friends hear of the next login', async () => {
  const server = await busyServer();
  await server.login('200001');
  await server.control('restart', { keep: false });
  await server.login('200001');
  await server.login('100001');
  expect(await server.ask('GetMsgEx', '200001')).toBe('RES=0&MN=1&MT=99,&UN=100001,&MG=10,');
});
