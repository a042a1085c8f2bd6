import { expect, test } from 'vitest';
import { connected, type Frame, type OnebotClient, say, serverWithOnebot } from './onebot-client';
import type { TestServer } from './test-server';

const TEXTS = ['1', '2', '3', '4', '5'];

async function withHistory(flavour: string): Promise<{ server: TestServer; client: OnebotClient; ids: number[] }> {
  const { server, port } = await serverWithOnebot({ flavour });
  const ids: number[] = [];
  for (const text of TEXTS) ids.push((await say(server, { text })).messageId);
  return { server, client: await connected(port), ids };
}

async function page(client: OnebotClient, params: object, action = 'get_friend_msg_history'): Promise<string[]> {
  const { data } = await client.call(action, { user_id: 200001, ...params });
  return (data as { messages: Frame[] }).messages.map(({ raw_message: raw }) => String(raw));
}

test.each(['napcat', 'llbot', 'snowluma', 'lagrange'])('%s: the newest page runs from old to new', async (flavour) => {
  const { client } = await withHistory(flavour);
  expect(await page(client, { count: 2 })).toEqual(['4', '5']);
  expect(await page(client, {})).toEqual(TEXTS);
});

test('NapCat goes on to newer messages from an id, and to older ones in reverse order, both with the one named', async () => {
  const { client, ids } = await withHistory('napcat');
  expect(await page(client, { message_seq: ids[1], count: 3 })).toEqual(['2', '3', '4']);
  expect(await page(client, { message_seq: String(ids[3]), count: 3, reverse_order: true })).toEqual(['2', '3', '4']);
  expect(await client.call('get_friend_msg_history', { user_id: 200001, message_seq: 5 })).toMatchObject({
    retcode: 1200,
  });
});

test('LLBot goes to older messages from a place in the conversation', async () => {
  const { client } = await withHistory('llbot');
  expect(await page(client, { message_seq: 4, count: 2 })).toEqual(['3', '4']);
  expect(await page(client, { message_seq: 99, count: 2 })).toEqual(['4', '5']);
});

test.each(['snowluma', 'lagrange'])('%s goes to older messages from an id', async (flavour) => {
  const { client, ids } = await withHistory(flavour);
  expect(await page(client, { message_id: ids[2], count: 2 })).toEqual(['2', '3']);
});

test('groups and people have histories of their own', async () => {
  const { server, client } = await withHistory('napcat');
  await server.control('say', { from: '200001', group: '700001', text: 'in the group' });
  expect(await page(client, { group_id: 700001 }, 'get_group_msg_history')).toEqual(['in the group']);
  expect(await page(client, { count: 1 })).toEqual(['5']);
});

test('an empty history is a failure for NapCat and empty for others', async () => {
  for (const [flavour, answer] of [
    ['napcat', { retcode: 1200 }],
    ['llbot', { data: { messages: [] } }],
  ] as const) {
    const { port } = await serverWithOnebot({ flavour });
    const client = await connected(port);
    expect(await client.call('get_friend_msg_history', { user_id: 200002 })).toMatchObject(answer);
  }
});

test('what came while no socket was there is in history, unless it was taken back meanwhile', async () => {
  const { server, port } = await serverWithOnebot();
  const first = await connected(port);
  await say(server, { text: 'heard' });
  await first.events('message');
  first.close();
  await first.ended;
  await server.until(async () => !(await server.account('300001')).online);
  await say(server, { text: 'missed' });
  const { id } = await say(server, { text: 'taken back' });
  await server.control('recall', { id, by: '200001' });
  const second = await connected(port);
  expect(await page(second, {})).toEqual(['heard', 'missed']);
  expect((await server.ledger('handed')).map(({ text }) => text)).toEqual(['heard', 'heard', 'missed']);
});

test('the recent contacts are the conversations, newest first, each with its last message', async () => {
  const { server, client } = await withHistory('napcat');
  server.clock.advance(1000);
  await server.control('say', { from: '200001', group: '700001', text: 'in the group' });
  expect((await client.call('get_recent_contact', { count: 10 })).data).toMatchObject([
    {
      chatType: 2,
      peerUin: '700001',
      peerName: 'Tea',
      sendMemberName: 'Boss',
      lastestMsg: { raw_message: 'in the group' },
    },
    { chatType: 1, peerUin: '200001', peerName: 'Ming', lastestMsg: { raw_message: '5' } },
  ]);
});

test('a message is found by its id, as it was told', async () => {
  const { client, ids } = await withHistory('napcat');
  const { data } = await client.call('get_msg', { message_id: ids[0] });
  expect(data).toMatchObject({ message_id: ids[0], user_id: 200001, raw_message: '1' });
});

test('what the account sends is delivered once, in the ledger with its echo, and in its own history', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const message = [{ type: 'text', data: { text: '[CQ:at,qq=1] is text' } }];
  const reply = await client.call('send_private_msg', { user_id: '200001', message }, 'mine');
  const { message_id: messageId } = reply.data as { message_id: number };
  const [sent, ...more] = await server.ledger('accepted');
  expect(sent).toMatchObject({
    from: '300001',
    to: '200001',
    text: '[CQ:at,qq=1] is text',
    cmd: 'send_private_msg',
    seq: 'mine',
    protocol: 'onebot',
  });
  expect(more).toEqual([]);
  expect(await client.call('get_msg', { message_id: messageId })).toMatchObject({ data: { user_id: 300001, message } });
  expect((await server.account('200001')).queue).toBe(1);
  await client.call('mark_msg_as_read', { message_id: messageId });
});

test('a text with codes is parsed into segments unless it is escaped', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await client.call('send_msg', { user_id: 200001, message: 'a&#91;[CQ:at,qq=200001,name=x&#44;y]&amp;#91;' });
  await client.call('send_msg', { user_id: 200001, message: '[CQ:at,qq=1]', auto_escape: true });
  expect((await server.ledger('accepted')).map(({ text }) => text)).toEqual(['a[[at]&#91;', '[CQ:at,qq=1]']);
  const { data } = await client.call('get_friend_msg_history', { user_id: 200001, count: 2 });
  const [parsed] = (data as { messages: Frame[] }).messages;
  expect(parsed?.message).toEqual([
    { type: 'text', data: { text: 'a[' } },
    { type: 'at', data: { qq: '200001', name: 'x,y' } },
    { type: 'text', data: { text: '&#91;' } },
  ]);
});

test('an event that comes back with an answer is answered', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  await say(server, {});
  await server.control('request', { from: '200009', to: '300001', text: 'add me' });
  const [message] = await client.events('message');
  const [request] = await client.events('request');
  const reply = [{ type: 'text', data: { text: 'yes?' } }];
  await client.call('.handle_quick_operation', { context: message, operation: { reply } });
  await client.call('.handle_quick_operation', { context: request, operation: { approve: true } });
  expect((await server.ledger('accepted')).at(-1)).toMatchObject({ from: '300001', to: '200001', text: 'yes?' });
  expect((await server.account('300001')).friends).toContain('200009');
});

test('a group hears what the account says there, a stranger nothing', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const message = { type: 'text', data: { text: 'tea?' } };
  await client.call('send_group_msg', { group_id: 700001, message });
  expect(await client.call('send_private_msg', { user_id: 200009, message })).toMatchObject({ retcode: 1200 });
  await client.call('send_private_msg', { user_id: 200009, group_id: 700001, message });
  expect((await server.ledger('accepted')).map(({ to, group }) => [to, group])).toEqual([
    ['700001', '700001'],
    ['200009', '700001'],
  ]);
});

test('the account takes back its own message; another member’s it may not', async () => {
  const { server, port } = await serverWithOnebot();
  const client = await connected(port);
  const message = [{ type: 'text', data: { text: 'oops' } }];
  const { data } = await client.call('send_group_msg', { group_id: 700001, message });
  expect(await client.call('delete_msg', data as object)).toMatchObject({ status: 'ok' });
  expect((await client.events('notice'))[0]).toMatchObject({ notice_type: 'group_recall', operator_id: 300001 });
  const other = await server.control('say', { from: '200001', group: '700001', text: 'mine' });
  const id = Number((other.messageIds as Record<string, string>)['300001']);
  expect(await client.call('delete_msg', { message_id: id })).toMatchObject({ status: 'failed' });
});
