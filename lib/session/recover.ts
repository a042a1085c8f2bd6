import type { Account } from '../model/account';
import type { Event } from '../model/event';
import type { AccountId } from '../model/ids';
import { planNotice } from '../notify/plan';
import type { Reply, Request } from '../protocol/protocol';
import type { JournalRow } from '../store/schema';
import { nameTrouble } from '../store/trouble';
import { planCommit } from './plan-commit';
import type { SessionPorts } from './ports';

/**
 * Looks, once in a worker's life and account, at replies that an earlier life wrote down but did not live to store,
 * and at those an earlier version could not read. Once more where the turn before failed: on a disk that is full by then
 * an answer is written down and not stored.
 */
export function createRecovery(ports: SessionPorts): (account: Account, failed?: boolean) => Promise<void> {
  const done = new Set<AccountId>();
  return async (account, failed) => {
    if (done.has(account.id) && !failed) return;
    for (const row of await ports.store.readJournal(account.id)) {
      try {
        await recoverOne(ports, account, row);
      } catch (error) {
        // Where the store fails all the others would, too. Anything else is this row's own, and those behind it are sound.
        if (nameTrouble(error) !== undefined) throw error;
        ports.report(`account ${account.id}`, error);
        await setAside(ports, account, row);
      }
    }
    done.add(account.id);
  };
}

/** A row that nothing can be made of is counted among what could not be read: a later version may know better. */
async function setAside(ports: SessionPorts, account: Account, { n }: JournalRow): Promise<void> {
  const now = ports.now();
  const kept = { why: 'broken', codec: ports.openProtocol(account).codec };
  const plan = { now, events: [], notice: planNotice, journal: { n, kept } };
  await ports.store.commit(account.id, (session) => ({ ...plan, session }));
}

async function recoverOne(ports: SessionPorts, account: Account, journal: JournalRow): Promise<void> {
  const protocol = ports.openProtocol(account);
  if (journal.undecoded !== undefined && journal.codec >= protocol.codec) return;
  const request = journal.request as Request;
  const got: Reply = { kind: 'reply', status: 200, headers: [], bytes: journal.bytes };
  const [now, random] = [ports.now(), ports.random()];
  const committed = await ports.store.commit(account.id, (row, current) => {
    if (row.inFlight.some(({ key }) => key === request.key)) {
      return planCommit(protocol, row, current, request, got, now, random);
    }
    // Its request was given up long ago: only what it tells is taken, the session has moved on.
    const cursor = protocol.resume(row.cursor, () => random);
    const late = protocol.acceptLate?.(cursor, request, got, now);
    const batch = late ?? protocol.accept(cursor, request, got, now);
    const session = late ? { ...row, cursor: late.cursor } : row;
    const kept = batch.undecoded && { why: batch.undecoded.detail, codec: protocol.codec };
    return {
      now,
      session,
      events: batch.events.flatMap(readLate),
      notice: planNotice,
      journal: { n: journal.n, ...(kept && { kept }) },
    };
  });
  if (committed.conversations.length > 0) {
    ports.published({ conversations: committed.conversations, accounts: [account.id] });
  }
}

/** Who was online then says nothing of now, and the moment after which it was written was reckoned from another poll. */
function readLate(event: Event): Event[] {
  if (event.kind === 'presence') return [];
  if (event.kind !== 'message') return [event];
  const { sentAfter: _, ...message } = event;
  return [message];
}
