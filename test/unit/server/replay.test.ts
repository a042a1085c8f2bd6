import { expect, test } from 'vitest';
import { LC, md5, serverWithPeople, type TestServer } from './test-server';

const GET = 'VER=1.1&CMD=GetMsgEx&SEQ=500&UIN=100001';
const SEND = 'VER=1.1&CMD=CLTMSG&SEQ=501&UIN=100001&UN=200001&MG=hello';
const NOTHING = 'MN=0&MT=&UN=&MG=';
const TEN_MINUTES = 10 * 60 * 1000;

async function signedInWithMail(): Promise<TestServer> {
  const server = await serverWithPeople();
  await server.control('clock', { li: 3600 });
  await server.login('100001');
  await server.control('say', { from: '200001', to: '100001', text: 'hi' });
  return server;
}

test('the same request again gets the same reply, and is not carried out again', async () => {
  const server = await signedInWithMail();
  const first = await server.raw(GET);
  expect(first.text).toContain('MG=hi,');
  await server.control('say', { from: '200001', to: '100001', text: 'later' });
  expect((await server.raw(GET)).text).toBe(first.text);
  expect(await server.ask('GetMsgEx', '100001')).toContain('MG=later,');
  expect(await server.ledger('handed')).toHaveLength(2);
  expect(await server.ledger('replayed')).toMatchObject([{ text: 'hi', seq: '500', cmd: 'GetMsgEx' }]);
});

test('a message sent again under its SEQ is delivered once', async () => {
  const server = await signedInWithMail();
  for (let n = 0; n < 5; n += 1) expect(await server.send(SEND)).toBe('VER=1.1&CMD=CLTMSG&SEQ=501&UIN=100001&RES=0&');
  expect((await server.ledger('accepted')).filter(({ to }) => to === '200001')).toHaveLength(1);
  expect(await server.ledger('replayed')).toHaveLength(4);
});

test('the double reply is replayed double', async () => {
  const server = await signedInWithMail();
  const request = 'VER=1.1&CMD=Query_Stat&SEQ=502&UIN=100001';
  expect((await server.raw(request)).text).toBe((await server.raw(request)).text);
});

test('the same SEQ with another body is a new request', async () => {
  const server = await signedInWithMail();
  await server.send(SEND);
  await server.send(SEND.replace('hello', 'other'));
  const texts = (await server.ledger('accepted')).map(({ text }) => text);
  expect(texts).toEqual(['hi', 'hello', 'other']);
});

test('the same SEQ of another number, or at another address, is a new request', async () => {
  const server = await signedInWithMail();
  await server.login('200001');
  await server.send(GET);
  expect(await server.send(GET.replace('100001', '200001'))).not.toContain('MG=hi,');
  expect(await server.send(GET, '127.0.0.2')).toContain('RES=20');
});

test('a reply is kept across sign-ins', async () => {
  const server = await signedInWithMail();
  const first = await server.send(GET);
  await server.ask('Logout', '100001');
  await server.login('100001');
  expect(await server.send(GET)).toBe(first);
});

test('a refusal is not kept: the same request may succeed later', async () => {
  const server = await serverWithPeople();
  expect(await server.send(SEND)).toContain('RES=20');
  await server.login('100001');
  expect(await server.send(SEND)).toContain('RES=0&');
});

test('a wrong password is an answer of RES=0, and is replayed', async () => {
  const server = await serverWithPeople();
  const login = `VER=1.1&CMD=Login&SEQ=9&UIN=100001&PS=${md5('new')}&LC=${LC}`;
  expect(await server.send(login)).toContain('RS=1');
  await server.control('accounts', { uin: '100001', password: 'new' });
  expect(await server.send(login)).toContain('RS=1');
  expect(await server.send(login.replace('SEQ=9', 'SEQ=10'))).toContain('RS=0');
});

test('a reply is kept for the last 64 requests and not for one more', async () => {
  const server = await signedInWithMail();
  const first = await server.send(GET);
  for (let n = 0; n < 63; n += 1) await server.ask('List', '100001');
  expect(await server.send(GET)).toBe(first);
  await server.ask('List', '100001');
  expect(await server.send(GET)).toContain(NOTHING);
});

test('requests of other numbers take no place among the 64', async () => {
  const server = await signedInWithMail();
  const first = await server.send(GET);
  await server.login('200001');
  for (let n = 0; n < 70; n += 1) await server.ask('List', '200001');
  expect(await server.send(GET)).toBe(first);
});

test('a reply is kept for ten minutes and not longer', async () => {
  const server = await signedInWithMail();
  const first = await server.send(GET);
  server.clock.advance(TEN_MINUTES - 1);
  expect(await server.send(GET)).toBe(first);
  server.clock.advance(1);
  expect(await server.send(GET)).toContain(NOTHING);
});

test('the same request while the first is pending gets the one answer, at the same time', async () => {
  const server = await signedInWithMail();
  await server.control('fault', { kind: 'delay', cmd: 'GetMsgEx', ms: 1000 });
  const answers = [server.send(GET)];
  await server.until(async () => (await server.ledger('handed')).length === 1);
  answers.push(server.send(GET));
  await server.until(async () => (await server.ledger('replayed')).length === 1);
  server.clock.advance(1000);
  const [first, second] = await Promise.all(answers);
  expect(first).toContain('MG=hi,');
  expect(second).toBe(first);
  expect(await server.ledger('handed')).toHaveLength(1);
});

test('the same request while the first is refused slowly gets the one refusal', async () => {
  const server = await signedInWithMail();
  await server.ask('Change_Stat', '100001', '&ST=30');
  const request = 'VER=1.1&CMD=Change_Stat&SEQ=503&UIN=100001&ST=10';
  const answers = [server.send(request)];
  await server.untilRefused(1);
  server.clock.advance(10_000);
  answers.push(server.send(request));
  await server.until(async () => (await server.ledger('replayed')).length === 1);
  server.clock.advance(10_000);
  for (const answer of await Promise.all(answers)) expect(answer).toContain('RES=3');
  expect((await server.account('100001')).state).toBe('busy');
  expect(await server.send(request)).toContain('RES=0&');
});
