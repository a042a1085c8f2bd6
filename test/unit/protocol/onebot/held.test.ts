import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OneBotBatch } from '../../../../lib/protocol/onebot/batch';
import type { OneBotCursor } from '../../../../lib/protocol/onebot/cursor';
import { exchange, noon, privateMessage, protocol, push, refuse, signedInCursor } from './talk';

const want = { kind: 'catch-up' } as const;
const seconds = noon / 1000;
const later = noon + 600_000;

const written = (id: number, at: number, from = 200001) =>
  privateMessage(`m${id}`, { message_id: id, time: at, user_id: from, sender: { user_id: from, nickname: 'x' } });
const recent = (peerUin: number) => ({ peerUin: String(peerUin), chatType: 1, msgTime: String(seconds + 60) });

/** Heard of at noon, then gone; the line of now has not said yet who answers. */
function gone(): OneBotCursor {
  const { cursor } = push(signedInCursor(), written(1, seconds));
  return protocol.accept(cursor, 'push', { kind: 'closed', code: 1006 }, noon).cursor;
}
const back = (from = gone()) => exchange(from, { kind: 'receive' }, { user_id: 100001 }, later).cursor;
const ids = ({ events }: OneBotBatch) => events.map((event) => ('remoteKey' in event ? event.remoteKey : event.kind));

describe('what is pushed while the history before it is still to be asked', () => {
  it('waits, and stands behind what was missed', () => {
    const pushed = push(back(), written(9, seconds + 599), later);
    expect(pushed.events).toEqual([]);
    const listed = exchange(pushed.cursor, want, [recent(200001)], later);
    expect(listed.events).toEqual([]);
    const told = exchange(
      listed.cursor,
      want,
      { messages: [written(5, seconds + 60), written(6, seconds + 61)] },
      later,
    );
    expect(ids(told)).toEqual(['5', '6', '9']);
    expect(told.cursor.held).toBeUndefined();
  });

  it('waits from before it is known who answers', () => {
    const pushed = push(gone(), written(9, seconds + 599), later);
    expect(pushed.events).toEqual([]);
    const listed = exchange(back(pushed.cursor), want, [recent(200001)], later);
    expect(ids(exchange(listed.cursor, want, { messages: [written(5, seconds + 60)] }, later))).toEqual(['5', '9']);
  });

  it('has its conversation asked for, though the list of the server does not name it yet', () => {
    const pushed = push(back(), written(9, seconds + 599), later);
    const listed = exchange(pushed.cursor, want, [], later);
    expect(listed.cursor.catchUp?.peers).toEqual(['u:200001']);
  });

  it('does not wait for the history of others', () => {
    const listed = exchange(back(), want, [recent(200002)], later);
    expect(ids(push(listed.cursor, written(9, seconds + 599), later))).toEqual(['9']);
  });

  it('does not wait where there is no history to wait for', () => {
    const blind = refuse(refuse(back(), want, 1404).cursor, want, 1404).cursor;
    const { cursor } = protocol.accept(blind, 'push', { kind: 'closed', code: 1006 }, noon);
    expect(ids(push(cursor, written(9, seconds + 599), later))).toEqual(['9']);
  });

  it('is let go where the history was refused', () => {
    const pushed = push(back(), written(9, seconds + 599), later);
    const listed = exchange(pushed.cursor, want, [recent(200001)], later);
    expect(ids(refuse(listed.cursor, want, 1200))).toContain('9');
  });

  it('outlives a worker that died, of whose line nothing is taken but the cursor', () => {
    const pushed = push(back(), written(9, seconds + 599), later);
    const dead = protocol.accept(pushed.cursor, 'push', { kind: 'closed', code: 0 }, later + 999_999);
    expect(dead.events).toEqual([]);
    const stored = protocol.resume(JSON.parse(JSON.stringify(dead.cursor)), () => 0.5);
    const listed = exchange(back(stored), want, [recent(200001)], later);
    expect(ids(exchange(listed.cursor, want, { messages: [written(5, seconds + 60)] }, later))).toEqual(['5', '9']);
  });

  it('waits half a minute at most, whatever the server does', () => {
    const pushed = push(back(), written(9, seconds + 599), later);
    const patient = push(pushed.cursor, { self_id: 100001, post_type: 'meta_event' }, later + 29_000);
    expect(patient.events).toEqual([]);
    const beat = push(patient.cursor, { self_id: 100001, post_type: 'meta_event' }, later + 31_000);
    expect(ids(beat)).toEqual(['9']);
  });

  it('is let go where the account is stopped', () => {
    const pushed = push(back(), written(9, seconds + 599), later);
    expect(ids(protocol.accept(pushed.cursor, 'push', { kind: 'closed', code: 1008 }, later))).toEqual(['9']);
  });

  it('is taken back where its writer did so meanwhile', () => {
    const pushed = push(back(), written(9, seconds + 599), later);
    const recall = { self_id: 100001, post_type: 'notice', notice_type: 'friend_recall', message_id: 9 };
    const recalled = push(pushed.cursor, recall, later);
    expect(recalled.events).toEqual([]);
    const listed = exchange(recalled.cursor, want, [recent(200001)], later);
    const { events } = exchange(listed.cursor, want, { messages: [written(5, seconds + 60)] }, later);
    expect(events.map(({ kind }) => kind)).toEqual(['message', 'message', 'recalled']);
  });

  it('is never so much that the cursor grows without end', () => {
    let batch: OneBotBatch = { ...push(back(), written(2, seconds + 99), later) };
    let out = 0;
    for (let id = 3; id < 2000; id++) {
      batch = push(batch.cursor, written(id, seconds + id), later);
      out += batch.events.length;
      expect(batch.cursor.held?.events.length ?? 0).toBeLessThanOrEqual(500);
    }
    expect(out + (batch.cursor.held?.events.length ?? 0)).toBe(1998);
  });

  it('comes out once and in order, however pushes and histories fall between one another', () => {
    const people = [200001, 200002];
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { maxLength: 40 }), fc.nat({ max: 6 }), (steps, missed) => {
        const history = new Map(people.map((from) => [from, [] as ReturnType<typeof written>[]]));
        let [id, cursor] = [100, gone()];
        const seen: string[] = [];
        const say = (i: number) => {
          const from = people[i % 2] ?? 0;
          const message = written(++id, seconds + id, from);
          history.get(from)?.push(message);
          return message;
        };
        const take = (batch: OneBotBatch) => {
          cursor = batch.cursor;
          for (const event of batch.events) if (event.kind === 'message') seen.push(`${event.peer} ${event.remoteKey}`);
        };
        const ask = () => {
          if (!cursor.catchUp) return;
          const from = Number(cursor.catchUp.peers?.[0]?.slice(2));
          const data = cursor.catchUp.peers ? { messages: history.get(from) } : people.map(recent);
          take(exchange(cursor, want, data, later));
        };
        for (let i = 0; i < missed; i++) say(i);
        take(push(cursor, say(0), later));
        cursor = back(cursor);
        for (const step of steps) step < 2 ? take(push(cursor, say(step), later)) : ask();
        while (cursor.catchUp) ask();
        const once = [...new Set(seen)];
        for (const from of people) {
          const all = history.get(from)?.map(({ message_id }) => `u:${from} ${message_id}`);
          expect(once.filter((key) => key.startsWith(`u:${from} `))).toEqual(all);
        }
        expect(cursor.held).toBeUndefined();
      }),
    );
  });
});
