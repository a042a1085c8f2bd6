import { describe, expect, it } from 'vitest';
import { callOf, exchange, ask as leave, protocol, signedInCursor } from './talk';

const card = { kind: 'profile', number: '200001' } as const;

describe('a card', () => {
  it('is asked of get_stranger_info, fresh, and told whoever it is about', () => {
    const { request } = leave(signedInCursor(), card);
    expect(callOf(request)).toMatchObject({
      action: 'get_stranger_info',
      params: { user_id: '200001', no_cache: true },
    });
    const batch = exchange(signedInCursor(), card, {
      user_id: 200001,
      nickname: '林小满',
      sex: 'female',
      age: 19,
      long_nick: '周末不在',
      qid: 'lin',
      level: 64,
      is_vip: false,
      status: 10,
      birthday_year: 0,
      labels: ['a'],
    });
    expect(batch.events).toEqual([
      {
        kind: 'profile',
        number: '200001',
        profile: {
          nick: '林小满',
          sex: 'female',
          age: 19,
          texts: { about: '周末不在' },
          others: { qid: 'lin', level: '64' },
        },
      },
    ]);
  });

  it.each([
    ['somebody else', { user_id: 200002, nickname: 'X' }],
    ['nobody', { nickname: 'X' }],
    ['nothing', null],
    ['a list', [1]],
  ])('that tells of %s lands nowhere and is named', (_, data) => {
    const batch = exchange(signedInCursor(), card, data);
    expect(batch).toMatchObject({ events: [], undecoded: { why: 'garbled' }, outcome: { kind: 'failed' } });
  });

  it('of megabytes is cut and says so; hostile names change nothing', () => {
    const hostile = JSON.parse('{"__proto__": "x", "constructor": "y"}') as object;
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, 'v']));
    const data = { user_id: 200001, long_nick: 'a'.repeat(2_000_000), ...hostile, ...many };
    const [event] = exchange(signedInCursor(), card, data).events;
    expect(event).toMatchObject({ kind: 'profile', profile: { cut: ['about'] } });
    expect(JSON.stringify(event).length).toBeLessThan(10_000);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  it('is not offered once a server said that it has no such thing', () => {
    const { cursor, request } = leave(signedInCursor(), card);
    const bytes = new TextEncoder().encode(
      JSON.stringify({ status: 'failed', retcode: 1404, data: null, echo: request.key }),
    );
    const batch = protocol.accept(cursor, request, { kind: 'reply', status: 0, headers: [], bytes }, 1);
    expect(batch.outcome).toEqual({ kind: 'unsupported' });
    expect(protocol.abilities(signedInCursor()).has('profile')).toBe(true);
    expect(protocol.abilities(batch.cursor).has('profile')).toBe(false);
  });
});

describe('a list of friends', () => {
  const contacts = { kind: 'contacts' } as const;

  it('that is empty replaces nothing: a program that has just started knows nobody yet', () => {
    expect(exchange(signedInCursor(), contacts, []).events).toEqual([]);
  });

  it('with somebody without a number makes the others known, replaces nothing and is named', () => {
    const batch = exchange(signedInCursor(), contacts, [{ user_id: 200001, nickname: 'A' }, { nickname: 'B' }]);
    expect(batch.events).toEqual([{ kind: 'contact', contact: { number: '200001', nick: 'A' } }]);
    expect(batch.undecoded?.detail).toBe('1 of 2 friends without a number');
  });

  it('does not have to name whom the person deleted: that is told at once', () => {
    const batch = exchange(signedInCursor(), { kind: 'unfriend', number: '200001' }, null);
    expect(batch.events).toEqual([{ kind: 'contact-gone', number: '200001' }]);
    expect(batch.then).toEqual([contacts]);
  });
});

describe('a list of groups', () => {
  const groups = (data: object[]) => exchange(signedInCursor(), { kind: 'groups' }, data).events;
  const known = [{ number: '300001', name: 'A' }];

  it('replaces the one before, under the name the person gave it', () => {
    const row = { group_id: 300001, group_name: 'Z', group_remark: 'A' };
    expect(groups([row])).toEqual([{ kind: 'groups', groups: known }]);
  });

  it('that is empty, or has one without a number, only adds', () => {
    expect(groups([])).toEqual([{ kind: 'groups', groups: [], partly: true }]);
    const rows = [{ group_id: 300001, group_name: 'A' }, { group_name: 'B' }];
    expect(groups(rows)).toEqual([{ kind: 'groups', groups: known, partly: true }]);
  });
});
