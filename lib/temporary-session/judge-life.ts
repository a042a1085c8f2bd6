import type { EpochMs } from '../model/ids';
import { longestLifeSeconds, type TemporaryLink } from './link';

/** How long a clock may be off before what it says is taken for another day's. */
const clockSlackMs = 5 * 60_000;

/**
 * Whether a link still opens. One that does not say when it was made has no end that anybody could tell; one without
 * a life of its own lives the longest that there is.
 */
export function judgeLife(
  { signedAt, lifeSeconds = longestLifeSeconds }: TemporaryLink,
  now: EpochMs,
): { readonly state: 'open' | 'endless' } | { readonly state: 'expired' | 'not-yet'; readonly at: EpochMs } {
  if (signedAt === undefined) return { state: 'endless' };
  const made = signedAt * 1000;
  if (made > now + clockSlackMs) return { state: 'not-yet', at: made };
  const ends = made + lifeSeconds * 1000;
  return now >= ends ? { state: 'expired', at: ends } : { state: 'open' };
}
