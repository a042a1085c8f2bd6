import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planLog } from '../../../components/chat/plan-log';
import type { Event } from '../../../lib/model/event';
import { readConversations } from '../../../lib/store/read';
import { groupMessage, noon, only, privateMessage, push, signedInCursor } from '../protocol/onebot/talk';
import { anAccount, aSession, freshStore, take } from '../store/fresh-store';

/** Attack 14: JSON that means harm, from a OneBot server or from somebody whose words it passes on. */
const cursor = signedInCursor();
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf', 'watch'];
/** All but the word that something could not be read. */
const eventsOf = (frame: unknown): readonly Event[] => push(cursor, frame).events.filter(({ kind }) => kind !== 'gap');

/** What IndexedDB does to a row: a function or a proxy in it would lose the whole commit. */
const storable = (events: readonly Event[]) => expect(() => structuredClone(events)).not.toThrow();

describe('names of our own language', () => {
  it.each(names)('"%s" as a kind of piece is a piece nobody knows', (type) => {
    const events = eventsOf(
      privateMessage([
        { type, data: { [type]: 'x' } },
        { type: 'text', data: { text: 'after' } },
      ]),
    );
    storable(events);
    expect(events[0]).toMatchObject({ kind: 'message', text: expect.stringContaining('after') });
    storable(eventsOf(privateMessage(`[CQ:${type},${type}=x] after`)));
  });

  it.each(names)('"%s" as a key, a notice or a request changes nothing', (name) => {
    const frame = `{"self_id":100001,"post_type":"${name}","notice_type":"${name}","${name}":{"post_type":"message","polluted":1}}`;
    expect(eventsOf(frame)).toEqual([]);
    for (const kind of ['notice', 'request', 'meta_event']) {
      storable(eventsOf({ self_id: 100001, post_type: kind, notice_type: name, request_type: name, sub_type: name }));
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('"__proto__" of a message lends it no sender and no text', () => {
    const frame = JSON.stringify(privateMessage('hi')).replace('"user_id"', '"__proto__":{"user_id":666},"other"');
    expect(eventsOf(frame.replaceAll('"user_id"', '"nobody"'))).toEqual([]);
  });
});

describe('numbers', () => {
  it('past 2^53 stay what they were, each its own', () => {
    const frame = (id: string) => JSON.stringify(privateMessage('hi')).replace('"user_id":200001', `"user_id":${id}`);
    const peers = ['9007199254740993', '9007199254740992'].map((id) => only(push(cursor, frame(id))));
    expect(peers).toMatchObject([{ peer: 'u:9007199254740993' }, { peer: 'u:9007199254740992' }]);
  });

  it.each(['1e400', '-5', '1.5', '"12 34"', '"u:1"', 'null', '{}', '[200001]', 'true', `"${'9'.repeat(40)}"`])(
    '%s is nobody',
    (id) => {
      const frame = JSON.stringify(privateMessage('hi')).replaceAll('"user_id":200001', `"user_id":${id}`);
      expect(eventsOf(frame)).toEqual([]);
    },
  );

  it('given twice are one: the last, as everywhere in JSON', () => {
    const frame = JSON.stringify(privateMessage('hi')).replaceAll(
      '"user_id":200001',
      '"user_id":200009,"user_id":200001',
    );
    expect(only(push(cursor, frame))).toMatchObject({ sender: '200001', peer: 'u:200001' });
  });
});

describe('any JSON whatever', () => {
  const value = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom<unknown>(0, -1, 1e300, '', '1', 'private', 'group', null, true, [], {}, ...names),
    },
    fc.jsonValue(),
  );
  const keys = [
    'post_type',
    'message',
    'message_id',
    'user_id',
    'group_id',
    'time',
    'sender',
    'raw_message',
    'self_id',
  ];

  it('in place of any field is survived, and what is taken can be stored', () => {
    const broken = fc.dictionary(fc.constantFrom(...keys, 'notice_type', 'request_type', 'flag', 'status'), value);
    const segments = fc.array(fc.oneof(value, fc.record({ type: value, data: value })), { maxLength: 5 });
    fc.assert(
      fc.property(broken, fc.boolean(), segments, (fields, group, pieces) => {
        const whole = (group ? groupMessage : privateMessage)(pieces, fields);
        const { events, cursor: after } = push(cursor, whole);
        storable(events);
        expect(() => structuredClone(after)).not.toThrow();
        for (const event of events) if (event.kind === 'message') expect(event.peer).toMatch(/^[ugds]:[1-9]\d{0,19}$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a time', () => {
  const at = (time: unknown, now = noon) => push(cursor, privateMessage('hi', { time }), now);
  const century = noon / 1000 + 3e9;

  it.each([-5, 0, 1e15, 'soon', null, {}])('%s is none', (time) => {
    expect(only(at(time))).not.toHaveProperty('sentAt');
  });

  it('of the year 2120 does not hide what is missed until then', () => {
    expect(at(century).cursor.heardAt).toBe(noon);
    const later = push(at(century).cursor, privateMessage('next', { time: noon / 1000 + 60 }), noon + 60_000);
    expect(later.cursor.heardAt).toBe(noon + 60_000);
  });

  it('of the year 2120, remembered by an older version, is forgotten with the next message', () => {
    const stuck = { ...cursor, heardAt: century * 1000 };
    expect(push(stuck, privateMessage('x', { time: noon / 1000 + 1 }), noon + 5000).cursor.heardAt).toBe(noon + 1000);
  });

  it('of the year 2120 keeps nobody at the top of the list, nor later messages without a time', async () => {
    const { store, run, connection } = freshStore();
    const id = await store.addAccount(anAccount(), aSession());
    await take(store, id, [only(at(century))], { now: noon });
    await take(store, id, [only(push(cursor, groupMessage('later', { message_id: 43 })))], { now: noon + 3_600_000 });
    const list = await run((db) => readConversations(db, { limit: 9 }));
    expect(list.map(({ conversation }) => conversation.peer)).toEqual(['g:300001', 'u:200001']);
    const [first] = await run((db) => db.getAll('messages'));
    connection.close();
    if (!first) throw new Error('nothing stored');
    const second = { ...first, ordinal: 2, remoteKey: 'b', at: noon + 3_600_000, sentAt: noon + 3_600_000 };
    expect(planLog([first, second], [], true).filter(({ kind }) => kind === 'time')).toMatchObject([
      { at: noon },
      { at: noon + 3_600_000 },
    ]);
  });
});
