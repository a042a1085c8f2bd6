import { useLive } from '../live';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';

/** Above the list while the system shows no notifications: whoever waits for them would wait for ever. */
export function RefusedNote() {
  const { i18n, clock, now, noticesRefused, open } = useWorld();
  const { t } = i18n;
  const since = useLive(noticesRefused, ({ settings }) => settings !== undefined, [noticesRefused]).value;
  return (
    <div role="status">
      {since !== undefined && (
        <p class="store-note">
          <Icon name="gap" />
          <span class="grow">{t('notices_refused', clock.hour(since, now()))}</span>
          <button type="button" class="link" onClick={() => open({ page: 'options', part: 'notices' })}>
            {t('notices_refused_look')}
          </button>
        </p>
      )}
    </div>
  );
}
