import { describe, expect, it } from 'vitest';
import { roughDuration } from '../../../lib/format/duration';
import { createClock } from '../../../lib/format/time';

const now = Date.UTC(2026, 10, 22, 6, 30); // Sunday, 14:30 in Shanghai
const hour = 3_600_000;
const english = createClock('en-US', 'Asia/Shanghai');
const chinese = createClock('zh-CN', 'Asia/Shanghai');

describe("a row's time", () => {
  it.each([
    [0, '14:30', '14:30'],
    [14 * hour, '00:30', '00:30'],
    [15 * hour, 'Yesterday', '昨天'],
    [50 * hour, 'Fri', '周五'],
    [24 * 9 * hour, '11/13', '11/13'],
    [24 * 400 * hour, '10/18/2025', '2025/10/18'],
  ])('%i ms ago is %s, %s', (ago, inEnglish, inChinese) => {
    expect(english.listTime(now - ago, now)).toBe(inEnglish);
    expect(chinese.listTime(now - ago, now)).toBe(inChinese);
  });

  it('calls by its date what a wrong clock puts into the future', () => {
    expect(english.listTime(now + 48 * hour, now)).toBe('11/24');
  });

  it('ends a day at midnight where the person is', () => {
    const inLondon = createClock('en-US', 'Europe/London');
    expect(inLondon.listTime(now - 7 * hour, now)).toBe('Yesterday');
    expect(english.listTime(now - 7 * hour, now)).toBe('07:30');
  });
});

describe('a separator', () => {
  it('names the day and the hour', () => {
    expect(english.dayAndHour(now, now)).toBe('Today 14:30');
    expect(english.dayAndHour(now - 24 * hour, now)).toBe('Yesterday 14:30');
    expect(english.dayAndHour(now - 72 * hour, now)).toBe('Thursday 14:30');
    expect(chinese.dayAndHour(now - 24 * hour, now)).toBe('昨天 14:30');
  });
});

describe('an hour', () => {
  it('brings its day where that is another one', () => {
    expect(english.hour(now - hour, now)).toBe('13:30');
    expect(english.hour(now - 24 * hour, now)).toBe('11/21 14:30');
    expect(english.hour(now + 24 * hour, now)).toBe('tomorrow 14:30');
    expect(english.hour(now + 48 * hour, now)).toBe('11/24 14:30');
  });
});

describe('roughDuration', () => {
  it.each([
    [-5, 0, 's'],
    [12_999, 12, 's'],
    [60_000, 1, 'min'],
    [3_599_999, 59, 'min'],
    [2 * hour, 2, 'h'],
    [49 * hour, 2, 'd'],
  ] as const)('%i ms is %i %s', (ms, amount, unit) => {
    expect(roughDuration(ms)).toEqual({ amount, unit });
  });
});
