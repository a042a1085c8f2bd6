import { useWorld } from '../world';
import { Choice } from './choice';
import { useSettings } from './use-settings';

/** How often accounts are asked. */
export function CheckEvery() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <Choice
      id="check-every"
      title={t('check_every')}
      note={t('check_every_note')}
      value={current?.checkEvery}
      options={[
        ['half-minute', t('check_half_minute')],
        ['server', t('check_server')],
      ]}
      choose={(checkEvery) => void choose({ checkEvery })}
    />
  );
}
