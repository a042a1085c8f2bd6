import { describe, expect, it } from 'vitest';
import type { OneBotCursor } from '../../../../lib/protocol/onebot/cursor';
import {
  actionOf,
  answerWith,
  ask,
  exchange,
  fail,
  noon,
  only,
  protocol,
  push,
  raw,
  refuse,
  signedInCursor,
} from './talk';

/** Back on a line after an hour in which nobody listened, with what is still to be asked. */
function backAgain(lacks: readonly string[] = []): OneBotCursor {
  const away = { ...signedInCursor(), signedIn: false, heardAt: noon - 3_600_000, lacks };
  return exchange(away, { kind: 'sign-in' }, { user_id: 100001, nickname: '小店' }).cursor;
}

const requests = { kind: 'requests' } as const;
const joins = { request_id: 55, requester_uin: 200002, requester_nick: '同行', message: '进群', group_id: 70001 };
const list = (but: object = {}) => ({ invited_requests: null, join_requests: [{ ...joins, checked: false, ...but }] });
const seconds = (ms: number) => String(Math.floor(ms / 1000));

describe('requests that came while nobody listened', () => {
  it('are asked for with the first look at the server, and never hold up what was missed', () => {
    const cursor = backAgain();
    const looked = exchange(cursor, { kind: 'receive' }, { online: true, good: true });
    expect(looked.then).toEqual([requests]);
    expect(actionOf(ask(cursor, requests).request)).toBe('get_group_system_msg');
    const { cursor: after, then } = exchange(cursor, requests, list());
    expect(then).toEqual([requests]);
    expect(actionOf(ask(after, requests).request)).toBe('get_doubt_friends_add_request');
    const done = exchange(after, requests, []);
    expect(done.then).toEqual([]);
    expect(protocol.next(done.cursor, requests, noon)).toEqual({ kind: 'none' });
  });

  it('are asked for at the first sign-in too, but not for what QQ kept back long ago', () => {
    const { cursor, then } = exchange(signedInCursor(), requests, list());
    expect(then).toEqual([]);
    expect(protocol.next(cursor, requests, noon)).toEqual({ kind: 'none' });
  });

  it.each([
    ['go-cqhttp', list(), '55'],
    ['NapCat', { join_requests: [{ ...joins, requester_uin: undefined, invitor_uin: 200002, checked: false }] }, '55'],
    ['SnowLuma', [{ ...joins, flag: 'slreq:1:55:70001:1:0', checked: false }], 'slreq:1:55:70001:1:0'],
  ])('are read from the list of %s', (_, data, flag) => {
    expect(only(exchange(backAgain(), requests, data))).toMatchObject({
      kind: 'request',
      key: `add.${flag}`,
      from: '200002',
      group: '70001',
      text: '进群',
      nick: '同行',
    });
  });

  it.each([
    ['NapCat', { InvitedRequest: [{ request_id: 56, invitor_uin: 200001, group_id: 70002, checked: false }] }, '56'],
    [
      'SnowLuma',
      [{ request_id: 56, requester_uin: 200001, group_id: 70002, flag: 'slreq:1:56:70002:2:0' }],
      'slreq:1:56:70002:2:0',
    ],
  ])('are invitations where %s says so', (_, data, flag) => {
    const invited = { kind: 'request', key: `invite.${flag}`, from: '200001', group: '70002', invite: true };
    expect(only(exchange(backAgain(), requests, data))).toMatchObject(invited);
  });

  it('are closed where somebody answered them on the other side', () => {
    const closed = { kind: 'request-closed', key: 'add.55', also: 'add.70001|55' };
    expect(only(exchange(backAgain(), requests, list({ checked: true })))).toEqual(closed);
  });

  it('have one name with the event of LLBot that told of them', () => {
    const event = { post_type: 'request', request_type: 'group', sub_type: 'add', self_id: 100001, user_id: 200002 };
    const pushed = push(backAgain(), { ...event, group_id: 70001, flag: '70001|55|7|0', comment: '进群' });
    expect(only(pushed)).toMatchObject({ key: 'add.70001|55|7|0', also: 'add.55' });
    expect(only(exchange(backAgain(), requests, list()))).toMatchObject({ key: 'add.55', also: 'add.70001|55' });
  });

  it('that QQ kept back are told if they are of that time, and can only be granted', () => {
    const { cursor } = exchange(backAgain(), requests, list());
    const row = { flag: 'u_x', uin: '200009', nick: '新客', msg: '你好' };
    const rows = [
      { ...row, time: seconds(noon - 60_000) },
      { ...row, flag: 'u_old', time: seconds(noon - 7_200_000) },
    ];
    expect(only(exchange(cursor, requests, rows))).toMatchObject({ key: 'doubt.u_x', from: '200009', yesOnly: true });
    expect(exchange(cursor, requests, rows).events).toMatchObject([{ askedAt: noon - 60_000 }]);
    const yes = ask(cursor, { kind: 'answer', key: 'doubt.u_x', accept: true }).request;
    expect(actionOf(yes)).toBe('set_doubt_friends_add_request');
    expect(protocol.next(cursor, { kind: 'answer', key: 'doubt.u_x', accept: false }, noon)).toEqual({ kind: 'none' });
  });
});

it('who asked before a line that broke off early is found by the next one', () => {
  const { catchUp: _done, ...early } = { ...backAgain(), signedIn: false, heardAt: noon };
  const next = exchange(early, { kind: 'sign-in' }, { user_id: 100001, nickname: '小店' }).cursor;
  const { cursor } = exchange(next, requests, list());
  const row = { flag: 'u_x', uin: '200009', nick: '新客', msg: '你好', time: seconds(noon - 60_000) };
  expect(only(exchange(cursor, requests, [row]))).toMatchObject({ key: 'doubt.u_x' });
  // All of them are told of by now: the line after that asks for what came since.
  const { cursor: told } = exchange(cursor, requests, [row]);
  const last = exchange({ ...told, signedIn: false }, { kind: 'sign-in' }, { user_id: 100001 }).cursor;
  expect(exchange(exchange(last, requests, list()).cursor, requests, [row]).events).toEqual([]);
});

describe('a server that has no such list', () => {
  it.each([1404, 404, 200, 1200, 100])('goes on with everything else when it answers %s', (code) => {
    const refused = refuse(backAgain(), requests, code, '不支持的Api');
    expect(refused).toMatchObject({ session: { state: 'online' }, events: [] });
    expect(refused.undecoded).toBeUndefined();
    expect(refused.cursor.catchUp).toEqual(backAgain().catchUp);
    expect(actionOf(ask(refused.cursor, requests).request)).toBe('get_doubt_friends_add_request');
  });

  it('stays online when it says nothing, or something of another kind', () => {
    const silent = fail(backAgain(), requests, 'timeout');
    const strange = answerWith(backAgain(), requests, raw('<html>'));
    for (const batch of [silent, strange]) {
      expect(batch).toMatchObject({ session: { state: 'online' }, events: [] });
      expect(actionOf(ask(batch.cursor, requests).request)).toBe('get_doubt_friends_add_request');
    }
    for (const data of [
      null,
      7,
      'x',
      [7, null],
      { join_requests: {} },
      list({ group_id: 0 }),
      list({ request_id: {} }),
    ]) {
      expect(exchange(backAgain(), requests, data).events).toEqual([]);
    }
  });

  it('is asked again after a death, and by the next line', () => {
    const { cursor } = ask(backAgain(), requests);
    const looked = exchange(cursor, { kind: 'receive' }, { online: true });
    expect(looked.then).toEqual([requests]);
  });
});
