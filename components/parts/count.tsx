import { shortCount } from '../../lib/format/count';
import { useWorld } from '../world';

/** The one pill that means unread. Nothing at all at zero. */
export function Count({ of, small = false }: { of: number; small?: boolean }) {
  const { i18n } = useWorld();
  if (of === 0) return null;
  return (
    <span class={small ? 'count small' : 'count'}>
      <span aria-hidden="true">{shortCount(of)}</span>
      <span class="hidden">{i18n.plural('unread', of)}</span>
    </span>
  );
}
