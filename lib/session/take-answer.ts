import type { Account } from '../model/account';
import type { AccountId } from '../model/ids';
import type { Request } from '../protocol/protocol';
import type { Changes } from '../store/changes';
import type { Committed } from '../store/store';
import { planCommit } from './plan-commit';
import type { SessionPorts } from './ports';
import { unlessLocked } from './unless-locked';

/**
 * Sends one request that is already written down and takes its answer in: store, then acknowledge, then show. Between
 * a destructive answer and the journal nothing is awaited, because until then it exists only in this worker's memory.
 */
export async function takeAnswer(ports: SessionPorts, account: Account, request: Request): Promise<Committed> {
  const protocol = ports.openProtocol(account);
  const got = await ports.send(account, request);
  const bytes = got.kind === 'closed' ? undefined : got.bytes;
  if (request.destructive && bytes && bytes.length > 0 && !protocol.carriesNothing(request, got)) {
    const { id: accountId } = account;
    await ports.store.journal({ accountId, n: request.key, bytes, at: ports.now(), request, codec: protocol.codec });
  }
  const told = protocol.told?.(request, got);
  // Locked meanwhile: the request then lacks what it told, which is the same as an account whose secrets are gone.
  if (told) await unlessLocked(ports.keepTold?.(account, told) ?? Promise.resolve());
  const [now, random] = [ports.now(), ports.random()];
  const committed = await ports.store.commit(account.id, (row, current) => {
    const planned = planCommit(protocol, row, current, request, got, now, random);
    return planned && { ...planned, away: ports.isAway?.() === true };
  });
  ports.published(changesOf(account.id, committed));
  return committed;
}

/** What open pages are told of a commit. */
export function changesOf(id: AccountId, { conversations, people, requests }: Committed): Changes {
  return {
    conversations,
    accounts: [id],
    ...(people && { contacts: [id] }),
    ...(requests && { requests: [id] }),
  };
}
