import { expect, test } from 'vitest';
import { httpReply } from './raw-client';
import { serverWithPeople, type TestServer } from './test-server';

async function withHabit(name: string): Promise<TestServer> {
  const server = await serverWithPeople();
  await server.login('100001');
  expect(await server.control('habit', { name, on: true })).toMatchObject({ ok: true });
  return server;
}

const LIST = 'VER=1.1&CMD=List&SEQ=5&UIN=100001';

test('seq-minus-one says SEQ=-1 in every reply', async () => {
  const server = await withHabit('seq-minus-one');
  expect(await server.send(LIST)).toBe('VER=1.1&CMD=LIST&SEQ=-1&UIN=100001&RES=0&FN=3');
});

test('echo-cmd-case writes CMD as the request did', async () => {
  const server = await withHabit('echo-cmd-case');
  expect(await server.send(LIST.replace('List', 'lIsT'))).toBe('VER=1.1&CMD=lIsT&SEQ=5&UIN=100001&RES=0&FN=3');
});

test('trailing-amp ends every reply with one &', async () => {
  const server = await withHabit('trailing-amp');
  expect(await server.send(LIST)).toBe('VER=1.1&CMD=LIST&SEQ=5&UIN=100001&RES=0&FN=3&');
  expect(await server.ask('CLTMSG', '100001', '&UN=200001&MG=a')).toBe('RES=0&');
});

test('extra-fields adds a field nobody knows', async () => {
  const server = await withHabit('extra-fields');
  expect(await server.send(LIST)).toBe('VER=1.1&CMD=LIST&SEQ=5&UIN=100001&RES=0&FN=3&COMP=NOKIA8F3A18D6E27');
});

test('slow-segments sends the same bytes in several pieces', async () => {
  const server = await withHabit('slow-segments');
  const { text, pieces } = await server.raw(LIST);
  expect(text).toBe(httpReply('VER=1.1&CMD=LIST&SEQ=5&UIN=100001&RES=0&FN=3'));
  expect(pieces).toBeGreaterThan(1);
});

test('a habit can be dropped again', async () => {
  const server = await withHabit('trailing-amp');
  await server.control('habit', { name: 'trailing-amp', on: false });
  expect(await server.send(LIST)).toBe('VER=1.1&CMD=LIST&SEQ=5&UIN=100001&RES=0&FN=3');
});
