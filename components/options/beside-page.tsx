import { Button } from '../parts/button';
import { useToasts } from '../parts/toast';
import { useWorld } from '../world';
import { useForms } from './forms';
import { Setting } from './setting';

/** The list in the browser's own place beside the page. */
export function BesidePage() {
  const { t } = useWorld().i18n;
  const { openBeside } = useForms();
  const { show } = useToasts();
  const open = async () => {
    if (!(await openBeside())) show({ text: t('beside_refused') });
  };
  return (
    <Setting title={t('beside')} note={t('beside_note')}>
      <Button onClick={() => void open()}>{t('beside_open')}</Button>
    </Setting>
  );
}
