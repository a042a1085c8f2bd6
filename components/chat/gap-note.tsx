import { type MessageKey, wordKey } from '../../lib/i18n/i18n';
import type { GapReason } from '../../lib/model/event';
import type { GapRow } from '../../lib/store/schema';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';

const known: readonly string[] = ['asleep', 'replay-lost', 'signed-out', 'unknown'] satisfies GapReason[];

/** What may be missing, from when to when, and why. */
export function GapNote({ gap }: { gap: GapRow }) {
  const { i18n, clock, now } = useWorld();
  const key: MessageKey = wordKey('gap', (known.includes(gap.why) ? gap.why : 'signed-out') as GapReason);
  return (
    <p class="gap-note">
      <Icon name={gap.why === 'asleep' ? 'moon' : 'gap'} />
      <span>{i18n.t(key, clock.hour(gap.from, now()), clock.hour(gap.to, now()))}</span>
    </p>
  );
}
