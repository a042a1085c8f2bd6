import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import type { Conversation } from '../../../lib/model/conversation';
import type { Message } from '../../../lib/model/message';
import { idOf, mostSingle, planNotice, planRound, type RoundInput } from '../../../lib/notify/plan';
import type { NoticeRow } from '../../../lib/store/schema';

const now = 10_000_000;
const account = { id: 1, uin: '10001', name: 'Shop' } as Account;
const conversation = { accountId: 1, peer: 'u:20001', readThrough: 3, lastOrdinal: 4 } as unknown as Conversation;
const group: Conversation = { ...conversation, peer: 'g:7' };
const message = {
  accountId: 1,
  peer: 'u:20001',
  ordinal: 4,
  direction: 'in',
  sender: '20001',
  at: now,
} as unknown as Message;
const for_good = Number.POSITIVE_INFINITY;

describe('a message that came in', () => {
  it.each([
    ['is announced', message, conversation, account, 'waiting'],
    ['of oneself is not', { ...message, sender: '10001' }, conversation, account, 'own'],
    ['written elsewhere is not', { ...message, direction: 'out' }, conversation, account, 'own'],
    ['of an account on its way out is not', message, conversation, { ...account, removeAt: 1 }, 'removed'],
    ['that was read is not', message, { ...conversation, readThrough: 4 }, account, 'read'],
    ['of a muted conversation is not', message, { ...conversation, mutedUntil: for_good }, account, 'muted'],
    ['of a muted account is not', message, conversation, { ...account, mutedUntil: now + 1 }, 'muted-account'],
    ['of a group is not', message, group, account, 'group'],
    ['of a loud group is', message, { ...group, loud: true }, account, 'waiting'],
    ['that mentions the person in a group is', { ...message, mention: true }, group, account, 'waiting'],
    [
      'that mentions the person breaks through every mute',
      { ...message, mention: true },
      { ...group, mutedUntil: for_good },
      { ...account, mutedUntil: for_good },
      'waiting',
    ],
    [
      'of somebody chosen breaks through every mute',
      message,
      { ...conversation, always: true, mutedUntil: for_good },
      { ...account, mutedUntil: for_good },
      'waiting',
    ],
    [
      'of oneself stays quiet whoever is chosen',
      { ...message, sender: '10001' },
      { ...group, always: true },
      account,
      'own',
    ],
    ['written two minutes ago is late', { ...message, sentAt: now - 120_000 }, conversation, account, 'late'],
    ['written after something long ago is late', { ...message, sentAfter: now - 9e6 }, conversation, account, 'late'],
    ['written a minute ago is not late', { ...message, sentAt: now - 60_000 }, conversation, account, 'waiting'],
    ['written in a time to come is not late', { ...message, sentAt: now + 9e9 }, conversation, account, 'waiting'],
  ] as [string, Message, Conversation, Account, string][])('%s', (_, m, c, a, expected) => {
    expect(planNotice(m, c, a)).toBe(expected);
  });
});

const row = (peer: number, ordinal = 1, state = 'waiting'): NoticeRow => ({
  accountId: 1,
  peer: `u:${peer}`,
  ordinal,
  state,
  at: now,
});

function round(rows: readonly NoticeRow[], over: Partial<RoundInput> = {}) {
  const planned = planRound({
    rows,
    shows: 'everything',
    looking: new Set(),
    recent: new Set(),
    caughtUp: true,
    now,
    ...over,
  });
  return {
    single: [...planned.single.keys()],
    summary: planned.summary.map(idOf),
    quiet: [...planned.quiet].flatMap(([rule, those]) => those.map((one) => `${rule} ${idOf(one)}`)),
  };
}

describe('what waits', () => {
  it('of a few conversations is told one by one, each once however much it says', () => {
    expect(round([row(1), row(1, 2), row(2), row(3)])).toEqual({
      single: ['1/u:1', '1/u:2', '1/u:3'],
      summary: [],
      quiet: [],
    });
  });

  it('of many conversations becomes one', () => {
    const { single, summary } = round([row(1), row(2), row(3), row(4)]);
    expect([single, summary]).toEqual([[], ['1/u:1', '1/u:2', '1/u:3', '1/u:4']]);
  });

  it('becomes one as well where many were told of a moment ago, but for those already told of', () => {
    const recent = new Set(['1/u:1', '1/u:2', '1/u:3']);
    expect(round([row(1, 2), row(9)], { recent })).toEqual({ single: ['1/u:1'], summary: ['1/u:9'], quiet: [] });
  });

  it('out of a night waits until everybody was asked, and then is one', () => {
    const late = [row(1, 1, 'late'), row(2, 1, 'late')];
    expect(round(late, { caughtUp: false })).toEqual({ single: [], summary: [], quiet: [] });
    expect(round(late)).toEqual({ single: [], summary: ['1/u:1', '1/u:2'], quiet: [] });
    expect(round([row(1, 1, 'late'), row(1, 2, 'late')]).single).toEqual(['1/u:1']);
  });

  it('keeps the id it was about to be shown under when the worker died', () => {
    const rows = [row(1, 1, 'showing'), row(2, 1, 'summing'), row(2, 2)];
    expect(round(rows)).toEqual({ single: ['1/u:1', '1/u:2'], summary: ['1/u:2'], quiet: [] });
  });

  it('stays quiet where the person looks, chose silence for a while or for good, and says why', () => {
    expect(round([row(1), row(2)], { looking: new Set(['1/u:1']) })).toMatchObject({
      single: ['1/u:2'],
      quiet: ['open 1/u:1'],
    });
    expect(round([row(1)], { snoozedUntil: now + 1 }).quiet).toEqual(['snoozed 1/u:1']);
    expect(round([row(1)], { snoozedUntil: now }).single).toEqual(['1/u:1']);
    expect(round([row(1, 1, 'showing'), row(2, 1, 'again')], { shows: 'off' }).quiet).toEqual([
      'off 1/u:1',
      'off 1/u:2',
    ]);
  });

  it('is always in exactly one place, and no more than a few notifications at once', () => {
    const rows = fc.array(
      fc.record({ peer: fc.integer({ min: 1, max: 9 }), ordinal: fc.integer({ min: 1, max: 99 }) }),
    );
    fc.assert(
      fc.property(rows, fc.subarray([1, 2, 3, 4]), (some, looked) => {
        const looking = new Set(looked.map((peer) => `1/u:${peer}`));
        const given = some.map(({ peer, ordinal }) => row(peer, ordinal));
        const planned = planRound({ rows: given, shows: 'names', looking, recent: new Set(), caughtUp: true, now });
        const placed = [...planned.single.values(), planned.summary, ...planned.quiet.values()].flat();
        expect(new Set(placed)).toEqual(new Set(given));
        expect(placed).toHaveLength(given.length);
        expect(planned.single.size).toBeLessThanOrEqual(mostSingle);
      }),
    );
  });
});
