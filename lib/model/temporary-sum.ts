import type { TemporaryCount } from './temporary';

export interface TemporarySum {
  readonly started: number;
  readonly answered: number;
  /** Mean time to the first answer in ms; absent where nothing was answered. */
  readonly answerMs?: number;
}

/** Rows as one: what is shown of a day, a source, or everything. */
export function sumCounts(rows: readonly TemporaryCount[]): TemporarySum {
  let [started, answered, timed, ms] = [0, 0, 0, 0];
  for (const row of rows) {
    started += row.started;
    answered += row.answered;
    if (row.answerMs === undefined) continue;
    timed += row.answered;
    ms += row.answerMs;
  }
  return { started, answered, ...(timed > 0 && { answerMs: ms / timed }) };
}

/** Sums by what a row belongs to, most sessions first. */
export function sumsBy(
  rows: readonly TemporaryCount[],
  nameOf: (row: TemporaryCount) => string,
): { readonly name: string; readonly sum: TemporarySum }[] {
  const groups = new Map<string, TemporaryCount[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group === undefined) groups.set(nameOf(row), [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([name, group]) => ({ name, sum: sumCounts(group) }))
    .toSorted((a, b) => b.sum.started - a.sum.started || (a.name < b.name ? -1 : 1));
}
