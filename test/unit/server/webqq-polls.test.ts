import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TestServer } from './test-server';
import { HOSTS, type Json, serverWithWebqq, signedIn } from './webqq-client';

async function online(era: 'smartqq' | 'webqq3' = 'smartqq') {
  const server = await serverWithWebqq();
  const client = await signedIn(server, '100001', era);
  const say = (text: string, more: object = {}) =>
    server.control('say', { from: '200001', to: '100001', text, ...more });
  return { server, client, say };
}

/** The texts of a batch, in the order of the wire. */
function texts(reply: Json): string[] {
  return reply.result.map(({ value }: Json) => value.content.at(-1));
}

test('a poll is held until something comes, and hands it over at once', async () => {
  const { server, client, say } = await online();
  await server.control('clock', { poll: 60_000 });
  const poll = client.pollJson();
  await server.until(async () => (await server.ledger('command')).length > 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await say('你好');
  expect(texts(await poll)).toEqual(['你好']);
  expect(await server.ledger('handed')).toMatchObject([{ from: '200001', to: '100001', text: '你好', cmd: 'poll2' }]);
});

test('a poll for which there is nothing says 102 after the hold', async () => {
  const { server, client } = await online();
  await server.control('clock', { poll: 30_000 });
  const poll = client.pollJson();
  let answered = false;
  void poll.then(() => (answered = true));
  await server.until(async () => {
    server.clock.advance(10_000);
    return answered;
  });
  expect(await poll).toEqual({ retcode: 102, errmsg: '' });
});

test('a batch has its newest thing first', async () => {
  const { client, say } = await online();
  for (const text of ['one', 'two', 'three']) await say(text);
  expect(texts(await client.pollJson())).toEqual(['three', 'two', 'one']);
  expect(await client.pollJson()).toMatchObject({ retcode: 102 });
});

test('what was said while nobody was signed in waits, however long', async () => {
  const server = await serverWithWebqq();
  await server.control('say', { from: '200001', to: '100001', text: 'early' });
  server.clock.advance(86_400_000);
  const client = await signedIn(server);
  expect(texts(await client.pollJson())).toEqual(['early']);
});

test('a client that goes away during a hold loses nothing', async () => {
  const { server, client, say } = await online();
  await server.control('clock', { poll: 60_000 });
  const leaving = new AbortController();
  const poll = client.poll(leaving.signal).catch(() => 'gone');
  await new Promise((resolve) => setTimeout(resolve, 50));
  leaving.abort();
  expect(await poll).toBe('gone');
  await server.until(async () => (await server.ledger('command')).at(-1)?.cmd === 'poll2');
  await say('still here');
  expect(texts(await client.pollJson())).toEqual(['still here']);
});

test('of two polls the later one gets what comes', async () => {
  const { server, client, say } = await online();
  const other = await signedIn(server);
  await server.control('clock', { poll: 60_000 });
  const first = client.pollJson();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = other.pollJson();
  expect(await first).toMatchObject({ retcode: 102 });
  await say('for the later');
  expect(texts(await second)).toEqual(['for the later']);
});

test.each([100, 103, 109, 110, 120, 121, 100012])(
  'the fault retcode %d says so once and hands nothing over',
  async (retcode) => {
    const { server, client, say } = await online();
    await say('waiting');
    await server.control('fault', { kind: 'retcode', retcode, cmd: 'poll2', uin: '100001' });
    expect(await client.pollJson()).toMatchObject({ retcode });
    expect(texts(await client.pollJson())).toEqual(['waiting']);
  },
);

test('116 changes ptwebqq: the new one polls on, and the old one gets 116 again', async () => {
  const { server, client } = await online();
  await server.control('fault', { kind: 'retcode', retcode: 116, cmd: 'poll2' });
  const { p } = await client.pollJson();
  expect(p).toMatch(/^[0-9a-f]{64}$/);
  expect(await client.pollJson()).toEqual({ retcode: 116, p });
  client.ptwebqq = p;
  client.jar.set('ptwebqq', p);
  expect(await client.pollJson()).toMatchObject({ retcode: 102 });
});

test('a session that is dropped gets 121; a relink with its cookies gives new tickets and the same numbers', async () => {
  const { server, client, say } = await online();
  const tuin = await client.friend('Ming');
  expect(await server.control('kick', { uin: '100001', how: 'drop' })).toMatchObject({ ok: true });
  await say('meanwhile');
  expect(await client.pollJson()).toEqual({ retcode: 121, t: '0' });
  const old = client.psessionid;
  expect(await client.login2()).toMatchObject({ retcode: 0 });
  expect(client.psessionid).not.toBe(old);
  expect(texts(await client.pollJson())).toEqual(['meanwhile']);
  expect(await client.friend('Ming')).toBe(tuin);
});

test('dead cookies get 103, from a relink too', async () => {
  const { server, client } = await online();
  await server.control('kick', { uin: '100001', how: 'expire' });
  expect(await client.pollJson()).toEqual({ retcode: 103, errmsg: '' });
  expect(await client.login2()).toMatchObject({ retcode: 103 });
});

test.each(['smartqq', 'webqq3'] as const)('a kick of %s is told by one poll; then 121, and no relink', async (era) => {
  const { server, client } = await online(era);
  await server.control('clock', { poll: 60_000 });
  const poll = client.pollJson();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await server.control('kick', { uin: '100001', by: 'a phone' });
  const { result } = await poll;
  expect(result[0].poll_type).toBe('kick_message');
  expect('way' in result[0].value).toBe(era === 'webqq3');
  expect(await client.pollJson()).toMatchObject({ retcode: 121 });
  expect(await client.login2()).toMatchObject({ retcode: 103 });
  expect(await server.account('100001')).toMatchObject({ online: false, state: 'online' });
});

test('a client that is silent for LI seconds is dropped and its friends see it gone', async () => {
  const { server, client } = await online();
  server.clock.advance(299_000);
  expect(await client.pollJson()).toMatchObject({ retcode: 102 });
  server.clock.advance(301_000);
  expect(await server.account('100001')).toMatchObject({ online: false, state: 'offline' });
  expect(await client.pollJson()).toMatchObject({ retcode: 121 });
});

test.each([
  ['http-502', 502],
  ['http-504', 504],
  ['html', 200],
])('%s answers with a page and hands nothing over', async (kind, status) => {
  const { server, client, say } = await online();
  await say('waiting');
  await server.control('fault', { kind, cmd: 'poll2' });
  const reply = await client.poll();
  expect(reply.status).toBe(status);
  expect(reply.text).toMatch(/^<(!DOCTYPE )?html>/);
  expect(texts(await client.pollJson())).toEqual(['waiting']);
});

test.each(['drop-after', 'null', 'close', 'truncate', 'garbage', 'wrong-uin'])(
  'what a reply held that %s spoilt is in the next one, as replayed',
  async (kind) => {
    const { server, client, say } = await online();
    await say('precious');
    await server.control('fault', { kind, cmd: 'poll2' });
    const spoilt = await client.poll().then(
      ({ text }) => text,
      () => 'broken',
    );
    const sound = await client.poll();
    expect(spoilt).not.toBe(sound.text);
    expect(texts(JSON.parse(sound.text))).toEqual(['precious']);
    expect((await server.ledger('handed')).length).toBe(1);
    expect(await server.ledger('replayed')).toMatchObject([{ text: 'precious' }]);
  },
);

test('oversize pads the reply past 10 MB', async () => {
  const { server, client } = await online();
  await server.control('fault', { kind: 'oversize', cmd: 'poll2' });
  expect((await client.poll()).bytes.length).toBe(11 * 1024 * 1024);
});

test('lose takes the oldest message away for good', async () => {
  const { server, client, say } = await online();
  await say('lost');
  await say('kept');
  await server.control('fault', { kind: 'lose' });
  expect(texts(await client.pollJson())).toEqual(['kept']);
  expect(await client.pollJson()).toMatchObject({ retcode: 102 });
  expect((await server.ledger('handed')).map(({ text }) => text)).toEqual(['kept']);
});

test('ids are unique within a conversation and begin anew in the next', async () => {
  const { server, client, say } = await online();
  await say('a');
  await say('b');
  await server.control('say', { from: '200002', to: '100001', text: 'c' });
  const { result } = await client.pollJson();
  const ids = result.map(({ value }: Json) => value.msg_id);
  expect(ids).toEqual([1001, 1002, 1001]);
});

test('WebQQ 3 hears of friends’ states as they change, SmartQQ asks for them', async () => {
  const { server, client } = await online('webqq3');
  await server.control('presence', { uin: '200001', state: 'callme' });
  const uin = await client.friend('Ming');
  const { result } = await client.pollJson();
  expect(result).toEqual([{ poll_type: 'buddies_status_change', value: { uin, status: 'callme', client_type: 1 } }]);
  const late = await signedIn(server, '100002');
  await server.control('presence', { uin: '200001', state: 'away' });
  expect(await late.pollJson()).toMatchObject({ retcode: 102 });
  const list = await late.get('/channel/get_online_buddies2', late.tickets, HOSTS.d);
  expect(list.result).toEqual([{ client_type: 1, status: 'away', uin: await late.friend('Ming') }]);
});

test('after a restart that keeps, a session polls on; after one that forgets it must sign in', async () => {
  const { server, client, say } = await online();
  const tuin = await client.friend('Ming');
  await server.control('restart', { keep: true });
  await say('hi');
  expect((await client.pollJson()).result[0].value.from_uin).toBe(tuin);
  await say('later');
  await server.control('restart', { keep: false });
  expect(await client.pollJson()).toMatchObject({ retcode: 103 });
  const next = await signedIn(server);
  expect(texts(await next.pollJson())).toEqual(['later']);
});

test('anything can be pushed into a poll, with the session’s numbers in place of real ones', async () => {
  const { server, client } = await online('webqq3');
  const value = { from_uin: '200001', to_uin: 100001, msg_id: 7, name: 'a 200001.txt' };
  await server.control('push', { uin: '100001', event: { poll_type: 'tips', value } });
  const { result } = await client.pollJson();
  expect(result).toEqual([{ poll_type: 'tips', value: { ...value, from_uin: await client.friend('Ming') } }]);
});

test('a server that comes back from its state file knows sessions, their numbers, what waits and what was sent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uinbell-webqq-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, 'state');
  const first = await serverWithWebqq({ stateFile });
  const client = await signedIn(first);
  const to = await client.friend('Ming');
  await client.send('send_buddy_msg2', { to }, 'once', 7);
  await first.control('say', { from: '200001', to: '100001', text: 'read' });
  await client.pollJson();
  await first.control('say', { from: '200001', to: '100001', text: 'waiting' });
  await first.stop();
  const second = await TestServer.start({ stateFile });
  expect(second.webqqPort).toBe(first.webqqPort);
  const { result } = await client.pollJson();
  expect(result[0].value).toMatchObject({ from_uin: to, msg_id: 1002 });
  expect(await client.send('send_buddy_msg2', { to }, 'once', 7)).toMatchObject({ errCode: 0 });
  expect((await second.ledger('accepted')).filter(({ text }) => text === 'once')).toHaveLength(1);
});
