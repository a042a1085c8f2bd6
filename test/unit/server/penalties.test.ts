import { expect, test } from 'vitest';
import { serverWithPeople, type TestServer } from './test-server';

function write(server: TestServer, uin = '100001'): Promise<string> {
  return server.ask('CLTMSG', uin, '&UN=200002&MG=hello');
}

function changeStat(server: TestServer, st: string): Promise<string> {
  return server.ask('Change_Stat', '100001', `&ST=${st}`);
}

/** Lets a penalty run out and makes sure that it lasted until then. */
async function expectPenalty(server: TestServer, asked: Promise<string>, ms: number, refusals = 1): Promise<void> {
  let answered = false;
  const watched = asked.finally(() => {
    answered = true;
  });
  await server.untilRefused(refusals);
  server.clock.advance(ms - 1);
  // A full round trip to the server: an answer that was due would have come by now.
  await server.ask('Logout', '999999');
  expect(answered).toBe(false);
  server.clock.advance(1);
  expect(await watched).toBe('RES=3');
}

async function signedIn(): Promise<TestServer> {
  const server = await serverWithPeople();
  await server.login('100001');
  return server;
}

test('a fourth message within 2 s is refused, and the refusal takes 20 s', async () => {
  const server = await signedIn();
  for (let n = 0; n < 3; n += 1) expect(await write(server)).toBe('RES=0&');
  server.clock.advance(1999);
  await expectPenalty(server, write(server), 20_000);
  expect(await server.ledger('accepted')).toHaveLength(3);
});

test('three messages in every 2 s are fine', async () => {
  const server = await signedIn();
  for (let n = 0; n < 9; n += 1) {
    if (n % 3 === 0) server.clock.advance(2000);
    expect(await write(server)).toBe('RES=0&');
  }
});

test('a second change of status within 5 s is refused, and the refusal takes 20 s', async () => {
  const server = await signedIn();
  expect(await changeStat(server, '30')).toBe('RES=0&');
  server.clock.advance(4999);
  await expectPenalty(server, changeStat(server, '10'), 20_000);
  expect((await server.account('100001')).state).toBe('busy');
  expect(await changeStat(server, '10')).toBe('RES=0&');
});

test('an illegal status is NULL at once and counts for nothing', async () => {
  const server = await signedIn();
  expect(await changeStat(server, '15')).toBe('NULL');
  expect(await changeStat(server, '30')).toBe('RES=0&');
  expect(await changeStat(server, '15')).toBe('NULL');
});

test('a penalty holds its own connection, not the account and not other accounts', async () => {
  const server = await signedIn();
  await server.login('200001');
  for (let n = 0; n < 3; n += 1) await write(server);
  const penalized = write(server);
  await server.untilRefused(1);
  expect(await server.ask('GetMsgEx', '100001')).toMatch(/^RES=0/);
  expect(await write(server, '200001')).toBe('RES=0&');
  server.clock.advance(20_000);
  expect(await penalized).toBe('RES=3');
});

test.each([0.01, 100])('a scale of %d makes windows and penalties a hundred times shorter', async (scale) => {
  const server = await signedIn();
  await server.control('clock', { scale });
  await changeStat(server, '30');
  server.clock.advance(49);
  await expectPenalty(server, changeStat(server, '10'), 200);
});

test('a tiny scale makes a penalty pass on a real clock too', async () => {
  const { systemClock } = await import('../../server/clock');
  const server = await serverWithPeople({ clock: systemClock });
  await server.login('100001');
  await server.control('fault', { kind: 'res-3' });
  await server.control('clock', { scale: 0.0001 });
  expect(await changeStat(server, '30')).toBe('RES=3');
});
