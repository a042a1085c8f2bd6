import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Load<P> = () => Promise<{ readonly default: ComponentType<P> }>;

/** A screen that few openings of a page lead to: its code is loaded when it is first wanted. */
export function useLazy<P>(wanted: boolean, load: Load<P>): ComponentType<P> | undefined {
  const [loaded, setLoaded] = useState<{ readonly screen: ComponentType<P> }>();
  useEffect(() => {
    if (wanted && loaded === undefined) void load().then(({ default: screen }) => setLoaded({ screen }));
  }, [wanted, loaded, load]);
  return loaded?.screen;
}

export const loadLink = () => import('./desk/link-screen');
