import { useEffect, useState } from 'preact/hooks';
import type { CheckEvery as Choice, Settings } from '../../lib/settings/settings';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { useForms } from './forms';

/** How often accounts are asked. Nothing to save: a choice holds from the next check on. */
export function CheckEvery() {
  const { t } = useWorld().i18n;
  const { settings } = useForms();
  const [current, setCurrent] = useState<Settings>();
  useEffect(() => void settings.read().then(setCurrent), [settings]);

  const choose = (checkEvery: Choice) => {
    const next = { ...current, checkEvery };
    setCurrent(next);
    void settings.write(next);
  };
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
          onChange={(event) => choose(event.currentTarget.value as Choice)}
        >
          <option value="half-minute">{t('check_half_minute')}</option>
          <option value="server">{t('check_server')}</option>
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
