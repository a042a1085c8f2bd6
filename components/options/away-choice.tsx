import { lockChoices } from '../../lib/settings/settings';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { useSettings } from './use-settings';

/** After how long numbers that are online show as away by themselves. */
export function AwayChoice() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <div class="setting">
      <div class="grow">
        <p class="strong" id="away-after">
          {t('away_after')}
        </p>
        <p class="small muted">{t('away_after_note')}</p>
      </div>
      <span class="select">
        <select
          aria-labelledby="away-after"
          disabled={current === undefined}
          value={String(current?.awayAfter ?? 'never')}
          onChange={(event) =>
            choose({ awayAfter: lockChoices.find((choice) => String(choice) === event.currentTarget.value) })
          }
        >
          <option value="never">{t('lock_never')}</option>
          {lockChoices.map((minutes) => (
            <option key={minutes} value={String(minutes)}>
              {t('lock_minutes', minutes)}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
