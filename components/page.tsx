import type { ComponentChildren } from 'preact';
import { Icon } from './parts/glyph';
import { ToastContext, ToastView, useToastBoard } from './parts/toast';
import { StoreGuard } from './store-standing';
import { useQuietWorld } from './use-inbox';
import { type World, WorldContext } from './world';

/** What every page has around it: the world, toasts, and the word that it is from before an update. */
export function Page({ world, children }: { world: World; children: ComponentChildren }) {
  const quiet = useQuietWorld(world);
  const board = useToastBoard();
  return (
    <WorldContext.Provider value={quiet.world}>
      <ToastContext.Provider value={board.toasts}>
        {quiet.stale && (
          <p class="stale" role="alert">
            <Icon name="retry" />
            {world.i18n.t('stale_text')}
          </p>
        )}
        <StoreGuard>{children}</StoreGuard>
        <ToastView message={board.message} close={board.close} />
      </ToastContext.Provider>
    </WorldContext.Provider>
  );
}
