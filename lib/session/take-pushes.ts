import type { Account } from '../model/account';
import type { Reply } from '../protocol/protocol';
import { planPush } from './plan-push';
import type { SessionPorts } from './ports';
import { changesOf } from './take-answer';
import type { Wake } from './wake';

/** Takes in what came over an account's line by itself; what follows from it is the wake's to do. */
export function createPushes(ports: SessionPorts, { wake, replies }: Wake) {
  return async (account: Account, pushes: readonly Reply[]): Promise<void> => {
    const protocol = ports.openProtocol(account);
    const [now, random] = [ports.now(), ports.random()];
    const committed = await ports.store.commit(account.id, (row, current) => {
      const planned = planPush(protocol, row, current, pushes, now, random);
      return planned && { ...planned, away: ports.isAway?.() === true };
    });
    const { session, previous } = committed;
    // Nothing came of it: no page has anything to read, and no snapshot anything to say.
    if (session === previous) return;
    ports.published(changesOf(account.id, committed));
    // Due earlier, later or not at all any more: the alarm must know, and a line that was stopped must end.
    if (session?.due !== previous?.due) void wake('alarm');
    if (session?.state === 'online' && previous?.state !== 'online') void replies.drain(account.id);
  };
}
