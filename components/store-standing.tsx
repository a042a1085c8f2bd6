import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { wordKey } from '../lib/i18n/i18n';
import type { StoreTrouble as Kind, Restored } from '../lib/model/store-standing';
import { useLive } from './live';
import { Dialog } from './parts/dialog';
import { Glyph, Icon } from './parts/glyph';
import { useFailureToast } from './parts/toast';
import { useWorld } from './world';

/**
 * Stands around every screen: a store that cannot be read takes the screen's place, because whatever is shown would be
 * old or false; one that is full, or was restored, is told of above it.
 */
export function StoreGuard({ children }: { children: ComponentChildren }) {
  const { storeStanding } = useWorld();
  const { value } = useLive(storeStanding, (changes) => changes.standing === true, [storeStanding]);
  const { trouble, restored } = value ?? {};
  if (trouble !== undefined && trouble !== 'full') return <Trouble kind={trouble} />;
  return (
    <>
      {trouble === 'full' && <Full />}
      {restored && <RestoredNote restored={restored} />}
      {children}
    </>
  );
}

function Full() {
  const { t } = useWorld().i18n;
  return (
    <p class="store-note" role="alert">
      <Icon name="gap" />
      <span class="grow">{t('trouble_full_text')}</span>
    </p>
  );
}

function RestoredNote({ restored }: { restored: Restored }) {
  const { i18n, clock, now, forgetRestored } = useWorld();
  const [seen, setSeen] = useState(false);
  if (seen) return null;
  const dismiss = () => {
    setSeen(true);
    void forgetRestored();
  };
  return (
    <p class="store-note" role="status">
      <Icon name="retry" />
      <span class="grow">{i18n.plural('restored', restored.accounts, clock.dayAndHour(restored.copiedAt, now()))}</span>
      <button type="button" class="link" onClick={dismiss}>
        {i18n.t('close')}
      </button>
    </p>
  );
}

function Trouble({ kind }: { kind: Exclude<Kind, 'full'> }) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [asking, setAsking] = useState(false);
  const again = useCallback(() => void ask('store.again', {}).then(failed), [ask, failed]);
  const close = () => setAsking(false);
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
          <button type="button" class="btn main" onClick={again}>
            {t('store_again')}
          </button>
          {kind !== 'blocked' && (
            <button type="button" class="btn" onClick={() => setAsking(true)}>
              {t('afresh')}
            </button>
          )}
        </div>
      </main>
      {asking && (
        <Dialog
          title={t('afresh_title')}
          onClose={close}
          actions={
            <>
              <button type="button" class="btn" onClick={close}>
                {t('cancel')}
              </button>
              <button
                type="button"
                class="btn danger"
                onClick={() => {
                  close();
                  void ask('store.afresh', {}).then(failed);
                }}
              >
                {t('afresh_do')}
              </button>
            </>
          }
        >
          <p>{t('afresh_text')}</p>
        </Dialog>
      )}
    </>
  );
}
