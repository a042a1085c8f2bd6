import { Button } from './parts/button';
import { Mark } from './parts/glyph';
import { useWorld } from './world';

/** What stands where no account is yet: what Uinbell is for, what it cannot do, and one next act. */
export function FirstRun({ add }: { add: () => void }) {
  const { t } = useWorld().i18n;
  return (
    <div class="empty first-run">
      <Mark />
      <h1>{t('first_title')}</h1>
      <p>{t('first_text')}</p>
      <p class="small">{t('first_closed')}</p>
      <div class="acts">
        <Button look="main big" onClick={add}>
          {t('add_account')}
        </Button>
      </div>
    </div>
  );
}
