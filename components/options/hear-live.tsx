import { useWorld } from '../world';
import { Choice } from './choice';
import { useSettings } from './use-settings';

/** Whether servers that hold a request are listened to without a pause, told with what that costs. */
export function HearLive() {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const [current, choose] = useSettings();
  const set = async (live: boolean) => {
    await choose({ live: live || undefined });
    // From the one that goes out now on, no pause follows.
    if (live) await ask('wake', { why: 'person' });
  };
  return (
    <Choice
      id="hear-live"
      title={t('hear_live')}
      note={t('hear_live_note')}
      value={current && (current.live ? 'on' : 'off')}
      options={[
        ['off', t('hear_live_off')],
        ['on', t('hear_live_on')],
      ]}
      choose={(live) => void set(live === 'on')}
    />
  );
}
