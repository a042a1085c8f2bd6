import { useEffect, useState } from 'preact/hooks';
import type { EpochMs } from '../lib/model/ids';
import { useWorld } from './world';

/** The moment, told again every second while the page is in sight: "checked 12 s ago" counts on. */
export function useNow(): EpochMs {
  const { now } = useWorld();
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    const tick = () => {
      if (document.visibilityState === 'visible') setMoment(now());
    };
    const timer = setInterval(tick, 1000);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [now]);
  return moment;
}
