import { NCWebsocket, type PrivateFriendMessage, type RequestFriend, Structs } from 'node-napcat-ts';
import { expect, onTestFinished, test } from 'vitest';
import { serverWithOnebot } from './onebot-client';

/**
 * A client that others wrote, from the same text, for the program most people run: where it can sign in, read and
 * answer, this server does not merely agree with ourselves.
 */
async function signedIn(token: string) {
  const { server, port } = await serverWithOnebot({ token });
  const client = new NCWebsocket({
    protocol: 'ws',
    host: '127.0.0.1',
    port,
    accessToken: token,
    reconnection: { enable: false },
    apiTimeout: 10_000,
  });
  onTestFinished(() => client.disconnect());
  const connected = new Promise((resolve) => client.on('meta_event.lifecycle', resolve));
  await client.connect();
  expect(await connected).toMatchObject({ sub_type: 'connect', self_id: 300001 });
  return { server, client };
}

test('node-napcat-ts signs in with its token and reads who it is and whom it knows', async () => {
  const { client } = await signedIn('a-token');
  expect(await client.get_login_info()).toMatchObject({ user_id: 300001 });
  expect(await client.get_version_info()).toMatchObject({ app_name: 'NapCat.Onebot' });
  expect((await client.get_friend_list()).map(({ user_id }) => user_id)).toContain(200001);
  expect(await client.get_status()).toMatchObject({ online: true, good: true });
});

test('node-napcat-ts reads a message and answers it', async () => {
  const { server, client } = await signedIn('t');
  const heard = new Promise<PrivateFriendMessage>((resolve) => client.on('message.private.friend', resolve));
  await server.control('say', { from: '200001', to: '300001', text: '在吗？[1] & 2' });
  const message = await heard;
  expect(message).toMatchObject({ user_id: 200001, message: [{ type: 'text', data: { text: '在吗？[1] & 2' } }] });
  const { message_id: id } = await client.send_private_msg({
    user_id: message.user_id,
    message: [Structs.reply(message.message_id), Structs.text('在的')],
  });
  expect(await client.get_msg({ message_id: id })).toMatchObject({ user_id: 300001, message_id: id });
  await message.quick_action([Structs.text('马上')]);
  const accepted = await server.ledger('accepted');
  expect(accepted.slice(1)).toMatchObject([
    { from: '300001', to: '200001', text: expect.stringContaining('在的') },
    { from: '300001', to: '200001', text: expect.stringContaining('马上') },
  ]);
});

test('node-napcat-ts reads a friend request and answers it', async () => {
  const { server, client } = await signedIn('t');
  await server.control('accounts', { uin: '200009', nick: 'Newcomer' });
  const asked = new Promise<RequestFriend>((resolve) => client.on('request.friend', resolve));
  await server.control('request', { from: '200009', to: '300001', text: '我是老顾客' });
  const request = await asked;
  expect(request).toMatchObject({ user_id: 200009, comment: '我是老顾客' });
  await client.set_friend_add_request({ flag: request.flag, approve: true });
  expect((await client.get_friend_list()).map(({ user_id }) => user_id)).toContain(200009);
});

test('node-napcat-ts reads what was said before it came', async () => {
  const { server, client } = await signedIn('t');
  await server.control('say', { from: '200001', to: '300001', text: '早' });
  const { messages } = await client.get_friend_msg_history({ user_id: 200001 });
  expect(messages).toMatchObject([{ message: [{ type: 'text', data: { text: '早' } }] }]);
});
