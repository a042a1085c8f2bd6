import { describe, expect, it } from 'vitest';
import { compare } from '../../chaos/compare';
import { parseChaosOptions } from '../../chaos/options';
import { planShops, textWith } from '../../chaos/people';
import { planStorm } from '../../chaos/plan-storm';
import { webqqFaults, webqqHabits, webqqRetcodes } from '../../chaos/plan-webqq';

const shops = planShops(10, 'webqq');

describe('a storm over WebQQ', () => {
  it('is decided by its seed alone', () => {
    expect(planStorm(7, 40, shops)).toEqual(planStorm(7, 40, shops));
    expect(planStorm(7, 40, shops)).not.toEqual(planStorm(8, 40, shops));
  });

  it('has every fault, every number, every habit, and numbers that are taken over', () => {
    const rounds = planStorm(1, 400, shops);
    const faults = rounds.flatMap((round) => round.faults);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(webqqFaults));
    expect(new Set(faults.flatMap(({ retcode }) => retcode ?? []))).toEqual(
      new Set(Object.values(webqqRetcodes).flat()),
    );
    expect(new Set(rounds.flatMap(({ habit }) => habit?.name ?? []))).toEqual(new Set(webqqHabits));
    expect(rounds.some(({ kicks }) => kicks !== undefined)).toBe(true);
  });

  it('ends no sign-in more often than an hour has sign-ins for', () => {
    const rounds = planStorm(3, 400, shops);
    for (const { uin } of shops) {
      const ends = rounds.flatMap(({ faults, kicks }) => [
        ...faults.filter((fault) => fault.uin === uin && (fault.kind === 'wrong-uin' || isEnd(fault.retcode))),
        ...(kicks === uin ? [kicks] : []),
      ]);
      expect(1 + 2 * ends.length).toBeLessThan(6);
    }
  });

  it('closes what holds a request as often as nobody listens without a pause', () => {
    const rounds = planStorm(1, 400, shops);
    let listens = false;
    const held = rounds.filter((round) => {
      listens = round.listens ?? listens;
      return listens;
    });
    expect(held.length).toBeGreaterThan(150);
    expect(held.length).toBeLessThan(250);
    expect(held.some(({ killsBrowser }) => killsBrowser)).toBe(true);
    expect(planStorm(1, 40, planShops(10, 'http-qq')).some((round) => 'listens' in round)).toBe(false);
  });

  it('is asked for by name', () => {
    expect(parseChaosOptions(['--protocol', 'webqq'])).toMatchObject({ protocol: 'webqq' });
  });
});

function isEnd(retcode = 0): boolean {
  return retcode === 103 || retcode === 108;
}

describe('what a client died with in hand', () => {
  const entry = { id: 'say-1', protocol: 'webqq', from: '20001', to: '10001', text: textWith('say-1', 1) } as const;
  const ledger = [
    { ...entry, n: 1, at: 1_000, kind: 'accepted' as const },
    { ...entry, n: 2, at: 5_000, kind: 'handed' as const },
  ];
  const rows = { messages: [], conversations: [], sessions: [], outbox: [], journal: [] };
  const books = { ledger, rows: { ...rows, accounts: [{ id: 1, uin: '10001' }] }, queued: [], badge: '' };
  const gap = { accountId: 1, from: 4_000, to: 6_000, why: 'replay-lost' };
  const blind = new Set(['10001']);

  it('is no loss where a gap tells of the moment it was handed over', () => {
    expect(compare({ ...books, gaps: [gap], blind })).toMatchObject({ lost: 0, told: 1, differences: [] });
  });

  it.each([
    ['of another moment', [{ ...gap, from: 5_001 }]],
    ['of another account', [{ ...gap, accountId: 2 }]],
    ['at all', []],
  ])('is lost where there is no gap %s', (_, gaps) => {
    expect(compare({ ...books, gaps, blind })).toMatchObject({ lost: 1, told: 0 });
  });
});
