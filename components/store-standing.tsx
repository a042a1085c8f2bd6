import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Restored } from '../lib/model/store-standing';
import { useLazy } from './lazy';
import { useLive } from './live';
import { Icon } from './parts/glyph';
import { useWorld } from './world';

const loadTrouble = () => import('./store-trouble');

/**
 * Stands around every screen: a store that cannot be read takes the screen's place, because whatever is shown would be
 * old or false; one that is full, or was restored, is told of above it.
 */
export function StoreGuard({ children }: { children: ComponentChildren }) {
  const { storeStanding } = useWorld();
  const { value } = useLive(storeStanding, (changes) => changes.standing === true, [storeStanding]);
  const { trouble, restored } = value ?? {};
  const broken = trouble !== 'full' && trouble;
  const Trouble = useLazy(Boolean(broken), loadTrouble);
  if (broken) return Trouble ? <Trouble kind={broken} /> : null;
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
