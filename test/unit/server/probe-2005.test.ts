import { expect, test } from 'vitest';
import { type Exchange, httpReply } from './raw-client';
import { fixture } from './recorded';
import { md5, TestServer } from './test-server';

const UIN = '1234567';
const FRIENDS = ['3814526', '106814', '200001', '200002', '200003', '200004', '200005', '200006', '200007'];

/** What the probe's author told of himself; CV and ID are what every number has there. */
const HACKFAN = {
  AD: '地址',
  AG: '19',
  BT: '2',
  CO: '6',
  CT: '苏州',
  CY: '中华人民共和国',
  EM: 'hackfan@qq.com',
  HP: 'http://blog.hackfan.net',
  JB: '学生',
  MO: '136********',
  PC: '邮编',
  PH: '电话',
  PR: 'The guy is updating to .NET Frameword......',
  PV: '江苏',
  RN: '胡吉阳',
  SC: '毕业院校',
  SH: '3',
  SX: '0',
};

interface ProbeCase {
  request: string;
  /** The bytes of the whole connection. */
  expected: string;
  penalty: boolean;
}

function probeCases(): ProbeCase[] {
  const lines = fixture('httpqq-probe-2005.txt').split('\n');
  return lines.flatMap((line, index) => {
    if (!line.startsWith('> ')) return [];
    const answer = lines[index + 1]?.slice(2) ?? '';
    const fill = (text: string) =>
      text
        .replaceAll('{SEQ}', String(1000 + index))
        .replaceAll('{UIN}', UIN)
        .replaceAll('{PS}', md5('secret'))
        .replaceAll('{FRIENDS}', FRIENDS.map((friend) => `${friend},`).join(''));
    const bodies = fill(answer.replace(/ PENALTY$/, '')).split(' + ');
    const expected = answer === 'NULL' ? '' : bodies.map(httpReply).join('');
    return [{ request: fill(line.slice(2)), expected, penalty: answer.endsWith(' PENALTY') }];
  });
}

test('the 2005 probe gets what its author printed, byte for byte', async () => {
  const server = await TestServer.start();
  await server.control('accounts', [
    { uin: UIN, password: 'secret', friends: FRIENDS },
    { uin: '106814', nick: 'Hackfan 好', details: HACKFAN },
  ]);
  await server.control('presence', { uin: '106814', state: 'online' });
  const cases = probeCases();
  expect(cases).toHaveLength(59);
  let refused = 0;
  for (const { request, expected, penalty } of cases) {
    const inLoginTests = request.includes('CMD=Login') && !request.includes('&M5=1&');
    let answer: Exchange | undefined;
    const asked = server.raw(request).then((got) => {
      answer = got;
    });
    if (penalty) {
      refused += 1;
      await server.untilRefused(refused);
      server.clock.advance(19_999);
      expect(answer, 'before the 20 s are over').toBeUndefined();
      server.clock.advance(1);
    }
    await asked;
    expect({ request, text: answer?.text, reset: answer?.reset }).toEqual({ request, text: expected, reset: false });
    if (inLoginTests) await server.ask('Logout', UIN);
  }
});

test('every command but Logout gets RES=20 before login', async () => {
  const server = await TestServer.start();
  await server.control('accounts', { uin: UIN, password: 'secret' });
  for (const [cmd, echo, rest] of [
    ['List', 'LIST', ''],
    ['Query_Stat', 'QUERY_STAT', ''],
    ['Change_Stat', 'Change_Stat', '&ST=10'],
    ['GetMsgEx', 'GETMSGEX', ''],
    ['CLTMSG', 'CLTMSG', '&UN=106814&MG=TEST'],
    ['GetInfo', 'GETINFO', '&LV=2&UN=106814'],
    ['Finger', 'FINGER', ''],
    ['AddToList', 'AddToList', '&UN=106814'],
    ['Ack_AddToList', 'Ack_AddToList', '&UN=106814&CD=0&RS=TEST'],
    ['DelFromList', 'DelFromList', '&UN=106814'],
  ] as const) {
    const { text } = await server.raw(`VER=1.1&CMD=${cmd}&SEQ=1234&UIN=${UIN}${rest}`);
    expect(text).toBe(httpReply(`VER=1.1&CMD=${echo}&SEQ=1234&UIN=${UIN}&RES=20`));
  }
  const { text } = await server.raw(`VER=1.1&CMD=Logout&SEQ=1234&UIN=${UIN}`);
  expect(text).toBe(httpReply(`VER=1.1&CMD=LOGOUT&SEQ=1234&UIN=${UIN}&RES=0`));
});
