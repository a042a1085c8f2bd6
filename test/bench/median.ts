/** Middle and ninth-tenth of some measurements, in their own unit. */
export interface Spread {
  /** A quarter was faster: what the rest of the machine did only ever adds. */
  readonly quarter: number;
  readonly median: number;
  readonly p90: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    quarter: Math.round(at(0.25) * 10) / 10,
    median: Math.round(at(0.5) * 10) / 10,
    p90: Math.round(at(0.9) * 10) / 10,
  };
}
