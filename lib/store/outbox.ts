import type { AccountId, EpochMs } from '../model/ids';
import type { Message } from '../model/message';
import { ofAccount } from './key-range';
import type { Database, OutboxRow } from './schema';

/** Replies leave one after the other in each conversation: only the head of a lane may go. */

/** The remoteKey of a reply until the server has a name for it. */
export function replyKey(outboxId: string): string {
  return `o${outboxId}`;
}

/** True for a reply of ours as long as no server has told its own name for it. */
export function isUnnamed({ direction, remoteKey }: Message): boolean {
  return direction === 'out' && remoteKey.startsWith(replyKey(''));
}

/** The heads that may leave by `now`, oldest first; of one account or of all. */
export async function readDue(db: Database, now: EpochMs, accountId?: AccountId): Promise<OutboxRow[]> {
  const heads = await readHeads(db, accountId);
  return heads.filter((row) => row.notBefore <= now).sort((a, b) => a.queuedAt - b.queuedAt);
}

/** When the next head may leave of those whose time is still to come; rows behind a head would wake us in vain. */
export async function nextDue(db: Database, after: EpochMs): Promise<EpochMs | undefined> {
  const moments = (await readHeads(db)).map((row) => row.notBefore).filter((moment) => moment > after);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

async function readHeads(db: Database, accountId?: AccountId): Promise<OutboxRow[]> {
  const rows = await db.getAllFromIndex('outbox', 'lane', accountId === undefined ? undefined : ofAccount(accountId));
  return rows.filter((row, i) => row.accountId !== rows[i - 1]?.accountId || row.peer !== rows[i - 1]?.peer);
}
