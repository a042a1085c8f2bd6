import { expect, test } from 'vitest';
import { httpReply } from './raw-client';
import { recorded } from './recorded';
import { TestServer } from './test-server';

/** The recorded password's MD5 is that of "secret". */
async function recordedWorld(): Promise<TestServer> {
  const server = await TestServer.start();
  await server.control('accounts', [
    { uin: '100001', password: 'secret', friends: ['200001', '200002', '200003'] },
    { uin: '200001', nick: 'A', face: 141 },
    { uin: '200002', nick: 'B', face: 270 },
    { uin: '200003', nick: 'C', face: 270 },
  ]);
  return server;
}

async function signedIn(): Promise<TestServer> {
  const server = await recordedWorld();
  await server.login('100001');
  return server;
}

async function expectRecorded(server: TestServer, request: string, ...reply: string[]): Promise<void> {
  const { text } = await server.raw(request);
  expect(text).toBe(httpReply(recorded('<', ...reply)));
}

function friendIs(server: TestServer, uin: string, state: string) {
  return server.control('presence', { uin, state });
}

test('Login succeeds in the recorded bytes', async () => {
  const server = await recordedWorld();
  await expectRecorded(server, recorded('>', 'VER=1.1&CMD=Login&'), 'CMD=LOGIN', 'RS=0');
});

test('Login with a wrong password is refused in the recorded bytes', async () => {
  const server = await recordedWorld();
  const request = recorded('>', 'VER=1.1&CMD=Login&').replace(/PS=\w+/, 'PS=00000000000000000000000000000000');
  await expectRecorded(server, request, 'CMD=LOGIN', 'RS=1');
});

test('Login with an illegal number is refused in the recorded bytes', async () => {
  const server = await recordedWorld();
  const request = recorded('>', 'VER=1.1&CMD=Login&').replace('UIN=100001', 'UIN=100');
  await expectRecorded(server, request, 'CMD=LOGIN', 'RES=5');
});

test('Login succeeds in the bytes of the later server when its two habits are on', async () => {
  const server = await recordedWorld();
  await server.control('habit', { name: 'echo-cmd-case', on: true });
  await server.control('habit', { name: 'extra-fields', on: true });
  const request = recorded('>', 'VER=1.1&CMD=Login&').replace('SEQ=1234', 'SEQ=17923');
  await expectRecorded(server, request, 'CMD=Login', 'COMP=');
});

test('List names the friends in the recorded bytes', async () => {
  const server = await signedIn();
  await server.control('accounts', { uin: '100001', friends: ['200001', '200002'] });
  await expectRecorded(server, recorded('>', 'CMD=List&'), 'CMD=LIST', 'SN=2');
});

test('List without TN counts the friends in the recorded bytes', async () => {
  const server = await signedIn();
  const friends = Array.from({ length: 9 }, (_, index) => String(200_001 + index));
  await server.control('accounts', { uin: '100001', friends });
  await expectRecorded(server, recorded('>', 'CMD=List&').replace('TN=160', 'TN=0'), 'CMD=LIST', 'FN=9');
});

test('Query_Stat names the friends who are there in the recorded bytes', async () => {
  const server = await signedIn();
  await friendIs(server, '200001', 'online');
  await friendIs(server, '200002', 'online');
  await friendIs(server, '200003', 'busy');
  await expectRecorded(server, recorded('>', 'CMD=Query_Stat&'), 'CMD=QUERY_STAT', 'SN=3');
});

test('Query_Stat without TN answers twice on one connection', async () => {
  const server = await signedIn();
  await friendIs(server, '200001', 'online');
  const { text } = await server.raw('VER=1.1&CMD=Query_Stat&SEQ=1236&UIN=100001');
  const head = 'VER=1.1&CMD=QUERY_STAT&SEQ=1236&UIN=100001&RES=0';
  expect(text).toBe(httpReply(`${head}&FN=1`) + httpReply(`${head}&FC=&FN=1&SN=0&ST=&UN=&NK=`));
});

test('GetMsgEx hands statuses and messages over, in order and in the recorded bytes', async () => {
  const server = await recordedWorld();
  await friendIs(server, '200001', 'online');
  await server.login('100001');
  await friendIs(server, '200001', 'offline');
  await friendIs(server, '200002', 'busy');
  await friendIs(server, '200002', 'online');
  await server.control('say', { from: '200003', to: '100001', text: 'hi ' });
  await expectRecorded(server, recorded('>', 'CMD=GetMsgEx&'), 'CMD=GETMSGEX', 'MN=4');
});

test('GetMsgEx ends with & in the recorded bytes of 2009 when that habit is on', async () => {
  const server = await signedIn();
  await server.control('habit', { name: 'trailing-amp', on: true });
  await friendIs(server, '200001', 'busy');
  await server.control('say', { from: '200001', to: '100001', text: 'asdf' });
  await server.control('say', { from: '200001', to: '100001', text: 'asdf' });
  await expectRecorded(server, recorded('>', 'CMD=GetMsgEx&'), 'CMD=GETMSGEX', 'MN=3');
});

test('GetMsgEx escapes comma, ampersand and percent in the recorded bytes', async () => {
  const server = await signedIn();
  await server.control('say', { from: '200001', to: '100001', text: 'a,b&c%d' });
  await expectRecorded(server, recorded('>', 'CMD=GetMsgEx&'), 'CMD=GETMSGEX', 'MN=1');
});

test('GetMsgEx says that nothing waits in the recorded bytes', async () => {
  const server = await signedIn();
  await expectRecorded(server, recorded('>', 'CMD=GetMsgEx&'), 'CMD=GETMSGEX', 'MN=0');
});

test.each([
  ['Change_Stat', 'VER=1.1&CMD=Change_Stat&SEQ=1242&UIN=100001&RES=0&'],
  ['CLTMSG', 'VER=1.1&CMD=CLTMSG&SEQ=1243&UIN=100001&RES=0&'],
  ['Logout', 'VER=1.1&CMD=LOGOUT&SEQ=1244&UIN=100001&RES=0'],
])('%s takes the recorded request', async (cmd, reply) => {
  const server = await signedIn();
  const { text } = await server.raw(recordedRequest(cmd));
  expect(text).toBe(httpReply(reply));
});

test.each(['Login', 'List', 'Query_Stat', 'GetMsgEx', 'Change_Stat', 'CLTMSG', 'Logout'])(
  '%s of version 1.0 is answered as one of 1.1',
  async (cmd) => {
    const reply = async (version: string) => {
      const server = await signedIn();
      return server.send(recordedRequest(cmd).replace('VER=1.1', version));
    };
    const [old, present] = await Promise.all([reply('VER=1.0'), reply('VER=1.1')]);
    expect(old).toBe(present);
    expect(old).toMatch(/^VER=1\.1&/);
  },
);

test.each(['1.2', '1.4', '4.0', '1', ''])('version "%s" gets NULL', async (version) => {
  const server = await signedIn();
  for (const cmd of ['Login', 'List', 'Logout']) {
    expect(await server.send(recordedRequest(cmd).replace('VER=1.1', `VER=${version}`))).toBe('NULL');
  }
});

test('GetInfo tells of a person in the recorded bytes, escaped twice where lists are escaped once', async () => {
  const server = await signedIn();
  const details = { AD: 'addr', EM: 'a@example.invalid', HP: 'example', JB: 'job', PC: '650000', PH: '0', PV: 'prov' };
  const rest = { PR: 'one,two,\nthree', RN: 'name', SC: 'school' };
  await server.control('accounts', { uin: '200001', nick: 'nick', face: 270, details: { ...details, ...rest } });
  await expectRecorded(server, recordedRequest('GetInfo'), 'CMD=GETINFO');
});

test('AddToList asks for a verification in the recorded bytes', async () => {
  const server = await signedIn();
  await server.control('accounts', { uin: '100001', friends: [] });
  await expectRecorded(server, recordedRequest('AddToList'), 'CMD=AddToList', 'CD=1');
});

test('Ack_AddToList is carried out in the recorded bytes', async () => {
  const server = await signedIn();
  await server.control('request', { from: '200001', to: '100001', text: 'hi' });
  const { text } = await server.raw(recordedRequest('Ack_AddToList').replace('CD=2', 'CD=0'));
  expect(text).toBe(httpReply(recorded('<', 'CMD=Ack_AddToList').replace(/\s.*$/, '')));
});

/** The recorder gives two requests' replies on the same line. */
function recordedRequest(cmd: string): string {
  return recorded('>', `VER=1.1&CMD=${cmd}&`);
}
