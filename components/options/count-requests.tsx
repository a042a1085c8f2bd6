import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { useSettings } from './use-settings';

/** Whether who waits for a yes or a no counts in the one number. */
export function CountRequests() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <div class="setting">
      <div class="grow">
        <p class="strong" id="count-requests">
          {t('count_requests')}
        </p>
        <p class="small muted">{t('count_requests_note')}</p>
      </div>
      <span class="select">
        <select
          aria-labelledby="count-requests"
          disabled={current === undefined}
          value={current?.countRequests ? 'yes' : 'no'}
          onChange={(event) => choose({ countRequests: event.currentTarget.value === 'yes' ? true : undefined })}
        >
          <option value="no">{t('count_requests_no')}</option>
          <option value="yes">{t('count_requests_yes')}</option>
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
