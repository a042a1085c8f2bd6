import type { Account } from '../model/account';
import type { Request } from '../protocol/protocol';
import type { Asked } from './asked';
import { planBeside } from './plan-beside';
import type { SessionPorts } from './ports';

/**
 * The way of what a person asked for while a request of the account is held: it leaves beside that, one after the other.
 * Aborting the held one would do as well, but an answer that is on the wire just then would be lost with it.
 */
export function createBeside(ports: SessionPorts, asked: Asked): (account: Account) => Promise<void> {
  const begin = async ({ id }: Account): Promise<Request | undefined> => {
    let request: Request | undefined;
    await ports.store.begin([id], (row, account) => {
      const planned = planBeside(ports.openProtocol(account), row, account, ports.now(), ports.random, asked.of(id));
      request = planned?.request;
      if (request) asked.begin(id, request);
      return planned?.row;
    });
    return request;
  };
  return async (account) => {
    await ports.lock(`beside/${account.id}`, async () => {
      for (let request = await begin(account); request; request = await begin(account)) {
        await asked.take(account, request);
        if (!asked.isHeld(account.id)) return;
      }
    });
  };
}
