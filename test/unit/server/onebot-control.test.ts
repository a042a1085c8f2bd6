import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connected, OnebotClient, say, serverWithOnebot } from './onebot-client';
import { TestServer } from './test-server';

test('twenty accounts on twenty ports hear each their own', async () => {
  const server = await TestServer.start();
  const uins = Array.from({ length: 20 }, (_, index) => String(310_001 + index));
  const people = uins.map((uin) => ({ uin, protocol: 'onebot', friends: ['200001'] }));
  const answer = await server.control('accounts', people);
  const ports = answer.ports as Record<string, number>;
  expect(new Set(Object.values(ports)).size).toBe(20);
  expect(Math.min(...Object.values(ports))).toBeGreaterThanOrEqual(32_768);
  const clients = await Promise.all(uins.map((uin) => connected(ports[uin] ?? 0)));
  for (const uin of uins) await server.control('say', { from: '200001', to: uin, text: `for ${uin}` });
  for (const [index, client] of clients.entries()) {
    const [event, ...more] = await client.events('message');
    expect(event).toMatchObject({ self_id: Number(uins[index]), raw_message: `for ${uins[index]}` });
    expect(more).toEqual([]);
  }
});

test('of a list all is said, in order, or nothing', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const texts = Array.from({ length: 1000 }, (_, index) => String(index));
  const list = texts.map((text) => ({ from: '200001', to: '300001', text }));
  const broken = [...list, { from: '200001', to: '999999', text: 'x' }];
  expect(await server.control('say', broken)).toMatchObject({ status: 404, field: '[1000].to' });
  const twice = [
    { ...list[0], id: 'same' },
    { ...list[1], id: 'same' },
  ];
  expect(await server.control('say', twice)).toMatchObject({ status: 409, field: 'id' });
  expect(await server.control('say', list)).toMatchObject({ ok: true, ids: expect.any(Array) });
  const events = await client.events('message', 1000);
  expect(events.map(({ raw_message: raw }) => raw)).toEqual(texts);
});

test('a port that is kept for nobody yet drops whoever calls', async () => {
  const server = await TestServer.start({ onebot: 1 });
  const { port } = await server.control('accounts', { uin: '300001', protocol: 'onebot' });
  await server.control('reset');
  expect(await new OnebotClient(Number(port)).ended).toMatchObject({ code: 1006 });
  expect((await server.control('accounts', { uin: '300005', protocol: 'onebot' })).port).toBe(port);
});

test('another QQ answers at a port after two have changed places', async () => {
  const { server, port } = await serverWithOnebot();
  const other = await server.control('accounts', { uin: '300002', protocol: 'onebot', friends: ['200001'] });
  const before = await connected(port);
  await server.control('exchange', { uin: '300001', by: '300002' });
  await before.ended;
  const after = await connected(port);
  expect(await after.call('get_login_info')).toMatchObject({ data: { user_id: 300002 } });
  expect((await after.events('meta_event'))[0]).toMatchObject({ self_id: 300002 });
  const elsewhere = await connected(Number(other.port));
  expect(await elsewhere.call('get_login_info')).toMatchObject({ data: { user_id: 300001 } });
});

test('state tells port, flavour, open requests, and whether a client is there', async () => {
  const { server, port } = await serverWithOnebot({ flavour: 'llbot' });
  const { flag } = await server.control('request', { from: '200009', to: '300001', text: 'add me' });
  const known = { port, flavour: 'llbot', serves: 'onebot', state: 'online', queue: 0 };
  const requests = [{ flag, kind: 'friend', from: '200009' }];
  expect(await server.account('300001')).toMatchObject({ ...known, online: false, requests });
  await connected(port);
  expect(await server.account('300001')).toMatchObject({ online: true });
});

test('a restart resets the sockets, and what was not heard is in history', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('restart');
  expect(await client.ended).toMatchObject({ code: 1006 });
  await say(server, { text: 'missed' });
  const { data } = await (await connected(port)).call('get_friend_msg_history', { user_id: 200001 });
  expect(data).toMatchObject({ messages: [{ raw_message: 'missed' }] });
});

test('people, groups, history, ids, requests and ports outlive the process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uinbell-onebot-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const options = { stateFile: join(folder, 'state') };
  const first = await TestServer.start(options);
  await first.control('accounts', { uin: '200001', nick: 'Ming' });
  const me = {
    uin: '300001',
    protocol: 'onebot',
    token: 't',
    flavour: 'llbot',
    friends: ['200001'],
    remarks: { '200001': 'Boss' },
  };
  const { port } = await first.control('accounts', me);
  await first.control('groups', { gid: '700001', name: 'Tea', members: ['300001', '200001'] });
  const old = await say(first, { text: 'kept' });
  const gone = await say(first, { text: 'taken back' });
  await first.control('recall', { id: gone.id, by: '200001' });
  const { flag } = await first.control('request', { from: '200001', to: '300001', group: '700001' });
  const before = await first.account('300001');
  await first.stop();

  const second = await TestServer.start(options);
  expect(await second.account('300001')).toEqual(before);
  const client = await connected(Number(port), { query: '?access_token=t' });
  const { data } = await client.call('get_friend_msg_history', { user_id: 200001 });
  expect(data).toMatchObject({ messages: [{ raw_message: 'kept', message_id: old.messageId }] });
  expect((await client.call('get_friend_list')).data).toMatchObject([{ remark: 'Boss' }]);
  expect((await client.call('get_group_list')).data).toMatchObject([{ group_name: 'Tea' }]);
  expect(await client.call('set_group_add_request', { flag })).toMatchObject({ status: 'ok' });
  const next = await say(second, { text: 'new' });
  expect([old.messageId, gone.messageId]).not.toContain(next.messageId);
});

test('after a reset the accounts are gone and the history with them', async () => {
  const { server, port } = await serverWithOnebot();
  await say(server, {});
  await server.control('reset');
  expect((await server.look('state')).accounts).toEqual([]);
  const made = await server.control('accounts', {
    uin: '300001',
    protocol: 'onebot',
    flavour: 'llbot',
    friends: ['200001'],
  });
  expect(made.port).toBe(port);
  const { data } = await (await connected(port)).call('get_friend_msg_history', { user_id: 200001 });
  expect(data).toEqual({ messages: [] });
});

test('HTTP QQ people and OneBot people write to each other', async () => {
  const { server, port } = await serverWithOnebot();
  await server.control('accounts', { uin: '200001', password: 'secret' });
  await server.login('200001');
  const client = await connected(port);
  await server.ask('CLTMSG', '200001', '&UN=300001&MG=from the old world');
  expect((await client.events('message'))[0]).toMatchObject({ user_id: 200001, raw_message: 'from the old world' });
  await client.call('send_private_msg', { user_id: 200001, message: 'from the new one' });
  expect(await server.ask('GetMsgEx', '200001')).toContain('from the new one');
});

const SAY = { from: '200001', to: '300001', text: 'x' };
const WRONG_BODIES = [
  ['accounts', { uin: '300001', flavour: 'vanilla' }, 'flavour'],
  ['accounts', { uin: '300001', serves: 'tea' }, 'serves'],
  ['accounts', { uin: '300001', token: 7 }, 'token'],
  ['accounts', { uin: '300001', categories: {} }, 'categories'],
  ['accounts', { uin: '300001', remarks: [] }, 'remarks'],
  ['say', { ...SAY, segments: [] }, 'segments'],
  ['say', { ...SAY, segments: [7] }, 'segments[0]'],
  ['say', { ...SAY, segments: [{ data: {} }] }, 'type'],
  ['say', { ...SAY, group: '799999' }, 'group'],
  ['say', { from: '200002', group: '700001', text: 'x' }, 'group'],
  ['groups', { gid: 'x' }, 'gid'],
  ['groups', { gid: '700001', members: ['999999'] }, 'uin'],
  ['groups', { gid: '700001', members: [{ uin: '200001', role: 'king' }] }, 'role'],
  ['request', { from: '200001', to: '999999' }, 'to'],
  ['request', { from: '200001', to: '300001', group: '799999' }, 'group'],
  ['answer', { from: '200001', to: '300001', cd: 'yes' }, 'cd'],
  ['recall', { id: 'nothing', by: '200001' }, 'id'],
  ['exchange', { uin: '300001', by: '200001' }, 'by'],
  ['push', { uin: '300001', event: {} }, 'event'],
  ['push', { uin: '200001', event: { post_type: 'x' } }, 'uin'],
  ['clock', { heartbeat: 1 }, 'heartbeat'],
] as const;

test('a wrong body gets 4xx and the field that is wrong, and changes nothing', async () => {
  const { server } = await serverWithOnebot();
  const before = await server.look('state');
  for (const [name, body, field] of WRONG_BODIES) {
    const answer = await server.control(name, body);
    expect(answer, JSON.stringify(body)).toMatchObject({ ok: false, error: expect.any(String), field });
    expect(Math.floor(answer.status / 100)).toBe(4);
  }
  expect(await server.look('state')).toEqual(before);
  expect(await server.ledger('accepted')).toEqual([]);
});
