import { expect, test } from 'vitest';
import { LC, md5, serverWithPeople } from './test-server';

const SIGNED_IN = 'RES=0&RS=0&HI=60&LI=300';
const REFUSED = 'RES=0&RS=1&RA=密码错误';
const AT_2 = '127.0.0.2';

test('the password counts in either case of its MD5', async () => {
  const server = await serverWithPeople();
  for (const ps of [md5('secret'), md5('secret').toUpperCase()]) {
    expect(await server.ask('Login', '100001', `&PS=${ps}&LC=${LC}`)).toBe(SIGNED_IN);
  }
});

test('a password counts over its UTF-8 bytes, or over its GBK bytes for an account made so', async () => {
  const server = await serverWithPeople();
  const gbk = Buffer.from([0xc3, 0xdc, 0xc2, 0xeb]); // 密码
  await server.control('accounts', [
    { uin: '300001', password: '密码' },
    { uin: '300002', password: '密码', passwordEncoding: 'gbk' },
  ]);
  const login = (uin: string, password: string | Buffer) =>
    server.ask('Login', uin, `&PS=${md5(password)}&M5=1&LC=${LC}`);
  expect(await login('300001', '密码')).toBe(SIGNED_IN);
  expect(await login('300001', gbk)).toBe(REFUSED);
  expect(await login('300002', gbk)).toBe(SIGNED_IN);
  expect(await login('300002', '密码')).toBe(REFUSED);
});

test('an unknown number, and one without a password, are refused like a wrong password', async () => {
  const server = await serverWithPeople();
  expect(await server.login('999999')).toBe(REFUSED);
  expect(await server.login('200002')).toBe(REFUSED);
  expect(await server.login('100001', 'wrong')).toBe(REFUSED);
});

test.each(['100', '9999', '0', '012345', '123456789012'])('the number %s is not legal', async (uin) => {
  const server = await serverWithPeople();
  expect(await server.login(uin)).toBe('RES=5');
});

test.each([
  ['letters in UIN', '10000a', `&PS=x&LC=${LC}`],
  ['an empty PS', '100001', `&PS=&LC=${LC}`],
  ['no PS', '100001', `&LC=${LC}`],
  ['a wrong LC', '100001', '&PS=x&LC=1223423545756679'],
  ['no LC', '100001', '&PS=x'],
])('%s gets NULL', async (_, uin, rest) => {
  const server = await serverWithPeople();
  expect(await server.ask('Login', uin, rest)).toBe('NULL');
});

test('Login tells the intervals that the clock was set to', async () => {
  const server = await serverWithPeople();
  await server.control('clock', { hi: 5, li: 20 });
  expect(await server.login('100001')).toBe('RES=0&RS=0&HI=5&LI=20');
});

test('several numbers are signed in at one address', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.login('200001');
  expect(await server.ask('List', '100001')).toBe('RES=0&FN=3');
  expect(await server.ask('List', '200001')).toBe('RES=0&FN=1');
});

test('a sign-in at another address displaces, and the old one gets RES=20', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.login('100001', 'secret', AT_2);
  expect(await server.ask('List', '100001')).toBe('RES=20');
  expect(await server.ask('List', '100001', '', AT_2)).toBe('RES=0&FN=3');
});

test('a displaced client cannot sign the new one out', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.login('100001', 'secret', AT_2);
  expect(await server.ask('Logout', '100001')).toBe('RES=0');
  expect(await server.ask('List', '100001', '', AT_2)).toBe('RES=0&FN=3');
});

test('a sign-in at the same address is the same session', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.ask('Change_Stat', '100001', '&ST=30');
  await server.login('100001');
  expect((await server.account('100001')).state).toBe('busy');
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('the server answers on 127.0.0.%i', async (n) => {
  const server = await serverWithPeople();
  expect(await server.login('100001', 'secret', `127.0.0.${n}`)).toBe(SIGNED_IN);
});

test('a client silent for longer than LI is gone: friends hear it, and it gets RES=20', async () => {
  const server = await serverWithPeople();
  await server.login('100001');
  await server.login('200001');
  server.clock.advance(200_000);
  await server.ask('GetMsgEx', '200001');
  server.clock.advance(100_000);
  expect((await server.account('100001')).online).toBe(true);
  server.clock.advance(1);
  expect(await server.account('100001')).toMatchObject({ online: false, state: 'offline' });
  expect(await server.ask('GetMsgEx', '200001')).toBe('RES=0&MN=1&MT=99,&UN=100001,&MG=20,');
  expect(await server.ask('GetMsgEx', '100001')).toBe('RES=20');
});

test('a client that was kicked gets RES=20 and stays visible to friends', async () => {
  const server = await serverWithPeople();
  await server.login('200001');
  await server.login('100001');
  await server.ask('GetMsgEx', '200001');
  expect(await server.control('kick', { uin: '100001', by: '127.0.0.9' })).toMatchObject({ ok: true });
  expect(await server.ask('GetMsgEx', '100001')).toBe('RES=20');
  expect(await server.ask('GetMsgEx', '200001')).toBe('RES=0&MN=0&MT=&UN=&MG=');
});
