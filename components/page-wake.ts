import { useEffect } from 'preact/hooks';
import type { Ask } from '../lib/messaging/client';

/** How often a page in sight has accounts asked (design 4: 5 s while a page of ours is open). */
const everyMs = 5000;

/** Has accounts asked at once and then every 5 s while the page is in sight. */
export function usePageWake(ask: Ask, quiet: boolean): void {
  useEffect(() => {
    if (quiet) return;
    const wake = () => {
      if (document.visibilityState === 'visible') void ask('wake', { why: 'page' });
    };
    wake();
    const timer = setInterval(wake, everyMs);
    document.addEventListener('visibilitychange', wake);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [ask, quiet]);
}
