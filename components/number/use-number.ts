import { useCallback, useEffect, useState } from 'preact/hooks';
import type { NumberStanding } from '../../lib/messaging/site-calls';
import type { RealNumber } from '../../lib/model/ids';
import { useWorld } from '../world';

/** A public service is asked again no sooner, in ms: an answer counts that long in the background too. */
const againMs = 60_000;

/** What is known of a number on a site, looked up again as it may have changed. */
export function useNumber(host: string, number: RealNumber) {
  const { ask, watchChanges } = useWorld();
  const [standing, setStanding] = useState<NumberStanding>();
  const look = useCallback(async () => {
    const answer = await ask('site.number', { host, number });
    if (answer.ok && answer.value) setStanding(answer.value);
  }, [ask, host, number]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), againMs);
    const end = watchChanges(({ contacts, accounts }) => {
      if (contacts !== undefined || accounts !== undefined) void look();
    });
    return () => {
      clearInterval(timer);
      end();
    };
  }, [look, watchChanges]);
  return { standing, look };
}
