import { expect, test } from 'vitest';
import { WEBQQ_HABITS, type WebqqHabit } from '../../server/webqq/habits';
import type { TestServer } from './test-server';
import { HOSTS, type Json, serverWithWebqq, signedIn, WebqqClient } from './webqq-client';

interface Scene {
  server: TestServer;
  say(text: string, more?: object): Promise<unknown>;
}

function texts(reply: Json): string[] {
  return reply.result.map(({ value }: Json) => value.content.at(-1));
}

/** What each habit changes; the compiler asks for a row for each. */
const EXERCISES: Record<WebqqHabit, (scene: Scene) => Promise<void>> = {
  async 'no-qr'({ server }) {
    const client = new WebqqClient(server);
    for (const path of ['/ptqrshow', '/ptqrlogin']) expect((await client.ask(HOSTS.ssl, path)).status).toBe(404);
    await signedIn(server, '100001', 'webqq3');
  },
  async 'no-password'({ server }) {
    const client = new WebqqClient(server);
    for (const path of ['/check?uin=100001', '/login?u=100001', '/getimage?uin=100001']) {
      expect((await client.ask(HOSTS.check, path)).status).toBe(404);
    }
    await signedIn(server);
  },
  async captcha({ server }) {
    const client = new WebqqClient(server);
    expect((await client.ask(HOSTS.check, '/check?uin=100001')).text).toMatch(/^ptui_checkVC\('1'/);
    expect((await client.loginWith('100001', 'secret', '!PTH')).text).toMatch(/^ptuiCB\('4'/);
  },
  async 'need-ptqrtoken'({ server }) {
    const client = new WebqqClient(server);
    await client.ask(HOSTS.ssl, '/ptqrshow');
    expect((await client.ask(HOSTS.ssl, '/ptqrlogin?aid=501004106')).status).toBe(403);
    expect((await client.ptqrlogin()).text).toMatch(/^ptuiCB\('66'/);
  },
  async 'scanned-says-66'({ server }) {
    const client = new WebqqClient(server);
    await client.ask(HOSTS.ssl, '/ptqrshow');
    await server.control('qr', { uin: '100001', step: 'scan' });
    expect((await client.ptqrlogin()).text).toMatch(/^ptuiCB\('66',.*二维码认证中/);
  },
  async 'official-order'({ server }) {
    const client = await signedIn(server);
    expect(await client.pollJson()).toMatchObject({ retcode: 102 });
    const hasty = new WebqqClient(server);
    await hasty.ask(HOSTS.ssl, '/ptqrshow');
    await server.control('qr', { uin: '100001', step: 'confirm' });
    await hasty.passCheckSig((await hasty.ptqrlogin()).text);
    await hasty.openSession();
    expect(await hasty.pollJson()).toMatchObject({ retcode: 103 });
  },
  async 'strict-referer'({ server }) {
    const client = await signedIn(server);
    const path = '/api/get_self_info2?t=1';
    const ask = async (referer: string) => {
      return JSON.parse(
        (await client.ask(HOSTS.s, path, { referer: `http://127.0.0.1:${server.webqqPort}${referer}` })).text,
      );
    };
    expect(await ask('/proxy.html?v=20130916001&callback=1&id=1')).toMatchObject({ retcode: 0 });
    expect(await ask('/index.html')).toMatchObject({ retcode: 103 });
  },
  async 'late-idle'({ server }) {
    const client = await signedIn(server);
    expect(await client.pollJson()).toEqual({ retcode: 0, retmsg: 'ok', errmsg: 'error' });
  },
  async 'idle-says-ok'({ server }) {
    const client = await signedIn(server);
    expect(await client.pollJson()).toEqual({ retcode: 0, result: 'ok' });
  },
  async 'one-item'({ server, say }) {
    const client = await signedIn(server);
    await server.control('push', { uin: '100001', event: { poll_type: 'input_notify', value: {} } });
    await say('one');
    await say('two');
    expect(texts(await client.pollJson())).toEqual(['one']);
    expect(texts(await client.pollJson())).toEqual(['two']);
    expect(await client.pollJson()).toMatchObject({ retcode: 102 });
  },
  async 'oldest-first'({ server, say }) {
    const client = await signedIn(server);
    await say('one');
    await say('two');
    expect(texts(await client.pollJson())).toEqual(['one', 'two']);
  },
  async duplicates({ server, say }) {
    const client = await signedIn(server);
    await say('one');
    const first = await client.pollJson();
    await say('two');
    const second = await client.pollJson();
    expect([texts(first), texts(second), texts(await client.pollJson())]).toEqual([['one'], ['two', 'one'], ['two']]);
    expect(second.result[1]).toEqual(first.result[0]);
    expect(await client.pollJson()).toMatchObject({ retcode: 102 });
    expect((await server.ledger('replayed')).map(({ text }) => text)).toEqual(['one', 'two']);
  },
  async 'echo-own'({ server }) {
    const client = await signedIn(server);
    const { gid } = await client.group('测试群');
    await client.send('send_qun_msg2', { group_uin: gid }, 'mine');
    await server.control('say', { from: '100001', to: '200001', text: 'from my phone' });
    const { result } = await client.pollJson();
    expect(result[1].value).toMatchObject({ from_uin: gid, send_uin: 100001 });
    expect(result[0].value).toMatchObject({ from_uin: 0, to_uin: await client.friend('Ming') });
  },
  async entities({ server, say }) {
    await server.control('accounts', { uin: '200002', nick: 'a<b>&"c"\'' });
    const client = await signedIn(server);
    await say("1 < 2 & 'so'");
    expect(texts(await client.pollJson())).toEqual(['1 &lt; 2 &amp; &#39;so&#39;']);
    expect(await client.friend('a&lt;b&gt;&amp;&quot;c&quot;&#39;')).toBeGreaterThan(0);
  },
  async 'font-last'({ server, say }) {
    const client = await signedIn(server);
    await say('hi');
    const { result } = await client.pollJson();
    expect(result[0].value.content).toEqual(['hi', ['font', expect.any(Object)]]);
  },
};

test.each(WEBQQ_HABITS)('$name: $does', async ({ name }) => {
  const server = await serverWithWebqq();
  expect(await server.control('habit', { name, on: true })).toMatchObject({ ok: true });
  const say = (text: string, more: object = {}) =>
    server.control('say', { from: '200001', to: '100001', text, ...more });
  await EXERCISES[name]({ server, say });
});

test('strict-referer wants the page of the very host, and that of D for get_friend_uin2', async () => {
  const server = await serverWithWebqq();
  const client = new WebqqClient(server, true);
  await client.signInByQr('100001');
  const tuin = await client.friend('Ming');
  await server.control('habit', { name: 'strict-referer', on: true });
  const ask = async (path: string, host: string) => {
    const referer = `http://${host}/proxy.html?v=20130916001&callback=1&id=1`;
    return JSON.parse((await client.ask(HOSTS.s, path, { referer })).text).retcode;
  };
  const find = `/api/get_friend_uin2?tuin=${tuin}&type=1&vfwebqq=${client.vfwebqq}`;
  expect([await ask('/api/get_self_info2', HOSTS.s), await ask('/api/get_self_info2', HOSTS.d)]).toEqual([0, 103]);
  expect([await ask(find, HOSTS.s), await ask(find, HOSTS.d)]).toEqual([103, 0]);
});
