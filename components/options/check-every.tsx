import type { CheckEvery as Choice } from '../../lib/settings/settings';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { useSettings } from './use-settings';

/** How often accounts are asked. */
export function CheckEvery() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <div class="setting">
      <div class="grow">
        <p class="strong" id="check-every">
          {t('check_every')}
        </p>
        <p class="small muted">{t('check_every_note')}</p>
      </div>
      <span class="select">
        <select
          aria-labelledby="check-every"
          disabled={current === undefined}
          value={current?.checkEvery ?? ''}
          onChange={(event) => choose({ checkEvery: event.currentTarget.value as Choice })}
        >
          <option value="half-minute">{t('check_half_minute')}</option>
          <option value="server">{t('check_server')}</option>
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
