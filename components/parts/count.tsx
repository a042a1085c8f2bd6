import { shortCount } from '../../lib/format/count';
import { useWorld } from '../world';

interface CountProps {
  readonly of: number;
  readonly small?: boolean;
  /** Only messages that mention the person: an @ stands before the number. */
  readonly mentions?: boolean;
  /** Messages that nobody is called for: an outline, since the filled pill means unread and nothing else. */
  readonly quiet?: boolean;
}

/** The one pill that means unread. Nothing at all at zero. */
export function Count({ of, small = false, mentions = false, quiet = false }: CountProps) {
  const { i18n } = useWorld();
  if (of === 0) return null;
  const words = mentions
    ? i18n.plural('mentions', of)
    : quiet
      ? i18n.plural('uncounted', of)
      : i18n.plural('unread', of);
  return (
    <span class={`count${small ? ' small' : ''}${quiet ? ' quiet' : ''}`}>
      <span aria-hidden="true">{`${mentions ? '@' : ''}${shortCount(of)}`}</span>
      <span class="hidden">{words}</span>
    </span>
  );
}
