import { forEver } from '../../lib/model/conversation';
import { useWorld } from '../world';

/** When a mute ends, in words; '' where it is for good. */
export function useEndWords(): (until: number) => string {
  const { clock, now } = useWorld();
  return (until) => (until >= forEver ? '' : clock.hour(until, now()));
}
