import { describe, expect, it } from 'vitest';
import { compare } from '../../chaos/compare';
import { parseChaosOptions } from '../../chaos/options';
import { planShops, textWith } from '../../chaos/people';
import { onebotStrikes } from '../../chaos/plan-onebot';
import { planStorm } from '../../chaos/plan-storm';
import { FLAVOURS } from '../../server/onebot/flavours';
import { ONEBOT_HABITS } from '../../server/onebot/habits';

const shops = planShops(10, 'onebot');

describe('a storm over OneBot', () => {
  it('is decided by its seed alone', () => {
    expect(planStorm(7, 40, shops)).toEqual(planStorm(7, 40, shops));
    expect(planStorm(7, 40, shops)).not.toEqual(planStorm(8, 40, shops));
  });

  it('has every program, every fault at every place, every habit, and numbers that QQ signs out', () => {
    const rounds = planStorm(1, 200, shops);
    expect(new Set(shops.map(({ flavour }) => flavour))).toEqual(new Set(FLAVOURS));
    const struck = rounds.flatMap(({ faults }) =>
      faults.map(({ kind, cmd = '' }) => `${kind} ${{ message: 'event', connect: 'connect' }[cmd] ?? 'call'}`),
    );
    const places = new Set(onebotStrikes.map(({ kind, place }) => `${kind} ${place}`));
    expect([...places].filter((each) => !struck.includes(each))).toEqual([]);
    expect(new Set(rounds.flatMap(({ habit }) => habit?.name ?? []))).toEqual(
      new Set(ONEBOT_HABITS.map(({ name }) => name)),
    );
    expect(rounds.some(({ kicks }) => kicks !== undefined)).toBe(true);
    expect(new Set(rounds.flatMap(({ server }) => server?.kind ?? []))).toEqual(new Set(['restart', 'kill']));
  });

  it('has numbers at programs that open no socket, and strikes their streams', () => {
    const overHttp = shops.filter(({ serves }) => serves === 'http');
    expect(overHttp.map(({ flavour }) => flavour)).toEqual(['llbot', 'napcat', 'snowluma']);
    const faults = planStorm(1, 200, shops).flatMap((round) => round.faults);
    const streams = faults.filter(({ cmd }) => cmd === '_events');
    expect(streams.length).toBeGreaterThan(3);
    expect(streams.filter(({ uin }) => !overHttp.some((shop) => shop.uin === uin))).toEqual([]);
  });

  it('is asked for by name', () => {
    expect(parseChaosOptions(['--protocol', 'onebot'])).toMatchObject({ protocol: 'onebot' });
  });
});

describe('what a server without histories could not bring', () => {
  const entry = {
    n: 1,
    id: 'say-1',
    at: 5_000,
    kind: 'accepted',
    protocol: 'onebot',
    from: '20001',
    to: '10001',
  } as const;
  const books = {
    ledger: [{ ...entry, text: textWith('say-1', 1) }],
    rows: {
      accounts: [{ id: 1, uin: '10001' }],
      messages: [],
      conversations: [],
      sessions: [],
      outbox: [],
      journal: [],
    },
    queued: [],
    badge: '',
  };
  const gap = { accountId: 1, from: 4_000, to: 6_000, why: 'asleep' };

  it('is told where a gap of that account covers it', () => {
    const verdict = compare({ ...books, gaps: [gap], blind: new Set(['10001']) });
    expect(verdict).toMatchObject({ told: 1, lost: 0, differences: [] });
  });

  it.each([
    ['no gap', [], ['10001']],
    ['a gap of another time', [{ ...gap, from: 5_500 }], ['10001']],
    ['a gap of another account', [{ ...gap, accountId: 2 }], ['10001']],
    ['a gap that only says that something cannot be shown', [{ ...gap, why: 'unknown' }], ['10001']],
    ['a server that has histories', [gap], []],
  ])('is lost with %s', (_, gaps, blind) => {
    expect(compare({ ...books, gaps, blind: new Set(blind) })).toMatchObject({ lost: 1 });
  });
});
