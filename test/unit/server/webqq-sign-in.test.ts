import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { fixture } from './recorded';
import { HOSTS, serverWithWebqq, signedIn, slips, WebqqClient } from './webqq-client';
import { hash33 } from './webqq-proofs';

/** What a line of ptlogin looks like without its numbers. */
function shapeOf(line: string): string {
  return line
    .replace(/\((\d{2,})\)/g, '(N)')
    .replace(/ptsigx=\w+/, 'ptsigx=N')
    .replace(/ {2,}#.*/, '');
}

function recordedLines(start: string): string[] {
  return fixture('webqq/ptlogin.txt')
    .split('\n')
    .filter((line) => line.startsWith(start))
    .map(shapeOf);
}

async function shown(mapped = false) {
  const server = await serverWithWebqq();
  const client = new WebqqClient(server, mapped);
  const reply = await client.ask(HOSTS.ssl, '/ptqrshow?appid=501004106&e=0&l=M&s=5&d=72&v=4&t=0.1');
  return { server, client, reply, step: (step: string) => server.control('qr', { uin: '100001', step }) };
}

test('the picture is a PNG that a phone can read, and each one is another', async () => {
  const { server, client, reply } = await shown();
  expect(reply.headers['content-type']).toBe('image/png');
  const { width, height, data } = PNG.sync.read(reply.bytes);
  const read = jsQR(Uint8ClampedArray.from(data), width, height)?.data;
  expect(read).toMatch(/^https:\/\/txz\.qq\.com\/p\?k=.+&f=501004106$/);
  const { webqq } = (await server.look('state')) as unknown as { webqq: { qrCodes: object[] } };
  expect(webqq.qrCodes).toEqual([{ text: read, state: 'waiting' }]);
  const qrsig = client.jar.value('qrsig');
  await client.ask(HOSTS.ssl, '/ptqrshow?s=3');
  expect(client.jar.value('qrsig')).not.toBe(qrsig);
});

test('the four states are told by the recorded codes and words', async () => {
  const { client, step } = await shown(true);
  const heard: string[] = [];
  const listen = async () => heard.push(shapeOf((await client.ptqrlogin()).text));
  await listen();
  await step('scan');
  await listen();
  await step('confirm');
  await listen();
  const [valid, scanned, , done] = recordedLines("ptuiCB('");
  expect(heard).toEqual([valid, scanned, done?.replace("'nick'", "'me'")]);
  await listen();
  expect(heard[3]).toBe(recordedLines("ptuiCB('65'")[0]);
});

test('a picture lives for 120 seconds', async () => {
  const { server, client, step } = await shown();
  server.clock.advance(119_999);
  expect((await client.ptqrlogin()).text).toContain('二维码未失效');
  server.clock.advance(1);
  expect((await client.ptqrlogin()).text).toMatch(/^ptuiCB\('65',.*二维码已失效/);
  expect(await step('confirm')).toMatchObject({ status: 409, field: 'step' });
});

test('a picture that nobody was shown has expired, and a wrong token is refused', async () => {
  const { client } = await shown();
  const at = (token: number) => `/ptqrlogin?ptqrtoken=${token}&aid=501004106`;
  const strange = await client.ask(HOSTS.ssl, at(hash33('of-nobody')), { cookie: 'qrsig=of-nobody' });
  expect(strange.status).toBe(200);
  expect(strange.text).toContain("'65'");
  expect((await client.ask(HOSTS.ssl, at(1))).status).toBe(403);
});

test('check_sig gives the recorded cookies on the recorded domains and sends the client on', async () => {
  const { server, client, step } = await shown(true);
  await step('confirm');
  const reply = await client.passCheckSig((await client.ptqrlogin()).text);
  expect(reply.status).toBe(302);
  expect(reply.headers.location).toBe('http://w.qq.com/proxy.html?login2qq=1&webqq_type=10');
  const nameless = (line: string) =>
    line
      .replace(/=(@|o)?[\w]*(_?);/, '=V;')
      .replace(/EXPIRES=[^;]+/, 'EXPIRES=T')
      .replaceAll(/[; ]+/g, ' ')
      .trim();
  const lines = recordedLines('Set-Cookie: ').map((line) =>
    nameless(line.replace('Set-Cookie: ', '').replace(/\(.*/, '')),
  );
  expect((reply.headers['set-cookie'] ?? []).map(nameless)).toEqual(expect.arrayContaining(lines));
  expect(client.jar.for('d1.web2.qq.com')).toMatch(/skey=@.*p_skey=/);
  expect(client.jar.for('w.qq.com')).not.toContain('p_skey');
  await client.openSession();
  await client.fetchLists();
  expect(await slips(server)).toEqual({});
});

test('a client that knows one address only is never sent elsewhere', async () => {
  const { server, client, step } = await shown();
  await step('confirm');
  const ptui = (await client.ptqrlogin()).text;
  expect(ptui).toContain(`'http://127.0.0.1:${server.webqqPort}/check_sig?`);
  const reply = await client.passCheckSig(ptui);
  expect(String(reply.headers['set-cookie'])).not.toContain('DOMAIN');
  await client.openSession();
  expect((await client.pollJson()).retcode).toBe(102);
});

test('SmartQQ signs in whole: picture, check_sig, vfwebqq, login2, lists in the official order', async () => {
  const server = await serverWithWebqq();
  await signedIn(server);
  expect(await server.account('100001')).toMatchObject({ online: true, state: 'online' });
  expect((await server.ledger('command')).map(({ cmd }) => cmd)).toEqual([
    ...['ptqrshow', 'ptqrlogin', 'check_sig', 'getvfwebqq', 'login2'],
    ...['get_user_friends2', 'get_group_name_list_mask2', 'get_discus_list', 'get_self_info2'],
    ...['get_online_buddies2', 'get_recent_list2'],
  ]);
  expect(await slips(server)).toEqual({});
});

test('without check_sig there is no session', async () => {
  const { client, step } = await shown(true);
  await step('confirm');
  await client.ptqrlogin();
  const query = { ptwebqq: client.jar.value('ptwebqq'), clientid: 53999199, psessionid: '' };
  expect(await client.get('/api/getvfwebqq', query)).toMatchObject({ retcode: 103 });
});

test('WebQQ 3 signs in whole with the password scheme, a string clientid and doubled fields', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server, '100001', 'webqq3');
  expect(client.psessionid).toMatch(/^8368046764001e/);
  expect((await server.ledger('command')).slice(0, 4).map(({ cmd }) => cmd)).toEqual([
    'check',
    'login',
    'check_sig',
    'login2',
  ]);
  expect(await server.account('100001')).toMatchObject({ online: true, signIns: [{ era: 'webqq3', phase: 'online' }] });
  expect(await slips(server)).toEqual({});
});

test('a wrong password and a number without one are refused in the recorded words', async () => {
  const server = await serverWithWebqq();
  const client = new WebqqClient(server);
  const recorded = recordedLines("ptuiCB('3'")[0];
  expect((await client.loginWith('100001', 'wrong', '!PTH')).text).toBe(recorded);
  expect((await client.loginWith('200001', 'secret', '!PTH')).text).toBe(recorded?.replace('100001', '200001'));
});

test('check tells a code and the number’s bytes as recorded; a picture is asked for where that is the manner', async () => {
  const server = await serverWithWebqq();
  const client = new WebqqClient(server);
  const check = async () => (await client.ask(HOSTS.check, '/check?uin=100001&appid=1003903')).text;
  expect(await check()).toBe(recordedLines("ptui_checkVC('0','!PTH'")[0]);
  await server.control('habit', { name: 'captcha', on: true });
  expect(await check()).toMatch(/^ptui_checkVC\('1','[^']+\*\*','\\x00/);
  const wrong = recordedLines("ptuiCB('4','0'")[0];
  expect((await client.loginWith('100001', 'secret', 'none')).text).toBe(wrong);
  const picture = await client.ask('captcha.qq.com', '/getimage?aid=1003903&r=0.5&uin=100001');
  expect(PNG.sync.read(picture.bytes)).toMatchObject({ width: 130, height: 53 });
  const { captcha } = (await server.account('100001')) as unknown as { captcha: string };
  expect((await client.loginWith('100001', 'secret', captcha.toLowerCase())).text).toMatch(/^ptuiCB\('0',/);
  expect((await client.loginWith('100001', 'secret', captcha)).text).toBe(wrong);
});

test('a saved sign-in gets a new check_sig from its supertoken, another number does not', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const token = (text: string) => {
    let e = 5381;
    for (const char of text) e += (e << 5) + char.charCodeAt(0);
    return 2147483647 & e;
  };
  const at = `/pt4_auth?daid=164&appid=501004106&auth_token=${token(client.jar.value('supertoken') ?? '')}`;
  const url = /^ptui_auth_CB\('0','([^']+)'\)/.exec((await client.ask(HOSTS.ssl, at)).text)?.[1] ?? '';
  expect((await client.open(url)).status).toBe(302);
  client.jar.set('superuin', 'o0000100002');
  expect((await client.ask(HOSTS.ssl, at)).text).toBe("ptui_auth_CB('1','');");
});

test('three sign-ins have three numbers for one friend, and each is that friend', async () => {
  const server = await serverWithWebqq();
  const numbers = new Set<number>();
  for (let time = 0; time < 3; time += 1) {
    const client = await signedIn(server);
    const tuin = await client.friend('Ming');
    numbers.add(tuin);
    const { vfwebqq } = client;
    const query = { tuin, type: 1, vfwebqq };
    expect((await client.get('/api/get_friend_uin2', query)).result).toEqual({ uiuin: '', account: 200001, uin: tuin });
    const { gid, code } = await client.group('测试群');
    for (const each of [gid, code]) {
      const found = await client.get('/api/get_friend_uin2', { tuin: each, type: 4, vfwebqq });
      expect(found.result.account).toBe(700001);
    }
  }
  expect(numbers.size).toBe(3);
});

test('a number of another sign-in is nobody’s', async () => {
  const server = await serverWithWebqq();
  const former = await signedIn(server);
  const tuin = await former.friend('Ming');
  const client = await signedIn(server);
  const query = { tuin, type: 1, vfwebqq: client.vfwebqq };
  expect(await client.get('/api/get_friend_uin2', query)).toMatchObject({ retcode: 100006 });
});

test('a wrong hash of the friend list is refused', async () => {
  const server = await serverWithWebqq();
  const client = await signedIn(server);
  const { vfwebqq } = client;
  const ask = (call: string) => client.post(`/api/${call}`, { vfwebqq, hash: '0000000000000000' }, { host: HOSTS.s });
  expect(await ask('get_user_friends2')).toMatchObject({ retcode: 100006 });
  expect(await ask('get_group_name_list_mask2')).toMatchObject({ retcode: 100006 });
});
