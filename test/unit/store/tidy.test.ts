import { describe, expect, it } from 'vitest';
import type { PruneRules } from '../../../lib/store/prune';
import { createTidy, type Passed } from '../../../lib/store/tidy';

const day = 86_400_000;
const now = 400 * day;

describe('the daily pass', () => {
  const passes = (rules: () => Omit<PruneRules, 'now'>, clock: { now: number }) => {
    let passed: unknown;
    let calls = 0;
    const tidy = createTidy({
      now: () => clock.now,
      store: {
        prune: async (_rules, place) => {
          calls += 1;
          return place ? { conversations: [] } : { conversations: [], next: { phase: 'gaps' } };
        },
      },
      rules: (at) => ({ now: at, ...rules() }),
      readPassed: async () => passed,
      writePassed: async (what: Passed) => {
        passed = what;
      },
      published: () => {},
    });
    return { tidy, calls: () => calls, wreck: (what: unknown) => (passed = what) };
  };

  it('runs once a day, and at once when the rule is another', async () => {
    const clock = { now };
    let before: number | undefined;
    const { tidy, calls } = passes(() => (before === undefined ? {} : { before }), clock);
    await tidy();
    await tidy();
    expect(calls()).toBe(2);
    before = clock.now - 30 * day;
    await tidy();
    expect(calls()).toBe(4);
    clock.now += day + 1;
    before = clock.now - 30 * day;
    await tidy();
    expect(calls()).toBe(6);
  });

  it('takes no note for granted that lies in the future or is none', async () => {
    const { tidy, calls, wreck } = passes(() => ({}), { now });
    for (const note of [{ at: now + 9 * day, rules: 'newest all' }, 'x', null, { at: 'x' }]) {
      wreck(note);
      const before = calls();
      await tidy();
      expect(calls()).toBe(before + 2);
    }
  });
});
