import type { Account } from '../model/account';
import type { AccountId } from '../model/ids';
import type { Message } from '../model/message';
import type { Database, OutboxRow, SessionRow } from './schema';
import { showDelivery } from './settle';
import { write } from './transaction';

/** What is about to leave is written down first: a request nobody remembers cannot be asked again under its key. */

/** Session rows of a whole wake. */
export function begin(
  db: Database,
  ids: readonly AccountId[],
  plan: (row: SessionRow, account: Account) => SessionRow | undefined,
): Promise<void> {
  return write(db, ['accounts', 'sessions'], async (tx) => {
    for (const id of ids) {
      const row = await tx.objectStore('sessions').get(id);
      const account = await tx.objectStore('accounts').get(id);
      const next = row && account && plan(row, account);
      if (next) await tx.objectStore('sessions').put(keepCount(next, row));
    }
  });
}

/** One reply: its session row and the message's `sending`, so that `cancelReply` is either in time or too late. */
export function beginReply(
  db: Database,
  outboxId: string,
  plan: (row: SessionRow, account: Account, reply: OutboxRow) => SessionRow | undefined,
): Promise<void> {
  return write(db, ['accounts', 'sessions', 'conversations', 'messages', 'outbox'], async (tx) => {
    const reply = await tx.objectStore('outbox').get(outboxId);
    if (reply === undefined) return;
    const row = await tx.objectStore('sessions').get(reply.accountId);
    const account = await tx.objectStore('accounts').get(reply.accountId);
    const message = await tx.objectStore('messages').get([reply.accountId, reply.peer, reply.n]);
    const next = row && account && message && plan(row, account, reply);
    if (!next) return;
    await tx.objectStore('sessions').put(keepCount(next, row));
    const { trouble: _before, ...rest } = message;
    const leaving: Message = { ...rest, delivery: 'sending' };
    await tx.objectStore('messages').put(leaving);
    await showDelivery(tx, leaving);
  });
}

/** `undecoded` follows the journal alone, `notices` the notices, and a row never changes hands. */
export function keepCount(
  { notices: _, unfiled: _waiting, unkept: _gone, ...next }: SessionRow,
  row: SessionRow,
): SessionRow {
  const { accountId, undecoded, unkept, notices, unfiled } = row;
  const kept = { ...(unkept && { unkept }), ...(notices && { notices }), ...(unfiled && { unfiled }) };
  return { ...next, accountId, undecoded, ...kept };
}
