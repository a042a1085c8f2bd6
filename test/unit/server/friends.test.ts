import { expect, test } from 'vitest';
import { serverWithPeople, TestServer } from './test-server';

const MANY = Array.from({ length: 250 }, (_, index) => String(300_001 + index));

async function serverWithManyFriends(): Promise<TestServer> {
  const server = await TestServer.start();
  await server.control('accounts', [{ uin: '100001', password: 'secret', friends: MANY }]);
  await server.login('100001');
  return server;
}

function items(reply: string, field: string): string[] {
  const list = reply.match(new RegExp(`&${field}=([^&]*)`))?.[1] ?? '';
  return list.split(',').slice(0, -1);
}

test('List hands 120 friends a page, FN=1 on the last, and goes on after the last number of a page', async () => {
  const server = await serverWithManyFriends();
  const first = await server.ask('List', '100001', '&TN=160&UN=0');
  expect(first).toMatch(/^RES=0&FN=0&SN=120&UN=300001,/);
  const second = await server.ask('List', '100001', `&TN=160&UN=${MANY[119]}`);
  expect(second).toMatch(/^RES=0&FN=0&SN=120&UN=300121,/);
  const third = await server.ask('List', '100001', `&TN=160&UN=${MANY[239]}`);
  expect(third).toMatch(/^RES=0&FN=1&SN=10&UN=300241,/);
  expect([first, second, third].flatMap((reply) => items(reply, 'UN'))).toEqual(MANY);
});

test.each(['300001', '300050', '7', '999999'])('UN=%s, with which no page ended, gets the first page', async (un) => {
  const server = await serverWithManyFriends();
  const first = await server.ask('List', '100001', '&TN=160&UN=0');
  expect(await server.ask('List', '100001', `&TN=160&UN=${un}`)).toBe(first);
});

test('only the page just handed out can be gone on from', async () => {
  const server = await serverWithManyFriends();
  const first = await server.ask('List', '100001', '&TN=160&UN=0');
  await server.ask('List', '100001', `&TN=160&UN=${MANY[119]}`);
  expect(await server.ask('List', '100001', `&TN=160&UN=${MANY[119]}`)).toBe(first);
});

test('120 friends are one page, 121 are two', async () => {
  const server = await serverWithManyFriends();
  for (const [count, fn] of [
    [120, '1'],
    [121, '0'],
  ] as const) {
    await server.control('accounts', { uin: '100001', friends: MANY.slice(0, count) });
    expect(await server.ask('List', '100001', '&TN=1')).toMatch(new RegExp(`^RES=0&FN=${fn}&SN=120&`));
  }
});

test('Query_Stat hands 50 of the friends who are there a page', async () => {
  const server = await serverWithManyFriends();
  const there = MANY.slice(60, 112);
  for (const uin of there) await server.control('presence', { uin, state: 'online' });
  const first = await server.ask('Query_Stat', '100001', '&TN=50&UN=0');
  expect(first).toMatch(/&FN=0&SN=50&/);
  const second = await server.ask('Query_Stat', '100001', `&TN=50&UN=${there[49]}`);
  expect(second).toMatch(/&FN=1&SN=2&/);
  expect([first, second].flatMap((reply) => items(reply, 'UN'))).toEqual(there);
});

test('Query_Stat shows who is online, away or busy, and neither the invisible nor the offline', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.control('accounts', { uin: '100001', friends: ['200001', '200002', '200003', '200004', '200005'] });
  for (const [uin, state] of [
    ['200001', 'online'],
    ['200002', 'away'],
    ['200003', 'busy'],
    ['200004', 'invisible'],
  ]) {
    await server.control('presence', { uin, state });
  }
  const reply = await server.ask('Query_Stat', '100001', '&TN=50&UN=0');
  expect(reply).toBe('RES=0&FC=141,270,270,&FN=1&SN=3&ST=10,30,30,&UN=200001,200002,200003,&NK=A,B,C,');
});

test.each(['List', 'Query_Stat'])('%s gets NULL for letters in TN or UN', async (cmd) => {
  const server = await serverWithPeople();
  await server.login('100001');
  expect(await server.ask(cmd, '100001', '&TN=x&UN=0')).toBe('NULL');
  expect(await server.ask(cmd, '100001', '&TN=50&UN=x')).toBe('NULL');
});

test('somebody without friends has an empty list', async () => {
  const server = await TestServer.start();
  await server.control('accounts', { uin: '100001', password: 'secret' });
  await server.login('100001');
  expect(await server.ask('List', '100001', '&TN=160')).toBe('RES=0&FN=1&SN=0&UN=');
});
