import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serverWithPeople, TestServer } from './test-server';

const GET = 'VER=1.1&CMD=GetMsgEx&SEQ=500&UIN=100001';

function freshStateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uinbell-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'state');
}

/** A server that has handed one message over, and has one waiting. */
async function busyServer(stateFile: string): Promise<TestServer> {
  const server = await serverWithPeople({ stateFile });
  await server.login('100001');
  await server.control('say', { from: '200001', to: '100001', text: 'hi' });
  await server.send(GET);
  await server.control('say', { from: '200001', to: '100001', text: 'later' });
  await server.control('habit', { name: 'trailing-amp', on: true });
  await server.control('clock', { li: 100 });
  return server;
}

test('people, sessions, queues, replays, ledger, clock, habits and ports outlive the process', async () => {
  const stateFile = freshStateFile();
  const first = await busyServer(stateFile);
  const before = await first.look('state');
  const ledger = await first.look('ledger');
  await first.stop();
  const second = await TestServer.start({ stateFile });
  expect(await second.look('state')).toEqual(before);
  expect(await second.look('ledger')).toEqual(ledger);
  expect([second.port, second.controlPort]).toEqual([first.port, first.controlPort]);
  expect(await second.send(GET)).toContain('MG=hi,');
  expect(await second.ask('GetMsgEx', '100001')).toContain('MG=later,&');
});

test('what was answered is in the file before the answer, so a death right after it loses nothing', async () => {
  const stateFile = freshStateFile();
  const server = await serverWithPeople({ stateFile });
  await server.login('100001');
  await server.control('say', { from: '200001', to: '100001', text: 'hi' });
  // The fault holds the answer back for ever: the clock of this test stands still.
  await server.control('fault', { kind: 'delay', cmd: 'GetMsgEx' });
  void server.send(GET);
  await server.until(async () => (await server.ledger('handed')).length === 1);
  expect(readFileSync(stateFile, 'utf8')).toContain('MG=hi,');
});

test('a last line that a death cut short is as if it had never been', async () => {
  const stateFile = freshStateFile();
  const first = await busyServer(stateFile);
  const before = await first.look('state');
  await first.stop();
  appendFileSync(stateFile, '[["world",{"do":"unqueue","uin":"100001"');
  const second = await TestServer.start({ stateFile });
  expect(await second.look('state')).toEqual(before);
});

test('the file is made short again at each start', async () => {
  const stateFile = freshStateFile();
  const first = await busyServer(stateFile);
  for (let n = 0; n < 100; n += 1) await first.ask('List', '100001', '&TN=1');
  await first.stop();
  const before = readFileSync(stateFile).length;
  await TestServer.start({ stateFile });
  expect(readFileSync(stateFile).length).toBeLessThan(before / 1.5);
});

test('reset empties the file too', async () => {
  const stateFile = freshStateFile();
  const first = await busyServer(stateFile);
  await first.control('reset');
  await first.stop();
  const second = await TestServer.start({ stateFile });
  expect((await second.look('state')).accounts).toEqual([]);
});
