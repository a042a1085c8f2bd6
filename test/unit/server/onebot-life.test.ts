import { expect, test } from 'vitest';
import { connected, OnebotClient, say, serverWithOnebot } from './onebot-client';

test('the first event of a socket is that it is connected', async () => {
  const { port } = await serverWithOnebot();
  const client = await connected(port);
  const [event] = await client.events('meta_event');
  expect(event).toMatchObject({ meta_event_type: 'lifecycle', sub_type: 'connect', self_id: 300001 });
});

test('SnowLuma is connected, enabled and beats at once, and says so before it goes', async () => {
  const { server, port } = await serverWithOnebot({ flavour: 'snowluma' });
  await server.control('accounts', { uin: '300002', protocol: 'onebot' });
  const client = await connected(port);
  await client.events('meta_event', 3);
  await server.control('exchange', { uin: '300001', by: '300002' });
  expect(await client.ended).toMatchObject({ code: 1001 });
  const steps = client.frames.map(({ meta_event_type: type, sub_type: step }) => step ?? type);
  expect(steps).toEqual(['connect', 'enable', 'heartbeat', 'disable']);
});

test.each([
  ['napcat', 30_000],
  ['llbot', 60_000],
  ['snowluma', 30_000],
  ['lagrange', 5000],
  ['go-cqhttp', 5000],
] as const)('%s has a heartbeat every %i ms', async (flavour, interval) => {
  const { server, port } = await serverWithOnebot({ flavour });
  const client = await connected(port);
  await client.events('meta_event');
  const beats = () => client.frames.filter((frame) => frame.meta_event_type === 'heartbeat');
  const atOnce = flavour === 'snowluma' ? 1 : 0;
  server.clock.advance(interval - 1);
  await client.call('get_status');
  expect(beats()).toHaveLength(atOnce);
  server.clock.advance(1);
  server.clock.advance(interval);
  await client.call('get_status');
  expect(beats()).toHaveLength(atOnce + 2);
  expect(beats().at(-1)).toMatchObject({ interval, status: { online: true, good: true } });
});

test('the control port sets another interval for sockets that open from then on', async () => {
  const { server, port } = await serverWithOnebot();
  await server.control('clock', { heartbeat: 50 });
  const client = await connected(port);
  await client.events('meta_event');
  server.clock.advance(50);
  expect(await client.frame((frame) => frame.meta_event_type === 'heartbeat')).toMatchObject({ interval: 50 });
});

test('a number that QQ signed out says so in heartbeats and status, cannot send, and is back with a presence', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('kick', { uin: '300001' });
  expect((await client.events('notice'))[0]).toMatchObject({ notice_type: 'bot_offline', user_id: 300001 });
  server.clock.advance(30_000);
  expect(await client.frame((frame) => frame.meta_event_type === 'heartbeat')).toMatchObject({
    status: { online: false },
  });
  expect((await client.call('get_status')).data).toMatchObject({ online: false });
  expect(await client.call('send_private_msg', { user_id: 200001, message: 'x' })).toMatchObject({ retcode: 1200 });
  expect(await server.control('kick', { uin: '300001' })).toMatchObject({ status: 409 });
  await say(server, { text: 'meanwhile' });
  await server.control('presence', { uin: '300001', state: 'online' });
  await say(server, { text: 'later' });
  expect((await client.events('message')).map(({ raw_message: raw }) => raw)).toEqual(['later']);
  const { data } = await client.call('get_friend_msg_history', { user_id: 200001 });
  expect(data).toMatchObject({ messages: [{ raw_message: 'meanwhile' }, { raw_message: 'later' }] });
});

test('only NapCat has a notice for being signed out', async () => {
  const { server, port } = await serverWithOnebot({ flavour: 'llbot' });
  const client = await connected(port);
  await server.control('kick', { uin: '300001' });
  expect((await client.call('get_status')).data).toMatchObject({ online: false });
  expect(client.frames.filter((frame) => frame.post_type === 'notice')).toEqual([]);
});

test('any event at all can be told', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await server.control('push', { uin: '300001', event: { post_type: 'dream', colour: 'blue' } });
  expect((await client.events('dream'))[0]).toMatchObject({ self_id: 300001, colour: 'blue' });
});

test.each([
  ['napcat', '/api', { calls: true, events: false }],
  ['napcat', '/event', { calls: false, events: true }],
  ['napcat', '/elsewhere', { calls: true, events: true }],
  ['llbot', '/api', { calls: true, events: false }],
  ['llbot', '/event', { calls: false, events: true }],
  ['llbot', '/elsewhere', { calls: false, events: false }],
  ['lagrange', '/event', { calls: false, events: true }],
] as const)('%s at %s: %j', async (flavour, path, { calls, events }) => {
  const { server, port } = await serverWithOnebot({ flavour });
  const [tried, witness] = await Promise.all([connected(port, { path }), connected(port)]);
  tried.send({ action: 'get_login_info', echo: 'mine' });
  await say(server, {});
  await witness.events('message');
  await witness.call('get_status');
  if (calls) await tried.frame(({ echo }) => echo === 'mine');
  if (events) await tried.events('message');
  expect(tried.frames.some(({ echo }) => echo === 'mine')).toBe(calls);
  expect(tried.frames.some((frame) => frame.post_type !== undefined)).toBe(events);
});

test('SnowLuma opens at / alone', async () => {
  const { port } = await serverWithOnebot({ flavour: 'snowluma' });
  expect(await new OnebotClient(port, { path: '/event' }).ended).toMatchObject({ status: 400 });
});
