import { describe, expect, it } from 'vitest';
import { BadOption, parseChaosOptions } from '../../chaos/options';
import { planShops } from '../../chaos/people';
import { planStorm } from '../../chaos/plan-storm';
import { honestFaults } from '../../chaos/round';

const shops = planShops(10);

describe('the storm', () => {
  it('is decided by its seed alone', () => {
    expect(planStorm(7, 40, shops)).toEqual(planStorm(7, 40, shops));
    expect(planStorm(7, 40, shops)).not.toEqual(planStorm(8, 40, shops));
  });

  it('brings every fault that keeps the promise, and every blow to the server', () => {
    const rounds = planStorm(1, 100, shops);
    const kinds = rounds.flatMap(({ faults }) => faults.map(({ kind }) => kind));
    expect([...new Set(kinds)].sort()).toEqual([...honestFaults].sort());
    expect(new Set(rounds.flatMap(({ server }) => server?.kind ?? []))).toEqual(new Set(['restart', 'kill', 'forget']));
    expect(rounds.some(({ killsBrowser }) => killsBrowser)).toBe(true);
  });

  it('throws nobody out more often than an hour has sign-ins for', () => {
    for (const kills of [12, 300]) {
      const rounds = planStorm(3, kills, shops);
      const forgets = rounds.filter(({ server }) => server?.kind === 'forget').length;
      for (const { uin } of shops) {
        const thrown = rounds
          .flatMap(({ faults }) => faults)
          .filter(({ kind, uin: its }) => kind === 'res-20' && its === uin);
        expect(1 + forgets + thrown.length).toBeLessThanOrEqual(4);
      }
    }
  });

  it('has every text once', () => {
    const rounds = planStorm(1, 300, shops);
    const texts = rounds.flatMap(({ says, replies }) => [...says, ...replies].map(({ text }) => text));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThan(300);
  });
});

describe('the options of npm run chaos', () => {
  it('are read with what stands for the missing ones', () => {
    expect(parseChaosOptions(['--kills', '300', '--seed', '5', '--sabotage', 'lost'])).toEqual({
      protocol: 'http-qq',
      kills: 300,
      seed: 5,
      accounts: 10,
      browser: 'chromium',
      sabotage: 'lost',
    });
  });

  it.each([
    ['--protocol', 'icq'],
    ['--kills', 'many'],
    ['--seed', '1.5'],
    ['--browser', 'lynx'],
    ['--sabotage', 'stolen'],
  ])('%s %s is refused with a sentence', (...words) => {
    expect(() => parseChaosOptions(words)).toThrow(BadOption);
  });
});
