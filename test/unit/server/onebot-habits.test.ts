import { expect, test } from 'vitest';
import { ONEBOT_HABITS, type OnebotHabit } from '../../server/onebot/habits';
import { connected, type OnebotClient, say, serverWithOnebot } from './onebot-client';
import type { TestServer } from './test-server';

interface Scene {
  server: TestServer;
  client: OnebotClient;
}

const TEXT = [{ type: 'text', data: { text: 'yo' } }];

/** What each habit changes; the compiler asks for a row for each. */
const EXERCISES: Record<OnebotHabit, (scene: Scene) => Promise<void>> = {
  async 'out-of-order'({ server, client }) {
    for (const echo of ['a', 'b', 'c']) client.send({ action: 'get_status', echo });
    await server.until(async () => (await server.ledger('command')).length === 3);
    server.clock.advance(30);
    await client.frame(({ echo }) => echo === 'a');
    expect(client.frames.flatMap(({ echo }) => echo ?? [])).toEqual(['c', 'b', 'a']);
  },
  async 'data-null'({ client }) {
    expect(await client.call('set_online_status', { status: 10 })).toMatchObject({ status: 'ok', data: null });
  },
  async 'data-absent'({ client }) {
    expect(await client.call('set_online_status', { status: 10 })).not.toHaveProperty('data');
  },
  async 'async-status'({ server, client }) {
    const reply = await client.call('send_private_msg', { user_id: 200001, message: TEXT });
    expect(reply).toMatchObject({ status: 'async', retcode: 1 });
    expect(reply).not.toHaveProperty('data.message_id');
    expect(await server.ledger('accepted')).toHaveLength(1);
  },
  async 'cq-strings'({ server, client }) {
    await say(server, {
      segments: [
        { type: 'at', data: { qq: 'all' } },
        { type: 'json', data: { data: '{"a":[1,2]}' } },
      ],
    });
    const [event] = await client.events('message');
    const message = '[CQ:at,qq=all][CQ:json,data={"a":&#91;1&#44;2&#93;}]';
    expect(event).toMatchObject({ message, message_format: 'string' });
  },
  async 'negative-ids'({ server, client }) {
    const { messageId } = await say(server, {});
    expect(messageId).toBeLessThan(0);
    expect(await client.call('get_msg', { message_id: messageId })).toMatchObject({ data: { message_id: messageId } });
  },
  async 'report-self'({ server, client }) {
    await say(server, { from: '300001', to: '200001', text: 'from my phone' });
    const [event] = await client.events('message_sent');
    expect(event).toMatchObject({ user_id: 300001, target_id: 200001, raw_message: 'from my phone' });
    expect(await server.ledger('handed')).toEqual([]);
  },
  async 'self-as-message'({ server, client }) {
    await say(server, { from: '300001', to: '200001', text: 'from my phone' });
    expect((await client.events('message'))[0]).toMatchObject({ user_id: 300001, target_id: 200001 });
  },
  async 'no-heartbeat'({ server, client }) {
    server.clock.advance(120_000);
    await client.call('get_status');
    expect(client.frames.filter((frame) => frame.meta_event_type === 'heartbeat')).toEqual([]);
  },
  async 'no-lifecycle'({ client }) {
    await client.call('get_status');
    expect(client.frames.filter((frame) => frame.meta_event_type === 'lifecycle')).toEqual([]);
  },
};

test.each(ONEBOT_HABITS)('$name: $does', async ({ name }) => {
  const { server, port } = await serverWithOnebot();
  await server.control('habit', { name, on: true });
  await EXERCISES[name]({ server, client: await connected(port) });
});

test('without a habit one’s own messages are told to nobody, and are in history', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await say(server, { from: '300001', to: '200001', text: 'from my phone' });
  const { data } = await client.call('get_friend_msg_history', { user_id: 200001 });
  expect(data).toMatchObject({ messages: [{ post_type: 'message_sent', user_id: 300001 }] });
  expect(client.frames.filter(({ post_type: type }) => type === 'message' || type === 'message_sent')).toEqual([]);
});

test('without a habit NapCat’s reply without data has no such key, LLBot’s has null', async () => {
  for (const [flavour, has] of [
    ['napcat', false],
    ['llbot', true],
  ] as const) {
    const { port } = await serverWithOnebot({ flavour });
    const reply = await (await connected(port)).call('set_online_status', { status: 10 });
    expect('data' in reply).toBe(has);
  }
});

test('go-cqhttp tells messages as text from the start', async () => {
  const { server, port } = await serverWithOnebot({ flavour: 'go-cqhttp' });
  const client = await connected(port);
  await say(server, { text: 'a[b' });
  expect((await client.events('message'))[0]).toMatchObject({ message: 'a&#91;b' });
});
