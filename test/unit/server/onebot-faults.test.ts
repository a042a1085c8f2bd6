import { expect, test } from 'vitest';
import { connected, OnebotClient, say, serverWithOnebot } from './onebot-client';

const TEXT = [{ type: 'text', data: { text: 'yo' } }];
const SEND = { user_id: 200001, message: TEXT };

test.each([
  ['drop-before', 0],
  ['drop-after', 1],
  ['null', 1],
  ['close', 1],
])('%s ends the socket, and %i messages were delivered', async (kind, delivered) => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('fault', { kind, cmd: 'send_private_msg' });
  expect(await client.call('get_status')).toMatchObject({ status: 'ok' });
  client.send({ action: 'send_private_msg', params: SEND, echo: 'lost' });
  expect((await client.ended).code).toBe(kind === 'null' ? 1005 : 1006);
  expect(client.frames.some(({ echo }) => echo === 'lost')).toBe(false);
  expect(await server.ledger('accepted')).toHaveLength(delivered);
});

test.each([
  ['drop-before', 0],
  ['drop-after', 1],
  ['null', 1],
  ['close', 1],
])('%s ends an HTTP call, and %i messages were delivered', async (kind, delivered) => {
  const { server, port } = await serverWithOnebot();
  await server.control('fault', { kind, cmd: 'send_private_msg' });
  const headers = { 'Content-Type': 'application/json' };
  const calling = fetch(`http://127.0.0.1:${port}/send_private_msg`, {
    method: 'POST',
    headers,
    body: JSON.stringify(SEND),
  });
  await expect(calling.then((response) => response.text())).rejects.toThrow();
  expect(await server.ledger('accepted')).toHaveLength(delivered);
});

test('hang answers never, and the socket lives on', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('fault', { kind: 'hang', cmd: 'send_private_msg' });
  client.send({ action: 'send_private_msg', params: SEND, echo: 'lost' });
  await client.call('get_status');
  expect(client.frames.some(({ echo }) => echo === 'lost')).toBe(false);
  expect(await server.ledger('accepted')).toEqual([]);
});

test('delay holds one answer back while others pass', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('fault', { kind: 'delay', cmd: 'get_login_info', ms: 4000 });
  client.send({ action: 'get_login_info', echo: 'late' });
  await client.call('get_status', {}, 'soon');
  server.clock.advance(4000);
  await client.frame(({ echo }) => echo === 'late');
  expect(client.frames.flatMap(({ echo }) => echo ?? [])).toEqual(['soon', 'late']);
});

test('garbage and truncate are no JSON, and the socket lives on', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  for (const kind of ['garbage', 'truncate']) {
    const before = client.texts.length;
    await server.control('fault', { kind, cmd: 'get_status' });
    client.send({ action: 'get_status', echo: kind });
    await client.call('get_login_info');
    expect(() => JSON.parse(client.texts[before] ?? '')).toThrow();
  }
});

test('oversize is a sound answer of 21 MB, or as many bytes as are asked for', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('fault', { kind: 'oversize', cmd: 'get_status' });
  await client.call('get_status', {}, 'big');
  expect(client.texts.at(-1)?.length).toBe(21 * 1024 * 1024);
  await server.control('fault', { kind: 'oversize', cmd: 'get_status', bytes: 5000 });
  await client.call('get_status', {}, 'small');
  expect(Buffer.byteLength(client.texts.at(-1) ?? '')).toBe(5000);
});

test('wrong-seq gives another echo, wrong-uin another number', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('fault', { kind: 'wrong-seq', cmd: 'get_status' });
  client.send({ action: 'get_status', echo: 'x' });
  await client.frame(({ echo }) => echo === 'x1');
  await server.control('fault', { kind: 'wrong-uin', cmd: 'get_login_info' });
  expect(await client.call('get_login_info')).toMatchObject({ data: { user_id: 300002 } });
  await server.control('fault', { kind: 'wrong-uin', cmd: 'message' });
  await say(server, {});
  expect((await client.events('message'))[0]).toMatchObject({ self_id: 300002 });
});

test('an event that is hung, dropped, cut or garbled was not handed over, and is in history', async () => {
  for (const kind of ['hang', 'drop-after', 'close', 'garbage']) {
    const { server, port } = await serverWithOnebot();
    const client = await connected(port);
    await server.control('fault', { kind, cmd: 'message' });
    await say(server, { text: 'struck' });
    if (kind === 'drop-after' || kind === 'close') expect(await client.ended).toMatchObject({ code: 1006 });
    expect(await server.ledger('handed')).toEqual([]);
    const again = await connected(port);
    const { data } = await again.call('get_friend_msg_history', { user_id: 200001 });
    expect(data).toMatchObject({ messages: [{ raw_message: 'struck' }] });
    expect(client.frames.some((frame) => frame.raw_message === 'struck')).toBe(false);
  }
});

test('a message that is lost is in no event and no history', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('fault', { kind: 'lose', cmd: 'message' });
  await say(server, { text: 'lost' });
  await say(server, { text: 'kept' });
  await client.events('message');
  const { data } = await client.call('get_friend_msg_history', { user_id: 200001 });
  expect(data).toMatchObject({ messages: [{ raw_message: 'kept' }] });
});

test('a fault that names no event waits for a call', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('fault', { kind: 'drop-after' });
  await say(server, {});
  await client.events('message');
  client.send({ action: 'get_status' });
  expect(await client.ended).toMatchObject({ code: 1006 });
});

test.each([
  ['drop-before', undefined],
  ['null', undefined],
  ['html', 200],
  ['http-502', 502],
])('%s at connect opens no socket', async (kind, status) => {
  const { server, port } = await serverWithOnebot();
  await server.control('fault', { kind, cmd: 'connect' });
  const ending = await new OnebotClient(port).ended;
  expect(ending.status).toBe(status);
  expect(ending.code).toBe(1006);
  await connected(port);
});

test('a WebUI answers everything with a page, and reverse-only means that nobody listens', async () => {
  const { server, port } = await serverWithOnebot({ serves: 'webui' });
  expect(await new OnebotClient(port).ended).toMatchObject({ status: 200 });
  expect(await (await fetch(`http://127.0.0.1:${port}/get_status`, { method: 'POST' })).text()).toContain('<html>');
  await server.control('accounts', { uin: '300001', serves: 'nothing' });
  await expect(fetch(`http://127.0.0.1:${port}/get_status`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  await server.control('accounts', { uin: '300001', serves: 'onebot' });
  await connected(port);
});
