import type { RealNumber } from '../../lib/model/ids';
import { clientLink } from '../../lib/temporary-session/client-links';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { QrPicture } from '../temporary/qr-picture';
import { useWorld } from '../world';

/** The way to a phone from a computer: a picture to scan. On a phone itself, the link. */
export function PhoneDialog({ number, close }: { number: RealNumber; close: () => void }) {
  const { t } = useWorld().i18n;
  const link = clientLink('phone', number);
  if (link === undefined) return null;
  return (
    <Dialog
      title={t('menu_phone')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('close')}</Button>
          <a class="btn" href={link}>
            {t('about_here')}
          </a>
        </>
      }
    >
      <div class="about-phone">
        <QrPicture text={link} label={t('about_qr', number)} />
        <p class="small muted">{t('about_scan')}</p>
      </div>
    </Dialog>
  );
}
