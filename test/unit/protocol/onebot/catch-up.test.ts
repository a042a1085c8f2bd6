import { describe, expect, it } from 'vitest';
import type { OneBotCursor } from '../../../../lib/protocol/onebot/cursor';
import {
  actionOf,
  ask,
  callOf,
  exchange,
  noon,
  ok,
  privateMessage,
  protocol,
  push,
  refuse,
  signedInCursor,
} from './talk';

const want = { kind: 'catch-up' } as const;
const seconds = noon / 1000;

/** Heard of at noon, then gone for ten minutes, then back. */
function back(): { cursor: OneBotCursor; since: number } {
  const { cursor } = push(signedInCursor(), privateMessage('x'));
  const { cursor: gone } = protocol.accept(cursor, 'push', { kind: 'closed', code: 1006 }, noon);
  const batch = exchange(gone, { kind: 'receive' }, { user_id: 100001 }, noon + 600_000);
  expect(batch.then).toContainEqual(want);
  return { cursor: batch.cursor, since: noon };
}

const recent = (peerUin: string, chatType: number, at = seconds + 60) => ({ peerUin, chatType, msgTime: String(at) });
const old = (id: number, at: number) => privateMessage(`m${id}`, { message_id: id, time: at });

describe('after a gap', () => {
  it('asks who wrote meanwhile, then each of them', () => {
    const { cursor } = back();
    const peers = [recent('200001', 1), recent('300001', 2), recent('200002', 1, seconds - 999), recent('7', 100)];
    const listed = exchange(cursor, want, peers);
    expect(listed.then).toEqual([want]);
    const first = ask(listed.cursor, want).request;
    expect(callOf(first)).toMatchObject({ action: 'get_friend_msg_history', params: { user_id: '200001', count: 50 } });
    const second = exchange(listed.cursor, want, { messages: [old(43, seconds + 60)] });
    expect(second.events).toMatchObject([{ remoteKey: '43', peer: 'u:200001', text: 'm43' }]);
    expect(callOf(ask(second.cursor, want).request)).toMatchObject({
      action: 'get_group_msg_history',
      params: { group_id: '300001' },
    });
    const last = exchange(second.cursor, want, { messages: [] });
    expect(last).toMatchObject({ events: [], then: [] });
    expect(last.cursor.catchUp).toBeUndefined();
  });

  it('takes only what is younger, in the order it was written', () => {
    const { cursor } = back();
    const listed = exchange(cursor, want, [recent('200001', 1)]);
    const messages = [old(45, seconds + 90), old(44, seconds + 80), old(9, seconds - 999)];
    const batch = exchange(listed.cursor, want, { messages });
    expect(batch.events.map((event) => event.kind === 'message' && event.remoteKey)).toEqual(['44', '45']);
  });

  it('asks for a longer page before it takes a short one, and tells what even that did not reach', () => {
    const { cursor, since } = back();
    const listed = exchange(cursor, want, [recent('200001', 1)]);
    const page = (count: number) => ({
      messages: Array.from({ length: count }, (_, i) => old(100 + i, seconds + 60 + i)),
    });
    const short = exchange(listed.cursor, want, page(50));
    expect(short).toMatchObject({ events: [], then: [want] });
    expect(callOf(ask(short.cursor, want).request).params).toMatchObject({ count: 500 });
    const long = exchange(short.cursor, want, page(500), noon + 600_000);
    expect(long.events).toHaveLength(501);
    expect(long.events.at(-1)).toEqual({ kind: 'gap', from: since, to: noon + 600_000, why: 'asleep' });
  });

  it('asks those it knows where the server has no list of its own', () => {
    const { cursor } = back();
    const batch = refuse(cursor, want, 1404);
    expect(callOf(ask(batch.cursor, want).request).params).toMatchObject({ user_id: '200001' });
  });

  it('tells the gap where there is no history at all, and goes on', () => {
    const { cursor, since } = back();
    const unlisted = refuse(cursor, want, 1404);
    const batch = refuse(unlisted.cursor, want, 1404);
    expect(batch.events).toMatchObject([{ kind: 'gap', from: since }]);
    expect(batch.then).toEqual([]);
    expect(protocol.next(batch.cursor, want, noon).kind).toBe('none');
  });

  it('tells the gap where one history is refused, and asks the others', () => {
    const { cursor } = back();
    const listed = exchange(cursor, want, [recent('200001', 1), recent('300001', 2)]);
    const refused = refuse(listed.cursor, want, 1200, '消息不存在');
    expect(actionOf(ask(refused.cursor, want).request)).toBe('get_group_msg_history');
    expect(exchange(refused.cursor, want, { messages: [] }).events).toMatchObject([{ kind: 'gap' }]);
  });

  it('goes on from its start where a death cut it short, whatever came in meanwhile', () => {
    const { cursor, since } = back();
    const { cursor: busy } = push(cursor, privateMessage('live', { time: seconds + 590 }));
    const { cursor: gone } = protocol.accept(busy, 'push', { kind: 'closed', code: 0 }, noon);
    const { cursor: again } = exchange(gone, { kind: 'receive' }, { user_id: 100001 });
    expect(again.catchUp).toEqual({ since });
  });

  it('looks back to where the line fell silent, whatever is heard before it is known who answers', () => {
    const { cursor } = push(signedInCursor(), privateMessage('x'));
    const { cursor: gone } = protocol.accept(cursor, 'push', { kind: 'closed', code: 1006 }, noon);
    const lifecycle = { post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' };
    const { cursor: greeted } = push(gone, { self_id: 100001, time: seconds + 600, ...lifecycle });
    expect(exchange(greeted, { kind: 'receive' }, { user_id: 100001 }).cursor.catchUp).toEqual({ since: noon });
  });

  it('asks everybody on the lists of a server that has none of who wrote', () => {
    const listless = refuse(back().cursor, want, 1404).cursor;
    const friends = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ user_id: 500001 + i, nickname: 'x' }));
    const again = (cursor: OneBotCursor) => {
      const { cursor: gone } = protocol.accept(cursor, 'push', { kind: 'closed', code: 1006 }, noon);
      return exchange(gone, { kind: 'receive' }, { user_id: 100001 }).cursor.catchUp;
    };
    const few = exchange(listless, { kind: 'contacts' }, friends(2)).cursor;
    expect(again(few)).toEqual({ since: noon, peers: ['u:200001', 'u:500001', 'u:500002'] });
  });

  it('lands no answer in another conversation, though the search began anew while it was under way', () => {
    const listless = refuse(back().cursor, want, 1404).cursor;
    const two = exchange(listless, { kind: 'contacts' }, [{ user_id: 500001, nickname: 'x' }]).cursor;
    const gone = protocol.accept(two, 'push', { kind: 'closed', code: 1006 }, noon).cursor;
    const { cursor } = exchange(gone, { kind: 'receive' }, { user_id: 100001 });
    const asked = ask(cursor, want);
    const newest = push(asked.cursor, privateMessage('new', { user_id: 500001, message_id: 77 })).cursor;
    const noisy = push(newest, 'no JSON at all').cursor;
    const got = ok(asked.request, { messages: [old(43, seconds + 60)] });
    const batch = protocol.accept(noisy, asked.request, got, noon);
    expect(batch.events.filter((event) => event.kind === 'message' && event.peer !== 'u:200001')).toEqual([]);
    expect(batch.then).toEqual([want]);
  });

  it('asks again for what came in a frame that cannot be read', () => {
    const { cursor } = push(signedInCursor(), privateMessage('x'));
    const noise = push(cursor, '!no JSON', noon + 2_000);
    expect(noise).toMatchObject({ then: [want], undecoded: { why: 'garbled' } });
    expect(noise.cursor.catchUp).toEqual({ since: noon });
    const more = push(noise.cursor, '!no JSON either', noon + 3_000);
    expect(more.then).toEqual([]);
  });

  it('asks for less where a page was more than a frame may hold, and tells the gap in the end', () => {
    let { cursor } = exchange(back().cursor, want, [recent('200001', 1)]);
    const counts: unknown[] = [];
    for (let i = 0; cursor.catchUp && i < 9; i++) {
      const asked = ask(cursor, want);
      if (asked.request.key.endsWith('get_recent_contact')) {
        const listed = protocol.accept(asked.cursor, asked.request, ok(asked.request, [recent('200001', 1)]), noon);
        cursor = listed.cursor;
        if (!cursor.catchUp) expect(listed.events).toMatchObject([{ kind: 'gap', why: 'asleep' }]);
        continue;
      }
      counts.push(callOf(asked.request).params.count);
      const heavy = protocol.accept(asked.cursor, asked.request, { kind: 'failure', failure: 'too-large' }, noon);
      cursor = exchange(heavy.cursor, { kind: 'receive' }, { user_id: 100001 }).cursor;
    }
    expect(counts).toEqual([50, 10, 10]);
    expect(cursor.catchUp).toBeUndefined();
  });

  it('asks who wrote while its QQ was signed out, once that is back', () => {
    const { cursor } = push(signedInCursor(), privateMessage('x'));
    const heartbeat = (online: boolean, at: number) => ({
      self_id: 100001,
      time: at / 1000,
      post_type: 'meta_event',
      meta_event_type: 'heartbeat',
      interval: 30_000,
      status: { online, good: online },
    });
    const away = push(cursor, heartbeat(false, noon + 30_000));
    const still = push(away.cursor, heartbeat(false, noon + 60_000));
    expect(still).toMatchObject({ session: { state: 'offline-in-qq' }, then: [] });
    const home = push(still.cursor, heartbeat(true, noon + 90_000));
    expect(home).toMatchObject({ session: { state: 'online' }, then: [want] });
    expect(home.cursor.catchUp).toEqual({ since: noon });
    const asked = exchange(still.cursor, { kind: 'receive' }, { online: true });
    expect(asked.cursor.catchUp).toEqual({ since: noon });
  });

  it('does not look back before the account was first heard of', () => {
    expect(signedInCursor().catchUp).toBeUndefined();
  });
});
