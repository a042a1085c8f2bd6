import { UnlockBar } from '../vault/unlock-bar';
import { useWorld } from '../world';

/** In place of the form while locked: what would be typed there could not be kept. */
export function UnlockToAdd() {
  const { t } = useWorld().i18n;
  return (
    <div class="card">
      <p class="setting">{t('unlock_to_add')}</p>
      <UnlockBar />
    </div>
  );
}
