import { type DurationUnit, roughDuration } from '../lib/format/duration';
import type { Translate } from '../lib/i18n/i18n';

/** "12 s", "3 min": for sentences. */
export function durationWords(t: Translate, ms: number): string {
  const { amount, unit } = roughDuration(ms);
  return t(`duration_${unit}` satisfies `duration_${DurationUnit}`, amount);
}

/** The same where every pixel counts: chips. */
export function briefDuration(t: Translate, ms: number): string {
  const { amount, unit } = roughDuration(ms);
  return t(`brief_${unit}`, amount);
}
