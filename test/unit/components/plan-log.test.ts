import { describe, expect, it } from 'vitest';
import { type LogItem, planLog } from '../../../components/chat/plan-log';
import type { GapRow } from '../../../lib/store/schema';
import { message } from './fake-world';

const minute = 60_000;
const at = (n: number, minutes: number) => message(n, { at: minutes * minute });
const gap = (from: number, to: number): GapRow => ({
  accountId: 1,
  from: from * minute,
  to: to * minute,
  why: 'asleep',
});
const kinds = (items: readonly LogItem[]) => items.map((item) => item.kind).join(' ');

describe('between messages', () => {
  it('the time stands after ten minutes of silence, not before', () => {
    expect(kinds(planLog([at(1, 0), at(2, 10), at(3, 21)], [], true))).toBe('time message message time message');
  });

  it("the sender's time counts where the protocol tells it", () => {
    const late = message(2, { at: 60 * minute, sentAt: minute });
    expect(kinds(planLog([at(1, 0), late], [], true))).toBe('time message message');
  });

  it('a gap is told where it began', () => {
    expect(kinds(planLog([at(1, 0), at(2, 60)], [gap(5, 55)], true))).toBe('time message gap time message');
  });

  it('a gap that nothing has followed yet comes last', () => {
    expect(kinds(planLog([at(1, 0)], [gap(5, 55)], true))).toBe('time message gap');
  });

  it('a gap before the oldest message shown waits until one scrolls there', () => {
    expect(kinds(planLog([at(9, 60)], [gap(5, 55)], false))).toBe('time message');
    expect(kinds(planLog([at(1, 60)], [gap(5, 55)], true))).toBe('gap time message');
  });
});
