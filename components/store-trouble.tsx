import { useCallback, useEffect, useState } from 'preact/hooks';
import { wordKey } from '../lib/i18n/i18n';
import type { StoreTrouble as Kind } from '../lib/model/store-standing';
import { Button } from './parts/button';
import { Confirm } from './parts/confirm';
import { Glyph } from './parts/glyph';
import { useFailureToast } from './parts/toast';
import { useWorld } from './world';

/** What stands there instead of every screen while the store cannot be used, and the ways out. */
export default function Trouble({ kind }: { kind: Exclude<Kind, 'full'> }) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [asking, setAsking] = useState(false);
  const again = useCallback(() => void ask('store.again', {}).then(failed), [ask, failed]);
  useEffect(() => {
    document.title = `Uinbell · ${t(wordKey('trouble', kind))}`;
  }, [t, kind]);
  return (
    <>
      <main class="empty">
        <Glyph name="refused" />
        <h1>{t(wordKey('trouble', kind))}</h1>
        <p role="alert">{t(`trouble_${kind}_text`)}</p>
        <div class="acts">
          <Button look="main" onClick={again}>
            {t('store_again')}
          </Button>
          {kind !== 'blocked' && <Button onClick={() => setAsking(true)}>{t('afresh')}</Button>}
        </div>
      </main>
      {asking && (
        <Confirm
          title={t('afresh_title')}
          text={t('afresh_text')}
          act={t('afresh_do')}
          run={() => void ask('store.afresh', {}).then(failed)}
          close={() => setAsking(false)}
        />
      )}
    </>
  );
}
