import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Placed, planOrder, type Rows, rowId } from '../../../components/list/order';
import { talk } from './fake-world';

const rowsOf = (...recents: number[]): Rows =>
  new Map(recents.map((recent, n) => [rowId(talk(n)), talk(n, { recent })] as const));
const fresh = (rows: Rows) => planOrder(new Map(), rows, false);

describe('the order of the list', () => {
  it('is newest first while nobody holds it', () => {
    const { ids, waiting } = fresh(rowsOf(10, 30, 20));
    expect(ids.map((id) => id.at(-1))).toEqual(['1', '2', '0']);
    expect(waiting).toBe(0);
  });

  it('stays as it is while held, and counts what wants to move', () => {
    const { placed, ids } = fresh(rowsOf(30, 20, 10));
    const held = planOrder(placed, rowsOf(30, 20, 40, 50), true);
    expect(held.ids).toEqual(ids);
    expect(held.waiting).toBe(2);
    expect(planOrder(held.placed, rowsOf(30, 20, 40, 50), false).ids[0]?.at(-1)).toBe('3');
  });

  it('has nothing waiting when the newest row only got newer', () => {
    const { placed } = fresh(rowsOf(30, 20, 10));
    expect(planOrder(placed, rowsOf(35, 20, 10), true).waiting).toBe(0);
  });

  it('lets older rows in below while held: they move nothing', () => {
    const { placed } = fresh(rowsOf(30, 20));
    const held = planOrder(placed, rowsOf(30, 20, 10, 5), true);
    expect(held.ids).toHaveLength(4);
    expect(held.waiting).toBe(0);
  });

  it('never moves a row that was there, whatever comes while it is held', () => {
    const times = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(times, times, (before, after) => {
        const { placed, ids } = fresh(rowsOf(...before));
        const rows = rowsOf(...after);
        const held = planOrder(placed, rows, true);
        const kept = ids.filter((id) => rows.has(id));
        expect(held.ids.slice(0, kept.length)).toEqual(kept);
        expect(new Set(held.ids).size).toBe(held.ids.length);
      }),
    );
  });

  it('shows every row once it is let go', () => {
    const times = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(times, times, (before, after) => {
        const placed: Placed = fresh(rowsOf(...before)).placed;
        const rows = rowsOf(...after);
        const held = planOrder(placed, rows, true);
        expect([...planOrder(held.placed, rows, false).ids].sort()).toEqual([...rows.keys()].sort());
      }),
    );
  });
});
