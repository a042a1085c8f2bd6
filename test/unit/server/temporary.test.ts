import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { md5, serverWithPeople } from './test-server';

const secret = 'a long secret';

/** 100001 takes temporary sessions; the stranger's browser is a row of plain requests. */
async function standing() {
  const server = await serverWithPeople();
  const origin = `http://127.0.0.1:${server.ready.temporary}`;
  await server.control('temporary', { uin: '100001', on: true, secret, keys: ['81a37f0b7cac68639bddfdb9'] });
  const get = (path: string) => fetch(`${origin}${path}`);
  const seconds = () => Math.floor(server.clock.now() / 1000);
  return {
    server,
    origin,
    get,
    seconds,
    go: (query: string) => get(`/go?tn=temporary&${query}`),
    refusal: async (answer: Promise<Response>) => (await answer).headers.get('x-refused'),
    /** The id of the chat that a page opened. */
    chatOf: async (answer: Promise<Response>) => /const chat = "(\w+)"/.exec(await (await answer).text())?.[1] ?? '',
    say: (chat: string, text: string) =>
      fetch(`${origin}/say`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ chat, text }),
      }),
    hear: async (chat: string) => (await get(`/hear?chat=${chat}`)).json(),
    seal: (told: readonly unknown[]) => createHmac('sha256', secret).update(JSON.stringify(told)).digest('hex'),
  };
}

test('a stranger who opened a link is heard over the protocol of the person called, and hears the answer', async () => {
  const { server, go, chatOf, say, hear } = await standing();
  await server.login('100001');
  const chat = await chatOf(go('uin=100001&from=shop.test'));
  expect((await say(chat, '在吗?')).status).toBe(200);
  await say(chat, '<b>还有货吗</b>');
  const [first, second] = await server.ledger('accepted');
  expect(first).toMatchObject({ to: '100001', text: '【来自 shop.test】\n在吗?' });
  expect(second?.text).toBe('<b>还有货吗</b>');
  await server.ask('CLTMSG', '100001', `&UN=${first?.from}&MG=${encodeURIComponent('在')}`);
  expect(await hear(chat)).toEqual(['在']);
  expect(await hear(chat)).toEqual([]);
});

test('whoever has temporary sessions switched off is not called, and nobody has them on from the start', async () => {
  const { server, go, get, refusal } = await standing();
  expect(await refusal(go('uin=200001'))).toBe('switched-off');
  expect(await refusal(go('uin=999999'))).toBe('nobody');
  await server.control('temporary', { uin: '100001', on: false });
  expect(await refusal(go('uin=100001'))).toBe('switched-off');
  expect(await refusal(get('/msgrd?v=3&uin=100001&site=qq&menu=yes'))).toBe('switched-off');
});

test('a token of another number or another moment is refused, one of this link opens', async () => {
  const { go, seconds, refusal } = await standing();
  const at = seconds();
  expect((await go(`uin=100001&timestamp=${at}&token=${md5(`100001${at}${secret}`)}`)).status).toBe(200);
  expect(await refusal(go(`uin=100001&timestamp=${at}&token=${md5(`200001${at}${secret}`)}`))).toBe('wrong-token');
  expect(await refusal(go(`uin=100001&timestamp=${at + 1}&token=${md5(`100001${at}${secret}`)}`))).toBe('wrong-token');
});

test('a token lets life and source be changed, which the seal does not', async () => {
  const { go, seconds, seal, refusal } = await standing();
  const at = seconds();
  const token = md5(`100001${at}${secret}`);
  const sealed = seal(['100001', at, 3600, 'shop.test', 'yes', null, null, null]);
  const link = (source: string, life: number) => `uin=100001&from=${source}&expire=${life}&timestamp=${at}`;
  expect((await go(`${link('other.test', 86_400)}&token=${token}`)).status).toBe(200);
  expect((await go(`${link('shop.test', 3600)}&seal=${sealed}`)).status).toBe(200);
  expect(await refusal(go(`${link('other.test', 3600)}&seal=${sealed}`))).toBe('wrong-seal');
  expect(await refusal(go(`${link('shop.test', 86_400)}&seal=${sealed}`))).toBe('wrong-seal');
});

test('a person who wants proofs takes no link without one', async () => {
  const { server, go, get, refusal } = await standing();
  await server.control('temporary', { uin: '100001', signedOnly: true });
  expect(await refusal(go('uin=100001'))).toBe('not-signed');
  expect(await refusal(get('/msgrd?v=3&uin=100001'))).toBe('not-signed');
});

test('a link lives for what it says, a day at most, and a clock that is hours ahead opens nothing', async () => {
  const { server, go, seconds, refusal } = await standing();
  const at = seconds();
  const signed = (moment: number, life: number) =>
    go(`uin=100001&expire=${life}&timestamp=${moment}&token=${md5(`100001${moment}${secret}`)}`);
  expect(await refusal(signed(at, 86_401))).toBe('life-too-long');
  expect(await refusal(signed(at + 7200, 3600))).toBe('not-yet');
  expect((await signed(at, 3600)).status).toBe(200);
  expect((await go('uin=100001&from=a&expire=3600')).status).toBe(200);
  server.clock.advance(3_600_000);
  expect(await refusal(signed(at, 3600))).toBe('expired');
  // It does not say when it was made, so it has lived since it was first opened.
  expect(await refusal(go('uin=100001&from=a&expire=3600'))).toBe('expired');
});

test('one address opens five sessions a minute; a refused link costs none of them', async () => {
  const { server, go, refusal } = await standing();
  for (let n = 0; n < 8; n += 1) await go('uin=200001');
  for (let n = 0; n < 5; n += 1) expect((await go('uin=100001')).status).toBe(200);
  expect(await refusal(go('uin=100001'))).toBe('too-often');
  server.clock.advance(60_000);
  expect((await go('uin=100001')).status).toBe(200);
});

test('a code opens once and for five minutes, whether the service made it or the secret gives it', async () => {
  const { server, go, refusal } = await standing();
  const ask = (code?: string) => go(`uin=100001&code=1${code === undefined ? '' : `&given=${code}`}`);
  expect(await refusal(ask())).toBe('code-needed');
  await server.control('code', { uin: '100001', code: '123456' });
  expect((await ask('123456')).status).toBe(200);
  expect(await refusal(ask('123456'))).toBe('code-used');

  const minute = Math.floor(server.clock.now() / 60_000);
  const mac = createHmac('sha256', secret)
    .update(JSON.stringify(['code', '100001', minute]))
    .digest();
  const own = String(mac.readUInt32BE(0) % 1_000_000).padStart(6, '0');
  expect((await ask(own)).status).toBe(200);
  expect(await refusal(ask(own))).toBe('code-used');

  await server.control('code', { uin: '100001', code: '654321' });
  server.clock.advance(300_000);
  expect(await refusal(ask('654321'))).toBe('code-expired');
});

test('an address that opened too many sessions does not use up the code it was given', async () => {
  const { server, go, refusal } = await standing();
  await server.control('code', { uin: '100001', code: '123456' });
  for (let n = 0; n < 5; n += 1) await go('uin=100001');
  expect(await refusal(go('uin=100001&code=1&given=123456'))).toBe('too-often');
  server.clock.advance(60_000);
  expect((await go('uin=100001&code=1&given=123456')).status).toBe(200);
});

test('after five wrong codes even the right one waits', async () => {
  const { server, go, refusal } = await standing();
  await server.control('code', { uin: '100001', code: '123456' });
  for (let n = 0; n < 5; n += 1) expect(await refusal(go(`uin=100001&code=1&given=00000${n}`))).toBe('wrong-code');
  expect(await refusal(go('uin=100001&code=1&given=123456'))).toBe('wrong-code');
});

test('a sigkey opens as it is, by link and by script, and another key is nobody', async () => {
  const { get, refusal } = await standing();
  const key = '81a37f0b7cac68639bddfdb9';
  expect((await get(`/cgi-bin/check?sigkey=${key}`)).status).toBe(200);
  expect(await (await get(`/wpa.js?rantime=0.5&sigkey=${key}`)).text()).toContain(`check?sigkey=${key}`);
  expect(await refusal(get(`/cgi-bin/check?sigkey=${key}x`))).toBe('unknown-key');
});

test('an enterprise gets a token for its credentials, makes sessions with it, and an agent who is there is called', async () => {
  const { server, origin, get, say, chatOf, refusal } = await standing();
  await server.control('temporary', { uin: '200001', on: true });
  await server.control('temporary', { enterprise: 'corp', secret: 's3cret', agents: ['100001', '200001'] });
  const token = (form: string) =>
    fetch(`${origin}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) }).then((answer) =>
      answer.json(),
    );
  const create = (bearer: string, body: object) =>
    fetch(`${origin}/cgi-bin/tempchat/create`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }).then((answer) => answer.json());

  const grant = 'grant_type=client_credentials&client_id=corp';
  expect(await token(`${grant}&client_secret=wrong`)).toEqual({ error: 'invalid_client' });
  const { access_token } = await token(`${grant}&client_secret=s3cret`);
  expect(await create('none', { openid: 'user123', expiry: 1800 })).toMatchObject({ errcode: 40001 });
  expect(await create(access_token, { openid: 'user123', expiry: 90_000 })).toMatchObject({ errcode: 40004 });
  const { session_id } = await create(access_token, { openid: 'user123', expiry: 1800 });

  const open = () => get(`/go?tn=temporary&session=${session_id}`);
  expect(await refusal(open())).toBe('no-agent');
  await server.login('200001');
  await say(await chatOf(open()), '你好');
  expect((await server.ledger('accepted')).at(-1)).toMatchObject({ to: '200001', text: '你好' });
  await server.login('100001');
  await say(await chatOf(open()), '你好');
  // Who has fewer chats is called next.
  expect((await server.ledger('accepted')).at(-1)).toMatchObject({ to: '100001' });
  server.clock.advance(1_800_000);
  expect(await refusal(open())).toBe('expired');
});

test('ill-formed, doubled and overlong links are refused, and what they say never becomes markup', async () => {
  const { go, get, refusal } = await standing();
  expect(await refusal(go('uin=javascript:alert(1)'))).toBe('ill-formed');
  expect(await refusal(go('uin=100001&uin=200001'))).toBe('ill-formed');
  expect(await refusal(go('uin=100001&expire=0'))).toBe('ill-formed');
  expect(await refusal(get('/go?tn=other&uin=100001'))).toBe('ill-formed');
  expect((await go(`uin=100001&from=${'x'.repeat(10_000)}`)).status).toBe(414);
  const asked = await (await go(`uin=100001&code=1&from=${encodeURIComponent('"><script>x</script>')}`)).text();
  expect(asked).not.toContain('<script>x');
});

test('state tells how many chats were opened and what was refused', async () => {
  const { server, go } = await standing();
  await go('uin=100001');
  await go('uin=200001');
  expect((await server.look('state')).temporary).toEqual({ opened: 1, refused: { 'switched-off': 1 } });
});
