import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Ask } from '../lib/messaging/client';
import { usePageWake } from './page-wake';
import type { World } from './world';

/** So long a background that is well takes at most to hear of a page; starting takes a tenth of it. */
const answerMs = 2000;

/**
 * `stale`: the page is from before an update and asks for nothing any more. `stuck`: the background answers nothing, so
 * a restart is offered; it goes by itself with the next answer.
 */
export type PageTrouble = 'stale' | 'stuck';

/** Watches every call for the word that this page is old, and the regular wake for a background that says nothing. */
export function useHealth(world: World): { world: World; trouble: PageTrouble | undefined } {
  const [trouble, setTrouble] = useState<PageTrouble>();
  const stale = useRef(false);
  const goStale = useCallback(() => {
    stale.current = true;
    setTrouble('stale');
  }, []);
  useEffect(() => world.watchOutdated(goStale), [world, goStale]);

  const ask = useCallback<Ask>(
    async (call, input) => {
      if (stale.current) return { ok: false, error: 'stale', detail: 'this page has gone quiet' };
      // The one call that nothing but a look at the store stands behind: its answer is a sign of life.
      const isWake = call === 'wake';
      const timer = isWake ? setTimeout(() => setTrouble((now) => now ?? 'stuck'), answerMs) : undefined;
      const answer = await world.ask(call, input);
      clearTimeout(timer);
      if (!answer.ok && answer.error === 'stale') goStale();
      else if (isWake && !stale.current) setTrouble(answer.ok || answer.error !== 'no-answer' ? undefined : 'stuck');
      return answer;
    },
    [world, goStale],
  );
  usePageWake(ask, trouble === 'stale');
  return { world: useMemo(() => ({ ...world, ask }), [world, ask]), trouble };
}
