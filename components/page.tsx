import type { ComponentChildren } from 'preact';
import { Button } from './parts/button';
import { Icon } from './parts/glyph';
import { ToastContext, ToastView, useToastBoard } from './parts/toast';
import { StoreGuard } from './store-standing';
import { type PageTrouble, useHealth } from './use-health';
import { type World, WorldContext } from './world';

/** What every page has around it: the world, toasts, and the word that it is old or that nobody answers it. */
export function Page({ world, children }: { world: World; children: ComponentChildren }) {
  const health = useHealth(world);
  const board = useToastBoard();
  return (
    <WorldContext.Provider value={health.world}>
      <ToastContext.Provider value={board.toasts}>
        {health.trouble && <TroubleBar trouble={health.trouble} world={world} />}
        <StoreGuard>{children}</StoreGuard>
        <ToastView message={board.message} close={board.close} />
      </ToastContext.Provider>
    </WorldContext.Provider>
  );
}

function TroubleBar({ trouble, world }: { trouble: PageTrouble; world: World }) {
  const { t } = world.i18n;
  const old = trouble === 'stale';
  return (
    <div class="stale" role="alert">
      <Icon name="retry" />
      <span class="grow">{t(old ? 'stale_text' : 'stuck_text')}</span>
      <Button look="mini" onClick={old ? world.reload : world.restart}>
        {t(old ? 'stale_reload' : 'stuck_restart')}
      </Button>
    </div>
  );
}
