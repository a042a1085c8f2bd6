import { useWorld } from '../world';
import { Choice } from './choice';
import { lockMinutes, lockOptions } from './lock-options';
import { useSettings } from './use-settings';

/** After how long numbers that are online show as away by themselves. */
export function AwayChoice() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <Choice
      id="away-after"
      title={t('away_after')}
      note={t('away_after_note')}
      value={current && (current.awayAfter ?? 'never')}
      options={lockOptions(t)}
      choose={(chosen) => void choose({ awayAfter: lockMinutes(chosen) })}
    />
  );
}
