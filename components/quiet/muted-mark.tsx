import { Icon } from '../parts/glyph';
import { useWorld } from '../world';

/** Crossed bell, and a hollow dot where something waits: another shape than the pill, never only grey. */
export function MutedMark({ unread }: { unread: number }) {
  const { i18n } = useWorld();
  return (
    <span class="muted-mark">
      <Icon name="mute" />
      <span class="hidden">{i18n.t('muted')}</span>
      {unread > 0 && <i class="dot-muted" aria-hidden="true" />}
      {unread > 0 && <span class="hidden">{i18n.plural('unread', unread)}</span>}
    </span>
  );
}
