import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../lib/model/event';
import type { OneBotBatch } from '../../../../lib/protocol/onebot/batch';
import type { OneBotCursor } from '../../../../lib/protocol/onebot/cursor';
import type { Want } from '../../../../lib/protocol/protocol';
import { actionOf, ask, callOf, exchange, noon, privateMessage, protocol, push, refuse, signedInCursor } from './talk';

const want = { kind: 'catch-up' } as const;
const receive = { kind: 'receive' } as const;
const seconds = noon / 1000;
const friends = Array.from({ length: 150 }, (_, i) => ({ user_id: 500_001 + i, nickname: 'x' }));
const groups = Array.from({ length: 5 }, (_, i) => ({ group_id: 700_001 + i, group_name: 'g' }));
const written = (from: number, id: number, at = seconds + 60) =>
  privateMessage(`m${id}`, { message_id: id, time: at, user_id: from, sender: { user_id: from, nickname: 'x' } });

/** Back after ten minutes at a server that has no list of who wrote, with more friends than the cursor has room for. */
function back(): OneBotCursor {
  const { cursor } = push(signedInCursor(), privateMessage('x'));
  const listless = { ...cursor, lacks: ['get_recent_contact'] };
  const listed = exchange(exchange(listless, { kind: 'contacts' }, friends).cursor, { kind: 'groups' }, groups).cursor;
  const gone = protocol.accept(listed, 'push', { kind: 'closed', code: 1006 }, noon).cursor;
  return exchange(gone, receive, { user_id: 100001 }, noon + 600_000).cursor;
}

/** Answers whatever is asked for the search, until nothing more is: what was asked, what came of it. */
function answerAll(from: OneBotBatch, say: (action: string, who: string) => unknown, asked: string[], events: Event[]) {
  let batch = from;
  while (batch.then.some((next: Want) => next.kind === 'catch-up')) {
    const { request } = ask(batch.cursor, want);
    const { params } = callOf(request);
    const who = String(params.user_id ?? params.group_id ?? '');
    asked.push(`${actionOf(request)} ${who}`.trim());
    const answer = say(actionOf(request), who);
    batch = answer === undefined ? refuse(batch.cursor, want, 100) : exchange(batch.cursor, want, answer);
    events.push(...batch.events);
  }
  return batch;
}
const lists: Record<string, unknown> = { get_friend_list: friends, get_group_list: groups };
const nothing = (action: string) => lists[action] ?? { messages: [] };
const start = (): OneBotBatch => ({ ...exchange(back(), { kind: 'version' }, {}), then: [want] });

describe('more conversations than one look asks for', () => {
  it('are asked by and by, a few with each look, and no gap is told where all of them answer', () => {
    const asked: string[] = [];
    const events: Event[] = [];
    let batch = answerAll(start(), nothing, asked, events);
    expect(asked.filter((each) => each.includes('history'))).toHaveLength(60);
    expect(asked.slice(60)).toEqual(['get_friend_list', 'get_group_list']);
    const looks: number[] = [];
    while (batch.cursor.catchUp && looks.length < 20) {
      const before = asked.length;
      batch = answerAll(exchange(batch.cursor, receive, { online: true }), nothing, asked, events);
      looks.push(asked.length - before);
    }
    expect(looks).toEqual([20, 20, 20, 20, 16]);
    const everybody = asked.filter((each) => each.includes('history'));
    expect(new Set(everybody).size).toBe(150 + 5 + 1);
    expect(everybody).toHaveLength(150 + 5 + 1);
    expect(events).toEqual([]);
  });

  it('bring what was missed in the last of them too', () => {
    const last = String(friends.at(-1)?.user_id);
    const events: Event[] = [];
    const say = (action: string, who: string) =>
      who === last ? { messages: [written(Number(last), 77)] } : nothing(action);
    let batch = answerAll(start(), say, [], events);
    for (let look = 0; batch.cursor.catchUp && look < 20; look++) {
      batch = answerAll(exchange(batch.cursor, receive, { online: true }), say, [], events);
    }
    expect(events).toMatchObject([{ kind: 'message', peer: `u:${last}`, remoteKey: '77' }]);
  });

  it('have their turn at once where somebody writes, behind what they wrote before', () => {
    const { cursor } = answerAll(start(), nothing, [], []);
    const last = Number(friends.at(-1)?.user_id);
    const live = push(cursor, written(last, 99, seconds + 599), noon + 600_000);
    expect(live).toMatchObject({ events: [], then: [want] });
    expect(callOf(ask(live.cursor, want).request).params).toMatchObject({ user_id: String(last) });
    const told = exchange(live.cursor, want, { messages: [written(last, 77)] }, noon + 600_000);
    expect(told.events.map((event) => event.kind === 'message' && event.remoteKey)).toEqual(['77', '99']);
    expect(told).toMatchObject({ then: [] });
  });

  it.each(['get_friend_list', 'get_friend_msg_history'])('end in a gap where %s fails', (failing) => {
    const events: Event[] = [];
    const say = (action: string) => (action === failing ? undefined : nothing(action));
    let batch = answerAll(start(), say, [], events);
    for (let look = 0; batch.cursor.catchUp && look < 20; look++) {
      batch = answerAll(exchange(batch.cursor, receive, { online: true }), say, [], events);
    }
    expect(batch.cursor.catchUp).toBeUndefined();
    expect(events).toMatchObject([{ kind: 'gap', why: 'asleep', from: noon }]);
  });

  it('begin anew after a death, from where the silence began', () => {
    const { cursor } = answerAll(start(), nothing, [], []);
    const gone = protocol.accept(cursor, 'push', { kind: 'closed', code: 0 }, noon).cursor;
    const again = exchange(gone, receive, { user_id: 100001 }, noon + 900_000);
    expect(again.then).toContainEqual(want);
    expect(again.cursor.catchUp).toMatchObject({ since: noon });
    expect(again.cursor.catchUp?.later).toBeUndefined();
  });

  it('wait behind the first thirty that a server itself names, and are asked with its next looks', () => {
    const { cursor } = push(signedInCursor(), privateMessage('x'));
    const gone = protocol.accept(cursor, 'push', { kind: 'closed', code: 1006 }, noon).cursor;
    const home = exchange(gone, receive, { user_id: 100001 }, noon + 600_000);
    const rows = friends
      .slice(0, 45)
      .map(({ user_id }) => ({ peerUin: String(user_id), chatType: 1, msgTime: `${seconds + 60}` }));
    const asked: string[] = [];
    const events: Event[] = [];
    const first = exchange(home.cursor, want, rows);
    const rested = answerAll(first, nothing, asked, events);
    expect(asked).toHaveLength(30);
    const done = answerAll(exchange(rested.cursor, receive, { online: true }), nothing, asked, events);
    expect(asked).toHaveLength(45);
    expect([done.cursor.catchUp, events]).toEqual([undefined, []]);
  });
});
