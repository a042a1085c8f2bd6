import { expect, test } from 'vitest';
import { serverWithPeople, type TestServer } from './test-server';

const NOTHING = 'RES=0&MN=0&MT=&UN=&MG=';

function say(server: TestServer, text: string, from = '200001', to = '100001') {
  return server.control('say', { from, to, text });
}

test('reading takes the messages off the server', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await say(server, 'hi');
  expect(await server.ask('GetMsgEx', '100001')).toBe('RES=0&MN=1&MT=9,&UN=200001,&MG=hi,');
  expect(await server.ask('GetMsgEx', '100001')).toBe(NOTHING);
});

test('what is said to somebody who is not there waits for the next login', async () => {
  const server = await serverWithPeople();
  await say(server, 'one');
  await server.login('100001');
  await server.ask('Logout', '100001');
  await say(server, 'two');
  await server.login('100001');
  expect(await server.ask('GetMsgEx', '100001')).toBe('RES=0&MN=2&MT=9,9,&UN=200001,200001,&MG=one,two,');
});

test('a stranger is always handed over', async () => {
  const server = await serverWithPeople();
  await server.control('accounts', { uin: '900001' });
  await say(server, 'psst', '900001');
  await server.login('100001');
  expect(await server.ask('GetMsgEx', '100001')).toBe('RES=0&MN=1&MT=9,&UN=900001,&MG=psst,');
});

test('one reply holds 50 messages at most, and the rest waits', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  for (let n = 1; n <= 53; n += 1) await say(server, `n${n}`);
  expect(await server.ask('GetMsgEx', '100001')).toMatch(/&MN=50&.*n50,$/);
  expect(await server.ask('GetMsgEx', '100001')).toMatch(/&MN=3&.*n51,n52,n53,$/);
});

test('one reply stays far under 2 MB, however long the messages are', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  for (let n = 0; n < 8; n += 1) await say(server, '%'.repeat(60_000));
  for (const waiting of [5, 2, 0]) {
    expect((await server.raw(`VER=1.1&CMD=GetMsgEx&SEQ=${waiting}&UIN=100001`)).bytes.length).toBeLessThan(1_000_000);
    expect((await server.account('100001')).queue).toBe(waiting);
  }
});

test('CLTMSG brings a message to friends and strangers, signed in or not', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.control('accounts', { uin: '900001', password: 'secret' });
  for (const uin of ['200001', '900001']) {
    expect(await server.ask('CLTMSG', '100001', `&UN=${uin}&MG=hello`)).toBe('RES=0&');
    await server.login(uin);
    expect(await server.ask('GetMsgEx', uin)).toBe('RES=0&MN=1&MT=9,&UN=100001,&MG=hello,');
  }
});

test('a message to nobody succeeds, and nothing was accepted', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  expect(await server.ask('CLTMSG', '100001', '&UN=7654321&MG=hello')).toBe('RES=0&');
  expect(await server.ledger('accepted')).toEqual([]);
});

test.each([
  ['letters in UN', '&UN=x&MG=a'],
  ['no UN', '&MG=a'],
  ['an empty text', '&UN=200001&MG='],
  ['no text', '&UN=200001'],
  ['a text that is not UTF-8', '&UN=200001&MG=%C4%E3'],
])('CLTMSG with %s gets NULL', async (_, rest) => {
  const server = await serverWithPeople();
  await server.login('100001');
  expect(await server.ask('CLTMSG', '100001', rest)).toBe('NULL');
});

test('friends who are signed in hear of login, each change of status and logout', async () => {
  const server = await serverWithPeople();
  await server.login('200001');
  await server.login('100001');
  for (const st of ['30', '40', '20', '10']) {
    expect(await server.ask('Change_Stat', '100001', `&ST=${st}`)).toBe('RES=0&');
    server.clock.advance(5000);
  }
  await server.ask('Logout', '100001');
  // Invisible is announced as offline, and going from one to the other is no news.
  const heard = '&MG=10,30,20,10,20,';
  expect(await server.ask('GetMsgEx', '200001')).toBe(
    `RES=0&MN=5&MT=${'99,'.repeat(5)}&UN=${'100001,'.repeat(5)}${heard}`,
  );
});

test('nobody hears later of a status, and strangers never do', async () => {
  const server = await serverWithPeople();
  await server.control('accounts', { uin: '900001', password: 'secret' });
  await server.login('900001');
  await server.login('100001');
  await server.control('presence', { uin: '200002', state: 'busy' });
  await server.ask('Logout', '100001');
  await server.login('100001');
  expect(await server.ask('GetMsgEx', '100001')).toBe(NOTHING);
  expect(await server.ask('GetMsgEx', '900001')).toBe(NOTHING);
});

test('the ledger tells what was accepted and what was handed over, under one id', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.control('say', { from: '200001', to: '100001', text: 'hi', id: 'demo-1' });
  await server.ask('GetMsgEx', '100001');
  const message = { id: 'demo-1', from: '200001', to: '100001', text: 'hi', protocol: 'http-qq' };
  expect(await server.ledger('accepted')).toMatchObject([message]);
  expect(await server.ledger('handed')).toMatchObject([{ ...message, cmd: 'GetMsgEx' }]);
  expect(await server.ledger('command')).toMatchObject([
    { cmd: 'Login', from: '100001', res: 0 },
    { cmd: 'GetMsgEx', from: '100001', res: 0 },
  ]);
});

test('two servers of one seed give the same ids', async () => {
  const ids = async () => {
    const server = await serverWithPeople({ seed: 7 });
    return [(await say(server, 'a')).id, (await say(server, 'b')).id];
  };
  expect(await ids()).toEqual(['m7-1', 'm7-2']);
  expect(await ids()).toEqual(['m7-1', 'm7-2']);
});
