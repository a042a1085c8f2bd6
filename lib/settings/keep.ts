import type { Keep } from './settings';

const day = 86_400_000;

/** Pure. `before` in epoch ms, `most` in messages; neither: for ever. */
export function planKeep(keep: Keep, now: number): { readonly before?: number; readonly most?: number } {
  const [, newest] = /^newest-(\d+)$/.exec(keep) ?? [];
  if (newest !== undefined) return { most: Number(newest) };
  const [, days] = /^(\d+)-days$/.exec(keep) ?? [];
  return days === undefined ? {} : { before: now - Number(days) * day };
}

/** True where `to` deletes something that `from` keeps: only then the person is asked. */
export function keepsLess(from: Keep, to: Keep): boolean {
  if (to === 'for-ever' || from === to) return false;
  if (from === 'for-ever') return true;
  const [a, b] = [planKeep(from, 0), planKeep(to, 0)];
  if (a.before !== undefined && b.before !== undefined) return b.before > a.before;
  if (a.most !== undefined && b.most !== undefined) return b.most < a.most;
  return true;
}
