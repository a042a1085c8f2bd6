import { useWorld } from '../world';
import { Choice } from './choice';
import { useSettings } from './use-settings';

/** Whether who waits for a yes or a no counts in the one number. */
export function CountRequests() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <Choice
      id="count-requests"
      title={t('count_requests')}
      note={t('count_requests_note')}
      value={current && (current.countRequests ? 'yes' : 'no')}
      options={[
        ['no', t('count_requests_no')],
        ['yes', t('count_requests_yes')],
      ]}
      choose={(counts) => void choose({ countRequests: counts === 'yes' || undefined })}
    />
  );
}
