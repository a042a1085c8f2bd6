import type { ComponentChildren } from 'preact';
import { Button } from '../parts/button';
import { useToasts } from '../parts/toast';
import { useWorld } from '../world';
import { copySquares, copyText } from './copy';
import { QrPicture, squaresOf } from './qr-picture';

/** Something made, as text, with the one click that copies it. */
export function CodeOutput({ label, text, note }: { label: string; text: string; note?: ComponentChildren }) {
  const { t } = useWorld().i18n;
  const copied = useCopied();
  return (
    <div class="ts-out">
      <div class="line">
        <span class="strong grow">{label}</span>
        <Button look="mini" aria-label={t('ts_copy_of', label)} onClick={() => copied(copyText(text))}>
          {t('ts_copy')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <pre class="ts-code" tabIndex={0}>
        {text}
      </pre>
      {note}
    </div>
  );
}

/** The same as a picture for phones. Says so where the link is too long for one. */
export function QrOutput({ text }: { text: string }) {
  const { t } = useWorld().i18n;
  const copied = useCopied();
  return (
    <div class="ts-out">
      <div class="line">
        <span class="strong grow">{t('ts_qr')}</span>
        <Button
          look="mini"
          aria-label={t('ts_copy_of', t('ts_qr'))}
          onClick={() => copied(copySquares(squaresOf(text)))}
        >
          {t('ts_copy')}
        </Button>
      </div>
      <QrPicture text={text} label={t('ts_qr')} />
    </div>
  );
}

function useCopied(): (done: Promise<boolean>) => void {
  const { t } = useWorld().i18n;
  const { show } = useToasts();
  return (done) => void done.then((yes) => show({ text: t(yes ? 'ts_copied' : 'ts_not_copied') }));
}
