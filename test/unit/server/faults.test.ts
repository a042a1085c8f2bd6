import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { FAULT_KINDS, FAULTS_OF_WEBQQ } from '../../server/faults';
import { httpReply, probeForm } from './raw-client';
import { serverWithPeople, type TestServer } from './test-server';

const GET = 'VER=1.1&CMD=GetMsgEx&SEQ=500&UIN=100001';
const SOUND_BODY = 'VER=1.1&CMD=GETMSGEX&SEQ=500&UIN=100001&RES=0&MN=1&MT=9,&UN=200001,&MG=hi,';
const SOUND = httpReply(SOUND_BODY);
const HEAD_END = '\r\n\r\n';

async function struck(fault: Record<string, unknown>): Promise<TestServer> {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.control('say', { from: '200001', to: '100001', text: 'hi' });
  expect(await server.control('fault', fault)).toMatchObject({ ok: true });
  return server;
}

function waiting(server: TestServer): Promise<number> {
  return server.account('100001').then(({ queue }) => queue);
}

/** The command was not carried out: the same request is carried out next time. */
async function expectUntouched(server: TestServer): Promise<void> {
  expect(await waiting(server)).toBe(1);
  expect((await server.raw(GET)).text).toBe(SOUND);
  expect(await server.ledger('replayed')).toEqual([]);
}

/** The command was carried out, and the same request gets the sound reply. */
async function expectReplayed(server: TestServer): Promise<void> {
  expect(await waiting(server)).toBe(0);
  expect(await server.ledger('handed')).toHaveLength(1);
  expect((await server.raw(GET)).text).toBe(SOUND);
  expect(await server.ledger('replayed')).toHaveLength(1);
}

test('drop-before resets the connection and carries nothing out', async () => {
  const server = await struck({ kind: 'drop-before' });
  expect(await server.raw(GET)).toMatchObject({ text: '', reset: true });
  await expectUntouched(server);
});

test('drop-after carries out, resets the connection, and replays the sound reply', async () => {
  const server = await struck({ kind: 'drop-after' });
  expect(await server.raw(GET)).toMatchObject({ text: '', reset: true });
  await expectReplayed(server);
});

test('null carries out, ends without a byte and without a reset, and replays the sound reply', async () => {
  const server = await struck({ kind: 'null' });
  expect(await server.raw(GET)).toMatchObject({ text: '', reset: false });
  await expectReplayed(server);
});

test('hang never answers and carries nothing out', async () => {
  const server = await struck({ kind: 'hang' });
  const socket = connect(server.port, '127.0.0.1');
  let received = 0;
  socket.on('data', (chunk) => {
    received += chunk.length;
  });
  socket.write(probeForm(GET));
  await server.until(async () => (await server.look('state')).faults?.toString() === '');
  server.clock.advance(60_000);
  await expectUntouched(server);
  expect(received).toBe(0);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.end();
  await closed;
});

test('delay answers after ms, soundly', async () => {
  const server = await struck({ kind: 'delay', ms: 3000 });
  let answered = false;
  const reply = server.raw(GET).finally(() => {
    answered = true;
  });
  await server.until(async () => (await waiting(server)) === 0);
  server.clock.advance(2999);
  await server.ask('Logout', '999999');
  expect(answered).toBe(false);
  server.clock.advance(1);
  expect((await reply).text).toBe(SOUND);
});

test('garbage is a whole HTTP reply whose body is no text, and the sound reply is replayed', async () => {
  const server = await struck({ kind: 'garbage', bytes: 300 });
  const { bytes } = await server.raw(GET);
  const body = bytes.subarray(bytes.indexOf(HEAD_END) + 4);
  expect(bytes.toString('latin1')).toContain('Content-Length: 300\r\n');
  expect(body).toHaveLength(300);
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(body)).toThrow();
  await expectReplayed(server);
});

test.each([
  [undefined, Math.floor(SOUND_BODY.length / 2)],
  [10, 10],
])('truncate cuts the QQ body inside a whole HTTP reply (bytes: %s)', async (bytes, length) => {
  const server = await struck({ kind: 'truncate', bytes });
  expect((await server.raw(GET)).text).toBe(httpReply(SOUND_BODY.slice(0, length)));
  await expectReplayed(server);
});

test('close ends in the middle of the body that was promised', async () => {
  const server = await struck({ kind: 'close', bytes: 20 });
  const { text, reset } = await server.raw(GET);
  expect(text).toBe(SOUND.slice(0, SOUND.indexOf(HEAD_END) + 4 + 20));
  expect(reset).toBe(false);
  await expectReplayed(server);
});

test('oversize pads the reply past 2 MB', async () => {
  const server = await struck({ kind: 'oversize' });
  const { bytes } = await server.raw(GET);
  expect(bytes.length).toBeGreaterThan(2 * 1024 * 1024);
  expect(bytes.toString()).toContain(SOUND_BODY);
  await expectReplayed(server);
});

test('oversize pads the reply to as many bytes as asked for', async () => {
  const server = await struck({ kind: 'oversize', bytes: 5000 });
  expect((await server.raw(GET)).text).toContain('Content-Length: 5000\r\n');
});

test.each([
  ['wrong-uin', SOUND_BODY.replace('UIN=100001', 'UIN=100002')],
  ['wrong-seq', SOUND_BODY.replace('SEQ=500', 'SEQ=501')],
])('%s changes that number alone, and the sound reply is replayed', async (kind, body) => {
  const server = await struck({ kind });
  expect((await server.raw(GET)).text).toBe(httpReply(body));
  await expectReplayed(server);
});

test.each([
  ['html', /^HTTP\/1\.1 200 OK\r\n[\s\S]*Content-Type: text\/html/],
  ['http-502', /^HTTP\/1\.1 502 Bad Gateway\r\n/],
  ['res-20', /&RES=20$/],
])('%s is answered without carrying out', async (kind, answer) => {
  const server = await struck({ kind });
  expect((await server.raw(GET)).text).toMatch(answer);
  await expectUntouched(server);
});

test('res-3 is answered after the penalty, without carrying out', async () => {
  const server = await struck({ kind: 'res-3' });
  const reply = server.raw(GET);
  await server.untilRefused(1);
  server.clock.advance(20_000);
  expect((await reply).text).toMatch(/&RES=3$/);
  await expectUntouched(server);
});

test('lose takes the oldest message off the queue and into no reply', async () => {
  const server = await struck({ kind: 'lose' });
  await server.control('say', { from: '200001', to: '100001', text: 'kept' });
  for (let n = 0; n < 2; n += 1) expect(await server.send(GET)).toContain('&MN=1&MT=9,&UN=200001,&MG=kept,');
  expect(await waiting(server)).toBe(0);
  expect((await server.ledger('accepted')).map(({ text }) => text)).toEqual(['hi', 'kept']);
  expect((await server.ledger('handed')).map(({ text }) => text)).toEqual(['kept']);
});

test('lose waits for a message to lose', async () => {
  const server = await struck({ kind: 'lose', times: 2 });
  for (const seq of [1, 2, 3]) await server.send(GET.replace('500', String(seq)));
  await server.control('say', { from: '200001', to: '100001', text: 'second' });
  await server.send(GET);
  expect(await server.ledger('handed')).toEqual([]);
});

test('a fault strikes as often as asked for, and only the number and command asked for', async () => {
  const server = await struck({ kind: 'null', uin: '100001', cmd: 'LIST', times: 2 });
  await server.login('200001');
  expect(await server.ask('Query_Stat', '100001', '&TN=1')).toMatch(/^RES=0/);
  expect(await server.ask('List', '200001')).toMatch(/^RES=0/);
  expect(await server.ask('List', '100001')).toBe('NULL');
  expect(await server.ask('List', '100001')).toBe('NULL');
  expect(await server.ask('List', '100001')).toMatch(/^RES=0/);
});

test('a fault strikes a replay as it strikes a first answer', async () => {
  const server = await struck({ kind: 'drop-after', times: 2 });
  await server.raw(GET);
  expect(await server.raw(GET)).toMatchObject({ text: '', reset: true });
  expect((await server.raw(GET)).text).toBe(SOUND);
  expect(await server.ledger('handed')).toHaveLength(1);
});

test('each fault spoils or holds one answer and the next is sound', async () => {
  const server = await struck({ kind: 'null', cmd: 'nothing' });
  const others: readonly string[] = ['hang', 'lose', ...FAULTS_OF_WEBQQ];
  for (const kind of FAULT_KINDS.filter((each) => !others.includes(each))) {
    await server.control('fault', { kind, cmd: 'List', ms: 0 });
    const request = `VER=1.1&CMD=List&SEQ=${server.freshSeq()}&UIN=100001`;
    const first = await server.send(request);
    const second = await server.send(request);
    expect(second, kind).toMatch(/&RES=0&FN=3$/);
    if (kind !== 'delay') expect(first, kind).not.toBe(second);
  }
});

test.each(FAULTS_OF_WEBQQ)('%s, a fault of WebQQ, strikes no command of HTTP QQ', async (kind) => {
  const server = await struck({ kind, retcode: 103, cmd: 'List' });
  expect(await server.ask('List', '100001')).toBe('RES=0&FN=3');
});
