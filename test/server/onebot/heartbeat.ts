import type { Account } from './accounts';
import { encodeHeartbeat } from './events';
import type { Listener } from './feeds';
import { hasHabit, type Office } from './office';

/** Sends heartbeats to a client until the answer is called. The interval is the one in force as it begins. */
export function beat(office: Office, account: Account, interval: number, send: Listener): () => void {
  let cancel = office.core.clock.after(interval, again);
  function again(): void {
    if (!hasHabit(office, 'no-heartbeat')) send({ event: encodeHeartbeat(office, account, interval) });
    cancel = office.core.clock.after(interval, again);
  }
  return () => cancel();
}
