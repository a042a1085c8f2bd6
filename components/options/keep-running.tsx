import { useEffect, useState } from 'preact/hooks';
import { useWorld } from '../world';
import { Choice } from './choice';
import { useForms } from './forms';

/** Whether messages still come in once the last window is closed. Only where the browser can do that at all. */
export function KeepRunning() {
  const { t } = useWorld().i18n;
  const { staying } = useForms();
  // Anew at each answer, so that the field is drawn again where the browser refused what it shows.
  const [told, setTold] = useState<{ readonly stays: boolean }>();
  const tell = (stays: boolean) => setTold({ stays });
  useEffect(() => void staying?.read().then(tell), [staying]);
  if (staying === undefined) return null;
  return (
    <Choice
      id="keep-running"
      title={t('keep_running')}
      note={t('keep_running_note')}
      value={told && (told.stays ? 'on' : 'off')}
      options={[
        ['off', t('keep_running_off')],
        ['on', t('keep_running_on')],
      ]}
      choose={(chosen) => void staying.set(chosen === 'on').then(tell)}
    />
  );
}
