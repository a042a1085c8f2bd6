import { wordKey } from '../../lib/i18n/i18n';
import { type GapReason, gapReasons } from '../../lib/model/event';
import type { GapRow } from '../../lib/store/schema';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';

/** From when to when nothing came in, why, and what that cost. */
export function GapNote({ gap }: { gap: GapRow }) {
  const { i18n, clock, now } = useWorld();
  const why = gapReasons.find((known) => known === gap.why) ?? ('signed-out' satisfies GapReason);
  const words = i18n.t(wordKey('gap', why), clock.hour(gap.from, now()), clock.hour(gap.to, now()));
  return (
    <p class="gap-note">
      <Icon name={why.endsWith('asleep') ? 'moon' : 'gap'} />
      <span>
        {words}
        {gap.late ? ` ${i18n.plural('gap_came', gap.late)}` : ''}
      </span>
    </p>
  );
}
