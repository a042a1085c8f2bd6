import type { Translate } from '../../lib/i18n/i18n';
import { type LockAfter, lockChoices } from '../../lib/settings/settings';

/** Minutes until something happens by itself, or never. */
export function lockOptions(t: Translate): ReadonlyArray<readonly [LockAfter | 'never', string]> {
  return [['never', t('lock_never')], ...lockChoices.map((minutes) => [minutes, t('lock_minutes', minutes)] as const)];
}

/** As settings keep it: never is what an absent choice means. */
export function lockMinutes(choice: LockAfter | 'never'): LockAfter | undefined {
  return choice === 'never' ? undefined : choice;
}
