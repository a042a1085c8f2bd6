import { describe, expect, it } from 'vitest';
import type { Want } from '../../../../lib/protocol/protocol';
import {
  actionOf,
  answerWith,
  ask,
  callOf,
  exchange,
  fail,
  message,
  noon,
  ok,
  only,
  privateMessage,
  protocol,
  push,
  raw,
  refuse,
  signedInCursor,
} from './talk';

const cursor = signedInCursor();

describe('sending', () => {
  it('goes out as a text segment, once, and takes the name that the server gives', () => {
    const { request } = ask(cursor, { ...message, text: '[CQ:at,qq=all]' });
    expect(request.repeat).toBe('once');
    expect(callOf(request)).toMatchObject({
      action: 'send_private_msg',
      params: { user_id: '200001', message: [{ type: 'text', data: { text: '[CQ:at,qq=all]' } }] },
    });
    expect(exchange(cursor, message, { message_id: -5 }).outcome).toEqual({ kind: 'done', remoteKey: '-5' });
  });

  it('into a group, and through the group of a temporary session', () => {
    expect(callOf(ask(cursor, { ...message, peer: 'g:300001' }).request)).toMatchObject({
      action: 'send_group_msg',
      params: { group_id: '300001' },
    });
    const { cursor: met } = push(cursor, privateMessage('x', { sub_type: 'group', sender: { group_id: 300001 } }));
    expect(callOf(ask(met, { ...message, peer: 's:200001' }).request).params).toMatchObject({
      user_id: '200001',
      group_id: '300001',
    });
  });

  it('taken in for later (async) is done, under no name yet', () => {
    const { request, cursor: asked } = ask(cursor, message);
    const got = raw(JSON.stringify({ status: 'async', retcode: 1, echo: request.key }));
    expect(protocol.accept(asked, request, got, noon).outcome).toEqual({ kind: 'done' });
  });

  it('answered by a code alone is done where the code says so, and only there', () => {
    const { request, cursor: asked } = ask(cursor, message);
    const outcome = (retcode: unknown) =>
      protocol.accept(asked, request, raw(JSON.stringify({ retcode, echo: request.key })), noon).outcome?.kind;
    expect([0, 1, -1, -403, 100, '0'].map(outcome)).toEqual([
      ...['done', 'done', 'failed', 'failed', 'failed', 'done'],
    ]);
  });

  it('refused has failed; unanswered nobody knows', () => {
    expect(refuse(cursor, message, 1200, '发送失败').outcome).toMatchObject({ kind: 'failed' });
    expect(fail(cursor, message, 'timeout').outcome).toEqual({ kind: 'uncertain' });
    expect(answerWith(cursor, message, { kind: 'closed', code: 1008 }).outcome).toEqual({ kind: 'uncertain' });
    // The session decides by whether it left at all.
    expect(answerWith(cursor, message, { kind: 'closed', code: 1006 }).outcome).toEqual({ kind: 'again' });
  });

  it('waits for a line that is known to be ours', () => {
    const { cursor: gone } = protocol.accept(cursor, 'push', { kind: 'closed', code: 1006 }, noon);
    expect(protocol.next(gone, message, noon)).toEqual({ kind: 'wait', until: noon });
  });
});

describe('people', () => {
  it('stand in their categories, by the names they are known by', () => {
    const data = [{ categoryName: '客户', buddyList: [{ user_id: '200002', nickname: 'Grace', remark: 'G' }] }];
    expect(only(exchange(cursor, { kind: 'contacts' }, data))).toEqual({
      kind: 'contacts',
      mutual: true,
      contacts: [{ number: '200002', nick: 'Grace', remark: 'G', category: '客户' }],
    });
  });

  it('come as a plain list where the server knows no categories', () => {
    const { cursor: plain, then } = refuse(cursor, { kind: 'contacts' }, 1404);
    expect(then).toEqual([{ kind: 'contacts' }]);
    expect(actionOf(ask(plain, { kind: 'contacts' }).request)).toBe('get_friend_list');
    expect(only(exchange(plain, { kind: 'contacts' }, [{ user_id: 200001, nickname: 'L', remark: '' }]))).toEqual({
      kind: 'contacts',
      mutual: true,
      contacts: [{ number: '200001', nick: 'L' }],
    });
  });

  it('are not swapped for what is no list', () => {
    expect(exchange(cursor, { kind: 'contacts' }, null)).toMatchObject({ events: [], undecoded: { why: 'garbled' } });
  });

  it('tell their presence one by one, not faster than one a second', () => {
    const want = { kind: 'presence-of', number: '200001' } as const;
    const batch = exchange(cursor, want, { status: 50 });
    expect(only(batch)).toEqual({ kind: 'presence', number: '200001', state: 'busy', source: 'asked' });
    expect(protocol.next(batch.cursor, want, noon + 10)).toEqual({ kind: 'wait', until: noon + 1000 });
  });

  it.each([0, 20, 99, undefined])('whose status is %s are never called something they are not', (status) => {
    const event = only(exchange(cursor, { kind: 'presence-of', number: '200001' }, { status }));
    expect(event).toMatchObject({ state: status === 20 ? 'offline' : 'unknown' });
  });
});

describe('what a server does not have', () => {
  it.each([
    ['presence', { kind: 'presence-of', number: '1' }],
    ['status', { kind: 'status', status: 'away' }],
    ['read', { kind: 'read', peer: 'u:1', remoteKey: '1' }],
  ] as const)('takes %s off what is offered', (ability, want: Want) => {
    expect(protocol.abilities(cursor)).toContain(ability);
    const batch = refuse(cursor, want, 1404);
    expect(batch.outcome).toEqual({ kind: 'unsupported' });
    expect(protocol.abilities(batch.cursor)).not.toContain(ability);
  });
});

describe('requests', () => {
  it('are answered by their flag, with a remark or a reason', () => {
    const yes = ask(cursor, { kind: 'answer', key: 'friend.F.1', accept: true, text: '陈' }).request;
    expect(callOf(yes)).toMatchObject({
      action: 'set_friend_add_request',
      params: { flag: 'F.1', approve: true, remark: '陈' },
    });
    const no = ask(cursor, { kind: 'answer', key: 'invite.F2', accept: false, text: '不了' }).request;
    expect(callOf(no)).toMatchObject({
      action: 'set_group_add_request',
      params: { flag: 'F2', sub_type: 'invite', type: 'invite', approve: false, reason: '不了' },
    });
  });

  it('answered are closed, even where the answer has no data', () => {
    const batch = exchange(cursor, { kind: 'answer', key: 'friend.F1', accept: true });
    expect(batch.events).toEqual([{ kind: 'request-closed', key: 'friend.F1' }]);
    expect(batch.then).toEqual([{ kind: 'contacts' }]);
  });

  it('that are no longer listed there stay open here', () => {
    expect(refuse(cursor, { kind: 'answer', key: 'friend.F1', accept: true }, 1200, 'No such request')).toMatchObject({
      events: [],
      outcome: { kind: 'failed' },
    });
  });
});

describe('other acts', () => {
  it('take a message back, end a friendship, mark as read', () => {
    expect(exchange(cursor, { kind: 'recall', remoteKey: '-7' }).events).toEqual([
      { kind: 'recalled', remoteKey: '-7' },
    ]);
    expect(exchange(cursor, { kind: 'unfriend', number: '200001' }, { valid: false }).then).toEqual([
      { kind: 'contacts' },
    ]);
    expect(callOf(ask(cursor, { kind: 'read', peer: 'u:1', remoteKey: '9' }).request)).toMatchObject({
      action: 'mark_msg_as_read',
      params: { message_id: '9' },
    });
  });

  it('set the status, and offline ends listening without ending anybody’s process', () => {
    const away = ask(cursor, { kind: 'status', status: 'away' }).request;
    expect(callOf(away)).toMatchObject({ action: 'set_online_status', params: { status: 30 } });
    const batch = exchange(cursor, { kind: 'status', status: 'offline' }, { online: true });
    expect(batch).toMatchObject({ session: { state: 'signed-out' }, nextAt: 'stop' });
  });

  it('answered to another echo are not believed', () => {
    const { request, cursor: asked } = ask(cursor, { kind: 'contacts' });
    const other = ask(asked, { kind: 'contacts' }).request;
    expect(protocol.accept(asked, request, ok(other, []), noon)).toMatchObject({
      events: [],
      undecoded: { why: 'wrong-seq' },
    });
  });
});
