import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { useSettings } from './use-settings';

/** Whether servers that hold a request are listened to without a pause, told with what that costs. */
export function HearLive() {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const [current, choose] = useSettings();
  const set = async (live: boolean) => {
    await choose({ live: live || undefined });
    // The poll that goes out now is the first to be held for long.
    if (live) await ask('wake', { why: 'person' });
  };
  return (
    <div class="setting">
      <div class="grow">
        <p class="strong" id="hear-live">
          {t('hear_live')}
        </p>
        <p class="small muted" id="hear-live-note">
          {t('hear_live_note')}
        </p>
      </div>
      <span class="select">
        <select
          aria-labelledby="hear-live"
          aria-describedby="hear-live-note"
          disabled={current === undefined}
          value={current?.live ? 'on' : 'off'}
          onChange={(event) => void set(event.currentTarget.value === 'on')}
        >
          <option value="off">{t('hear_live_off')}</option>
          <option value="on">{t('hear_live_on')}</option>
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
