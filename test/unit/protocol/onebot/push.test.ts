import { describe, expect, it } from 'vitest';
import {
  groupMessage,
  noon,
  only,
  overHttp,
  privateMessage,
  protocol,
  push,
  raw,
  server,
  signedInCursor,
} from './talk';

const cursor = signedInCursor();
const heartbeat = (online: boolean) => ({
  time: noon / 1000,
  self_id: 100001,
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  interval: 30_000,
  status: { online, good: true },
});

describe('a pushed message', () => {
  it('of a friend carries who, what, when and its id', () => {
    expect(only(push(cursor, privateMessage('在吗？')))).toEqual({
      kind: 'message',
      peer: 'u:200001',
      remoteKey: '42',
      sender: '200001',
      senderName: '林小满',
      direction: 'in',
      text: '在吗？',
      sentAt: noon,
    });
  });

  it('in a group names its writer by the card', () => {
    const event = only(push(cursor, groupMessage([{ type: 'text', data: { text: '到了' } }])));
    expect(event).toMatchObject({ peer: 'g:300001', sender: '200001', senderName: '满满', text: '到了' });
    expect(event).not.toHaveProperty('mention');
  });

  it('in a group that speaks to us is a mention', () => {
    const event = only(push(cursor, groupMessage([{ type: 'at', data: { qq: 100001 } }])));
    expect(event).toMatchObject({ mention: true });
  });

  it('of a temporary session is a conversation of its own, and its group is remembered', () => {
    const batch = push(
      cursor,
      privateMessage('你好', { sub_type: 'group', sender: { nickname: 'x', group_id: 300001 } }),
    );
    expect(only(batch)).toMatchObject({ peer: 's:200001' });
    expect(batch.cursor.temporary).toEqual([['200001', '300001']]);
  });

  it.each([
    ['message_sent', { post_type: 'message_sent', user_id: 100001, target_id: 200001 }],
    ['an echo', { user_id: 100001, target_id: 200001 }],
  ])('of our own from another client (%s) goes out, to the one it was for', (_, but) => {
    expect(only(push(cursor, privateMessage('在', but)))).toMatchObject({ peer: 'u:200001', direction: 'out' });
  });

  it('with numbers past 2^53 keeps them', () => {
    const frame = JSON.stringify(privateMessage('x')).replace('"message_id":42', '"message_id":-9223372036854775807');
    expect(only(push(cursor, frame))).toMatchObject({ remoteKey: '-9223372036854775807' });
  });

  it('without an id is counted as strange, told by one line and not stored', () => {
    const batch = push(cursor, privateMessage('x', { message_id: null }));
    expect(batch.events).toEqual([{ kind: 'gap', from: noon, to: noon, why: 'unknown' }]);
    expect(batch.cursor.strange).toEqual({ count: 1, last: 'message' });
  });

  it('for another number stores nothing and says who answers', () => {
    const batch = push(cursor, privateMessage('x', { self_id: 100009 }));
    expect(batch).toMatchObject({
      events: [],
      nextAt: 'stop',
      session: { state: 'refused', reason: 'other-number', said: '100009' },
    });
    expect(protocol.next(batch.cursor, { kind: 'receive' }, noon).kind).toBe('none');
  });
});

describe('a pushed notice', () => {
  const notice = (but: object) => ({ time: noon / 1000, self_id: 100001, post_type: 'notice', ...but });

  it.each(['friend_recall', 'group_recall'])('%s marks the message', (notice_type) => {
    const frame = notice({ notice_type, user_id: 200001, operator_id: 200001, message_id: -7 });
    expect(only(push(cursor, frame))).toEqual({ kind: 'recalled', remoteKey: '-7' });
  });

  it('of a new friend or group has the list read again', () => {
    expect(push(cursor, notice({ notice_type: 'friend_add', user_id: 200003 })).then).toEqual([{ kind: 'contacts' }]);
    const joined = { notice_type: 'group_increase', sub_type: 'approve', group_id: 300002 };
    expect(push(cursor, notice({ ...joined, user_id: 100001 })).then).toEqual([{ kind: 'groups' }]);
    expect(push(cursor, notice({ ...joined, user_id: 200001 })).then).toEqual([]);
  });

  it('that nobody here knows changes nothing', () => {
    expect(push(cursor, notice({ notice_type: 'notify', sub_type: 'poke', user_id: 1 }))).toMatchObject({ events: [] });
  });
});

describe('a pushed request', () => {
  const request = {
    time: noon / 1000,
    self_id: 100001,
    post_type: 'request',
    user_id: 200009,
    comment: '我是陈',
    flag: 'F1',
  };

  it('of somebody who wants to be a friend', () => {
    const event = only(push(cursor, { ...request, request_type: 'friend' }));
    expect(event).toEqual({ kind: 'request', key: 'friend.F1', from: '200009', text: '我是陈', nameless: true });
  });

  it.each(['add', 'invite'])('about a group (%s) names the group', (sub_type) => {
    const event = only(push(cursor, { ...request, request_type: 'group', sub_type, group_id: 300001 }));
    expect(event).toMatchObject({ key: `${sub_type}.F1`, group: '300001' });
  });
});

describe('how its QQ is', () => {
  it('is told by heartbeats and by bot_offline, and heals', () => {
    const off = push(cursor, heartbeat(false));
    expect(off.session).toEqual({ state: 'offline-in-qq' });
    expect(push(off.cursor, heartbeat(true)).session).toEqual({ state: 'online' });
    const kicked = { self_id: 100001, post_type: 'notice', notice_type: 'bot_offline', message: '账号被踢下线' };
    expect(push(cursor, kicked).session).toEqual({ state: 'offline-in-qq', said: '账号被踢下线' });
  });

  it('stays told while other things arrive', () => {
    const off = push(cursor, heartbeat(false));
    expect(push(off.cursor, privateMessage('x')).session).toEqual({ state: 'offline-in-qq' });
  });
});

describe('the line', () => {
  it('that closes is opened again after a while, and who answers is asked anew', () => {
    const batch = protocol.accept(cursor, 'push', { kind: 'closed', code: 1006 }, noon);
    expect(batch).toMatchObject({ nextAt: 'back-off', session: { state: 'unreachable', reason: 'line-dropped' } });
    const step = protocol.next(batch.cursor, { kind: 'receive' }, noon);
    expect(step).toMatchObject({ kind: 'ask', request: { via: { opens: [server, expect.anything()] } } });
  });

  it('that an earlier worker had is no news to the person', () => {
    const batch = protocol.accept(cursor, 'push', { kind: 'closed', code: 0 }, noon);
    expect(batch.session).toBeUndefined();
    expect(batch.cursor.signedIn).toBe(false);
  });

  it('closed for the token stops the account', () => {
    const batch = protocol.accept(cursor, 'push', { kind: 'closed', code: 1008 }, noon);
    expect(batch).toMatchObject({ nextAt: 'stop', session: { state: 'refused', reason: 'wrong-token' } });
  });

  it('whose heartbeats stop is started anew even if calls are answered', () => {
    const { cursor: beating } = push(cursor, heartbeat(true));
    const late = protocol.next(beating, { kind: 'receive' }, noon + 80_000);
    expect(late).toMatchObject({ request: { via: { opens: [server, expect.anything()] } } });
    expect(protocol.next(beating, { kind: 'receive' }, noon + 60_000)).not.toMatchObject({
      request: { via: { opens: [server, expect.anything()] } },
    });
  });
});

describe('strange frames', () => {
  it.each(['', '{"post_type":"mess', 'null', '[]', '"x"', '<html>'])('%j are told as unreadable', (text) => {
    expect(push(cursor, text).undecoded).toMatchObject({ why: 'garbled' });
  });

  it('of an unknown kind are counted', () => {
    const batch = push(cursor, { self_id: 100001, post_type: 'weather' });
    expect(batch.cursor.strange).toEqual({ count: 1, last: 'weather' });
  });

  it('that answer are told from those that nobody asked for', () => {
    const key = (frame: object) => protocol.replyKey?.(raw(JSON.stringify(frame)).bytes);
    expect(key({ status: 'ok', retcode: 0, echo: '5.get_status' })).toBe('5.get_status');
    expect(key({ status: 'failed', retcode: 1403, echo: null })).toBe('');
    expect(key(heartbeat(true))).toBeUndefined();
    expect(protocol.replyKey?.(raw('not json').bytes)).toBeUndefined();
  });
});

it('over HTTP there is no line', () => {
  expect(protocol.live?.(overHttp())).toBeUndefined();
});
