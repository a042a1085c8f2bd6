export type DurationUnit = 's' | 'min' | 'h' | 'd';

/** A length of time in one whole unit, as a person would say it: never negative, rounded down. */
export function roughDuration(ms: number): { readonly amount: number; readonly unit: DurationUnit } {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return { amount: seconds, unit: 's' };
  if (seconds < 3600) return { amount: Math.floor(seconds / 60), unit: 'min' };
  if (seconds < 86_400) return { amount: Math.floor(seconds / 3600), unit: 'h' };
  return { amount: Math.floor(seconds / 86_400), unit: 'd' };
}
