import { useEffect } from 'preact/hooks';
import type { AccountId, Peer } from '../../lib/model/ids';
import { useWorld } from '../world';

/** Says that this conversation is before the person's eyes, so that nothing in it is announced meanwhile. */
export function useLooking(accountId: AccountId, peer: Peer): void {
  const { look } = useWorld();
  useEffect(() => {
    let away: (() => void) | undefined;
    const follow = () => {
      const seen = document.visibilityState === 'visible' && document.hasFocus();
      if (seen) away ??= look([accountId, peer]);
      if (seen) return;
      away?.();
      away = undefined;
    };
    follow();
    for (const event of ['focus', 'blur']) window.addEventListener(event, follow);
    document.addEventListener('visibilitychange', follow);
    return () => {
      away?.();
      for (const event of ['focus', 'blur']) window.removeEventListener(event, follow);
      document.removeEventListener('visibilitychange', follow);
    };
  }, [look, accountId, peer]);
}
