import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../lib/model/event';
import type { WebQqCursor } from '../../../../lib/protocol/webqq/cursor';
import { callOf, json, noon, protocol, signedInCursor } from './talk';

const ming = { id: '2900000001', nick: 'Ming', category: 'Friends', picture: 3 };
const hong = { id: '2900000002', nick: 'Hong' };
const later = noon + 5 * 60_000;

const item = (from_uin: number, msg_id: number) => ({
  poll_type: 'message',
  value: { msg_id, from_uin, to_uin: 100001, time: noon / 1000, content: [`m${msg_id}`] },
});

/** What a poll at that moment leads to, with everything that is asked behind it answered by `tell`. */
function poll(before: WebQqCursor, now: number, result: unknown[], tell: (tuin: string) => unknown) {
  const events: Event[] = [];
  const asked: string[] = [];
  let cursor = before;
  let body: unknown = { retcode: 0, result };
  for (let want: { kind: 'receive' | 'go-on' } | undefined = { kind: 'receive' }; want; ) {
    const step = protocol.next(cursor, want, now);
    if (step.kind !== 'ask') break;
    const tuin = callOf(step.request).split(' ')[1]?.slice(1);
    if (tuin !== undefined) {
      asked.push(tuin);
      body = tell(tuin);
    }
    const batch = protocol.accept(step.cursor, step.request, json(body), now);
    events.push(...batch.events);
    cursor = batch.cursor;
    want = batch.then.some(({ kind }) => kind === 'go-on') ? { kind: 'go-on' } : undefined;
  }
  return { cursor, events, asked };
}

const silent = () => ({ retcode: 100_006 });
const telling = (numbers: Record<string, number>) => (tuin: string) => ({
  retcode: 0,
  result: { uiuin: '', account: numbers[tuin], uin: Number(tuin) },
});
const withFriends = (cursor: WebQqCursor, ...friends: WebQqCursor['friends'][number][]) => ({ ...cursor, friends });

/** The sign-in ends, and the next one has other numbers for the same people. */
function signInAnew(cursor: WebQqCursor, ...friends: WebQqCursor['friends'][number][]): WebQqCursor {
  const { request, cursor: asked } = (() => {
    const step = protocol.next(cursor, { kind: 'receive' }, noon);
    if (step.kind !== 'ask') throw new Error('no poll');
    return step;
  })();
  const over = protocol.accept(asked, request, json({ retcode: 103 }), noon).cursor;
  return { ...over, stage: 'online', life: over.life + 1, contactsAt: noon, onlineAt: noon, friends };
}

describe('somebody whom the server would not name', () => {
  it('is asked for again minutes later, and what was kept moves to where it belongs', () => {
    const first = poll(withFriends(signedInCursor(), ming), noon, [item(2900000001, 1)], silent);
    expect(first.events).toEqual([expect.objectContaining({ peer: 's:02900000001' })]);
    expect(poll(first.cursor, noon + 60_000, [], silent).asked).toEqual([]);
    const second = poll(first.cursor, later, [item(2900000001, 2)], telling({ 2900000001: 209_001 }));
    expect(second.asked).toEqual(['2900000001']);
    expect(second.events).toEqual([
      expect.objectContaining({ peer: 's:02900000001', text: 'm2' }),
      expect.objectContaining({ kind: 'contact' }),
      { kind: 'peer-known', was: 's:02900000001', is: 'u:209001' },
    ]);
    expect(second.cursor.nameless).toBeUndefined();
    const third = poll(second.cursor, later, [item(2900000001, 3)], silent);
    expect(third.events).toEqual([expect.objectContaining({ peer: 'u:209001', text: 'm3' })]);
  });

  it('is known in the next sign-in, whose numbers are others, by the entry that nobody else on the list has', () => {
    const first = poll(withFriends(signedInCursor(), ming, hong), noon, [item(2900000001, 1)], silent);
    const anew = signInAnew(first.cursor, { ...hong, id: '2700000002' }, { ...ming, id: '2700000001' });
    const numbers = telling({ 2700000001: 209_001, 2700000002: 209_002 });
    const { events, cursor } = poll(anew, noon, [], numbers);
    expect(events.filter(({ kind }) => kind === 'peer-known')).toEqual([
      { kind: 'peer-known', was: 's:02900000001', is: 'u:209001' },
    ]);
    expect(cursor.nameless).toBeUndefined();
  });

  it.each([
    ['then', [ming, { ...ming, id: '2900000003' }], [{ ...ming, id: '2700000001' }]],
    [
      'now',
      [ming],
      [
        { ...ming, id: '2700000001' },
        { ...ming, id: '2700000003' },
      ],
    ],
  ])('stays apart where two on the list were alike %s: nobody is taken for somebody else', (_, before, after) => {
    const first = poll(withFriends(signedInCursor(), ...before), noon, [item(2900000001, 1)], silent);
    const anew = signInAnew(first.cursor, ...after);
    const { events } = poll(anew, noon, [], telling({ 2700000001: 209_001, 2700000003: 209_003 }));
    expect(events.filter(({ kind }) => kind === 'peer-known')).toEqual([]);
  });

  it('of an earlier sign-in is not taken for whoever has that number now', () => {
    const first = poll(signedInCursor(), noon, [item(2900000001, 1)], silent);
    const anew = signInAnew(first.cursor, { ...hong, id: '2900000001' });
    const { events } = poll(anew, noon, [], telling({ 2900000001: 209_002 }));
    expect(events.filter(({ kind }) => kind === 'peer-known')).toEqual([]);
  });
});

describe('a list on which somebody has no number', () => {
  const body = (list: object) => ({ retcode: 0, result: list });
  /** Asks for that list, and for the numbers on it, which `tell` tells. */
  function read(kind: 'contacts' | 'groups', list: object, tell: (tuin: string) => unknown): Event[] {
    const step = protocol.next({ ...signedInCursor(), numbers: {}, asks: 40 }, { kind }, noon);
    if (step.kind !== 'ask') throw new Error(`${kind} is not asked for`);
    const listed = protocol.accept(step.cursor, step.request, json(body(list)), noon);
    return [...listed.events, ...goOn(listed.cursor, tell)];
  }
  function goOn(before: WebQqCursor, tell: (tuin: string) => unknown): Event[] {
    const step = protocol.next(before, { kind: 'go-on' }, noon);
    if (step.kind !== 'ask') return [];
    const tuin = callOf(step.request).split(' ')[1]?.slice(1) ?? '';
    const { events, cursor } = protocol.accept(step.cursor, step.request, json(tell(tuin)), noon);
    return [...events, ...goOn(cursor, tell)];
  }
  const some = (known: Record<string, number>) => (tuin: string) =>
    known[tuin] === undefined ? silent() : telling(known)(tuin);
  const info = [
    { uin: 2900000001, nick: 'Ming' },
    { uin: 2900000002, nick: 'Hong' },
  ];

  it('of friends replaces none that was whole: nobody goes for want of a number', () => {
    const told = read('contacts', { info }, some({ 2900000001: 209_001 }));
    expect(told.filter(({ kind }) => kind === 'contacts')).toEqual([]);
    expect(told).toContainEqual({ kind: 'contact', contact: { number: '209001', nick: 'Ming' } });
    expect(read('contacts', { info }, some({ 2900000001: 209_001, 2900000002: 209_002 })).at(-1)).toMatchObject({
      kind: 'contacts',
      contacts: [{ number: '209001' }, { number: '209002' }],
    });
  });

  it('of groups only adds, and so does an empty one', () => {
    const gnamelist = [
      { gid: 3900000001, code: 3900000003, name: 'A' },
      { gid: 3900000002, code: 3900000004, name: 'B' },
    ];
    const groups = [{ number: '309001', name: 'A' }];
    expect(read('groups', { gnamelist }, some({ 3900000001: 309_001 }))).toEqual([
      { kind: 'groups', groups, partly: true },
    ]);
    expect(read('groups', { gnamelist: [] }, silent)).toEqual([{ kind: 'groups', groups: [], partly: true }]);
    expect(read('groups', { gnamelist: gnamelist.slice(0, 1) }, some({ 3900000001: 309_001 }))).toEqual([
      { kind: 'groups', groups },
    ]);
  });
});
