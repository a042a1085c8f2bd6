import { expect, test } from 'vitest';
import { serverWithPeople, type TestServer } from './test-server';

/** 100001 (friends 200001 to 200003) and 200001 are signed in; 300001 is nobody's friend, and can sign in too. */
async function signedIn(): Promise<TestServer> {
  const server = await serverWithPeople();
  await server.control('accounts', { uin: '300001', password: 'secret', nick: '小明', face: 270 });
  for (const uin of ['100001', '200001', '300001']) await server.login(uin);
  await messages(server, '100001');
  await messages(server, '300001');
  return server;
}

function messages(server: TestServer, uin: string): Promise<string> {
  return server.ask('GetMsgEx', uin);
}

async function friends(server: TestServer, uin: string): Promise<string[]> {
  return (await server.account(uin)).friends;
}

/** Asks to be added: the first of the two is held, and what the second gets. */
async function askTwice(server: TestServer, from: string, to: string, text: string): Promise<string> {
  const first = server.ask('Ack_AddToList', from, `&UN=${to}&CD=2&RS=${text}`);
  await server.untilRefused(1);
  const second = await server.ask('Ack_AddToList', from, `&UN=${to}&CD=2&RS=${text}`);
  server.clock.advance(20_000);
  expect(await first).toBe('RES=3');
  return second;
}

test('who lets anybody add them is on the list at once, and the other side is not', async () => {
  const server = await signedIn();
  await server.control('accounts', { uin: '300001', adding: 'open' });
  expect(await server.ask('AddToList', '100001', '&UN=300001')).toBe('RES=0&CD=0&UN=300001');
  expect(await friends(server, '100001')).toContain('300001');
  expect(await friends(server, '300001')).toEqual([]);
});

test.each([
  ['verify', '1'],
  ['closed', '2'],
])('who wants to be asked (%s) is not added, and the answer is CD=%s', async (adding, cd) => {
  const server = await signedIn();
  await server.control('accounts', { uin: '300001', adding });
  expect(await server.ask('AddToList', '100001', '&UN=300001')).toBe(`RES=0&CD=${cd}&UN=300001`);
  expect(await friends(server, '100001')).not.toContain('300001');
});

test('the habit of 2009 refuses with CD=3', async () => {
  const server = await signedIn();
  await server.control('accounts', { uin: '300001', adding: 'closed' });
  await server.control('habit', { name: 'refuse-with-3', on: true });
  expect(await server.ask('AddToList', '100001', '&UN=300001')).toBe('RES=0&CD=3&UN=300001');
});

test.each(['100001', '999999'])('nobody can add %s, themselves or a number nobody has', async (uin) => {
  const server = await signedIn();
  expect(await server.ask('AddToList', '100001', `&UN=${uin}`)).toBe(`RES=0&CD=2&UN=${uin}`);
});

test('of two requests to be added, in flight at once, the first gets RES=3 after 20 s and the second counts', async () => {
  const server = await signedIn();
  expect(await askTwice(server, '100001', '300001', '我是小李')).toBe('RES=0&');
  expect(await messages(server, '300001')).toBe('RES=0&MN=1&MT=2,&UN=100001,&MG=我是小李,');
});

test('the same request twice under one SEQ is one request, and counts for the first of two', async () => {
  const server = await signedIn();
  const body = 'VER=1.1&CMD=Ack_AddToList&SEQ=77&UIN=100001&UN=300001&CD=2&RS=hi';
  const [first, again] = [server.send(body), server.send(body)];
  await server.untilRefused(1);
  server.clock.advance(20_000);
  expect([await first, await again]).toEqual([expect.stringMatching(/RES=3$/), expect.stringMatching(/RES=3$/)]);
  expect(await messages(server, '300001')).toBe('RES=0&MN=0&MT=&UN=&MG=');
  expect(await server.ask('Ack_AddToList', '100001', '&UN=300001&CD=2&RS=hi')).toBe('RES=0&');
});

test('a second request after 30 s is a first one again', async () => {
  const server = await signedIn();
  const ask = () => server.ask('Ack_AddToList', '100001', '&UN=300001&CD=2&RS=hi');
  const first = ask();
  await server.untilRefused(1);
  server.clock.advance(30_001);
  await first;
  const second = ask();
  await server.untilRefused(2);
  server.clock.advance(20_000);
  expect(await second).toBe('RES=3');
});

test('a yes makes both friends and arrives as MT=3 with nothing to read', async () => {
  const server = await signedIn();
  await askTwice(server, '100001', '300001', 'hi');
  await messages(server, '300001');
  expect(await server.ask('Ack_AddToList', '300001', '&UN=100001&CD=0&RS=')).toBe('RES=0&');
  expect(await messages(server, '100001')).toBe('RES=0&MN=1&MT=3,&UN=300001,&MG=,');
  expect(await friends(server, '100001')).toContain('300001');
  expect(await friends(server, '300001')).toEqual(['100001']);
});

test('a no arrives as MT=4 with its reason, and nobody is added', async () => {
  const server = await signedIn();
  await server.control('request', { from: '300001', to: '100001', text: '加我' });
  expect(await messages(server, '100001')).toBe('RES=0&MN=1&MT=2,&UN=300001,&MG=加我,');
  expect(await server.ask('Ack_AddToList', '100001', '&UN=300001&CD=1&RS=%E4%B8%8D%E8%A6%81')).toBe('RES=0&');
  expect(await messages(server, '300001')).toBe('RES=0&MN=1&MT=4,&UN=100001,&MG=不要,');
  expect(await friends(server, '100001')).not.toContain('300001');
});

test('a request is answered once: the second answer was sent twice', async () => {
  const server = await signedIn();
  await server.control('request', { from: '300001', to: '100001' });
  expect(await server.ask('Ack_AddToList', '100001', '&UN=300001&CD=0&RS=')).toBe('RES=0&');
  const second = server.ask('Ack_AddToList', '100001', '&UN=300001&CD=0&RS=');
  await server.untilRefused(1);
  server.clock.advance(20_000);
  expect(await second).toBe('RES=3');
});

test.each(['3', '4', '99'])('CD=%s gets RES=3 after 20 s', async (cd) => {
  const server = await signedIn();
  const asked = server.ask('Ack_AddToList', '100001', `&UN=300001&CD=${cd}&RS=hi`);
  await server.untilRefused(1);
  server.clock.advance(20_000);
  expect(await asked).toBe('RES=3');
});

test('a person answers through the control port', async () => {
  const server = await signedIn();
  await askTwice(server, '100001', '300001', 'hi');
  await server.control('answer', { from: '300001', to: '100001', cd: '1', text: '不认识' });
  expect(await messages(server, '100001')).toBe('RES=0&MN=1&MT=4,&UN=300001,&MG=不认识,');
  await server.control('answer', { from: '300001', to: '100001', cd: '0' });
  expect(await friends(server, '100001')).toContain('300001');
});

test('DelFromList takes off one list only; the same again within 60 s takes 30 s and is refused', async () => {
  const server = await signedIn();
  expect(await server.ask('DelFromList', '100001', '&UN=200001')).toBe('RES=0&');
  expect(await server.ask('DelFromList', '100001', '&UN=200002')).toBe('RES=0&');
  expect(await friends(server, '100001')).toEqual(['200003']);
  expect(await friends(server, '200001')).toContain('100001');
  let answered = false;
  const again = server.ask('DelFromList', '100001', '&UN=200001').finally(() => {
    answered = true;
  });
  await server.untilRefused(1);
  server.clock.advance(29_999);
  await messages(server, '100001');
  expect(answered).toBe(false);
  server.clock.advance(1);
  expect(await again).toBe('RES=3');
  server.clock.advance(30_001);
  expect(await server.ask('DelFromList', '100001', '&UN=200001')).toBe('RES=0&');
});

test('GetInfo of a number that nobody has is a reply in which every field is empty', async () => {
  const server = await signedIn();
  expect(await server.ask('GetInfo', '100001', '&LV=0&UN=999999')).toBe('RES=0&LV=0&UN=999999&NK=');
});

test('percent, ampersand, comma and line breaks survive GetInfo', async () => {
  const server = await signedIn();
  await server.control('accounts', { uin: '200001', details: { PR: '50% & a,b\r\nc' } });
  expect(await server.ask('GetInfo', '100001', '&LV=2&UN=200001')).toContain('&PR=50%2525 %2526 a%252cb%0d%0ac&');
});

test.each([
  ['GetInfo', '&LV=x&UN=200001'],
  ['GetInfo', '&LV=2&UN=x'],
  ['GetInfo', '&LV=2'],
  ['Finger', '&AG=x'],
  ['Finger', '&SX=x'],
  ['AddToList', '&UN=x'],
  ['Ack_AddToList', '&UN=x&CD=0&RS='],
  ['Ack_AddToList', '&UN=200001&CD=x&RS='],
  ['Ack_AddToList', '&UN=200001&CD=1&RS=%ff'],
  ['DelFromList', '&UN=x'],
])('%s%s is malformed: NULL', async (cmd, rest) => {
  const server = await signedIn();
  expect(await server.ask(cmd, '100001', rest)).toBe('NULL');
});

test('Finger finds people by age, sex and province, each if asked for, the offline too', async () => {
  const server = await signedIn();
  await server.control('accounts', [
    { uin: '300001', details: { AG: '20', SX: '1', PV: '江苏' } },
    { uin: '300002', nick: 'D', details: { AG: '20', SX: '0', PV: '江苏' } },
    { uin: '300003', nick: 'E', details: { AG: '30', SX: '1', PV: '北京' } },
  ]);
  const find = (rest: string) => server.ask('Finger', '100001', rest);
  expect(await find('&AG=20&SX=&PV=')).toBe('RES=0&FC=270,0,&FN=1&SN=2&ST=10,20,&UN=300001,300002,&NK=小明,D,');
  expect(await find('&AG=20&SX=1&PV=')).toContain('&UN=300001,&NK=');
  expect(await find('&AG=&SX=1&PV=北京')).toContain('&UN=300003,&NK=');
  expect(await find('&AG=99&SX=&PV=')).toBe('RES=0&FC=&FN=1&SN=0&ST=&UN=&NK=');
});

test('Finger hands 50 people a page and goes on after the last number of one', async () => {
  const server = await signedIn();
  const many = Array.from({ length: 60 }, (_, index) => ({ uin: String(400_001 + index), details: { AG: '20' } }));
  await server.control('accounts', many);
  expect(await server.ask('Finger', '100001', '&AG=20')).toMatch(/&FN=0&SN=50&.*,400050,&NK/);
  expect(await server.ask('Finger', '100001', '&AG=20&UN=400050')).toMatch(/&FN=1&SN=10&.*&UN=400051,/);
});

test('the ledger names whom a command was about', async () => {
  const server = await signedIn();
  await server.ask('GetInfo', '100001', '&LV=2&UN=200001');
  await server.ask('DelFromList', '100001', '&UN=200001');
  expect((await server.ledger('command')).slice(-2)).toMatchObject([
    { cmd: 'GetInfo', from: '100001', to: '200001', res: 0 },
    { cmd: 'DelFromList', from: '100001', to: '200001', res: 0 },
  ]);
});

test('a death keeps who waits for whose answer', async () => {
  const server = await signedIn();
  await server.control('request', { from: '300001', to: '100001' });
  await server.control('restart', { keep: true });
  await messages(server, '100001');
  expect(await server.ask('Ack_AddToList', '100001', '&UN=300001&CD=0&RS=')).toBe('RES=0&');
});

test.each([
  ['details', { details: { lower: 'x' } }],
  ['details', { details: { FC: '1' } }],
  ['adding', { adding: 'perhaps' }],
])('the control port refuses bad %s and names the field', async (field, body) => {
  const server = await signedIn();
  expect(await server.control('accounts', { uin: '200001', ...body })).toMatchObject({ ok: false, field });
});
