import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  planAlarmAfter,
  planAlarmBefore,
  planBackOff,
  planSignIn,
  shortestAlarmMs,
  signInsPerHour,
} from '../../../lib/session/schedule';

const now = 1_000_000;

describe('the back-off', () => {
  it('doubles from five seconds to five minutes and spreads by a quarter', () => {
    expect([1, 2, 3, 4].map((failures) => planBackOff(failures, 0.5))).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(planBackOff(1, 0)).toBe(3_750);
    expect(planBackOff(1_000_000, 0.999)).toBeLessThanOrEqual(375_000);
  });
});

describe('the alarm', () => {
  it('is not pushed away by fifty starts of the worker within one period', () => {
    let current: number | undefined;
    for (let start = 0; start < 50; start++) {
      current = planAlarmBefore([now + 20_000, now + 40_000], now + start * 100, current);
    }
    expect(current).toBe(now + 20_000);
  });

  it('is there before work starts, so that a death on the way is retried', () => {
    expect(planAlarmBefore([now - 5], now, undefined)).toBe(now + shortestAlarmMs);
    expect(planAlarmBefore([now - 5], now, now + 1000)).toBe(now + 1000);
    // One that should have rung already is as good as none.
    expect(planAlarmBefore([now - 5], now, now - 1)).toBe(now + shortestAlarmMs);
  });

  it('is absent only where nobody is due', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * now })), (dues) => {
        expect(planAlarmAfter(dues, now) === undefined).toBe(dues.length === 0);
        expect(planAlarmAfter(dues, now) ?? now).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

describe('sign-ins', () => {
  it('are no more than the budget in any hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900_000 }), { maxLength: 60 }), (pauses) => {
        let at = now;
        let signIns: readonly number[] = [];
        const done: number[] = [];
        for (const pause of pauses) {
          at += pause;
          const { recent, waitUntil } = planSignIn(signIns, at);
          if (waitUntil !== undefined) {
            expect(waitUntil).toBeGreaterThan(at);
            continue;
          }
          done.push(at);
          signIns = [...recent, at];
        }
        for (const end of done) {
          expect(done.filter((one) => one > end - 3_600_000 && one <= end).length).toBeLessThanOrEqual(signInsPerHour);
        }
      }),
    );
  });
});
