/** One measurement and what it is held against; milliseconds unless `unit` says otherwise. */
export interface Verdict {
  readonly figure: number;
  /** What the browser or server itself takes for the same, in this run. */
  readonly floor: object;
  /** Reckoned from the floor; absent where nothing is promised. */
  readonly bound?: number;
  readonly verdict: 'within' | 'past' | 'measured';
  readonly unit?: string;
  /** What was measured. */
  readonly of: object;
}

export function judge(figure: number, bound: number, floor: object, of: object, unit?: string): Verdict {
  const verdict = figure <= bound ? 'within' : 'past';
  return { figure, bound: Math.round(bound * 100) / 100, floor, verdict, of, ...(unit === undefined ? {} : { unit }) };
}
