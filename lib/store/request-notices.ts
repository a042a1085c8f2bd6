import type { Account } from '../model/account';
import { actId } from '../model/act';
import { type AccountId, peerOf } from '../model/ids';
import { type RequestView, readRequests } from './read-requests';
import type { Database } from './schema';
import { keep, write } from './transaction';

/**
 * What is still to be said of a request stands in its own row:
 *
 *     waiting → showing → shown      under its own id
 *             → summing → summed     under the one for many
 *             → the rule that keeps it quiet
 *     shown → again → shown          an update took it away
 *           → put-away               the person did, and sees it no more
 *
 * Requests of a version that told of none have no such word, and stay quiet.
 */
export type RequestKey = readonly [AccountId, string];

/** An open request, with what decides about its notification. */
export interface RequestNotice extends RequestView {
  readonly account: Account;
  readonly notice: string;
  /** The person has muted the account, or whoever asks. */
  readonly mute?: 'muted-account' | 'muted';
  /** The person has said yes or no, and may still think better of it. */
  readonly answered?: 'waiting' | 'leaving';
  /** It can be answered from here. */
  readonly able: boolean;
}

/** All that are open and belong to an account that stays, oldest first. */
export async function readRequestNotices(db: Database): Promise<RequestNotice[]> {
  const views = await readRequests(db);
  const tx = db.transaction(['accounts', 'sessions', 'conversations']);
  const read = await Promise.all(
    views.map(async (view): Promise<RequestNotice | undefined> => {
      const { accountId, from, group, key, notice } = view.request;
      const [account, session, talk] = await Promise.all([
        tx.objectStore('accounts').get(accountId),
        tx.objectStore('sessions').get(accountId),
        tx.objectStore('conversations').get([accountId, group ? peerOf('g', group) : peerOf('u', from)]),
      ]);
      if (account === undefined || notice === undefined) return undefined;
      const act = session?.acts?.find(({ id }) => id === actId({ kind: 'answer', key, accept: true }));
      const answered = act && (act.state === 'waiting' || act.state === 'leaving') ? act.state : undefined;
      const mute = account.mutedUntil !== undefined ? 'muted-account' : talk?.mutedUntil !== undefined && 'muted';
      return {
        ...view,
        account,
        notice,
        able: session?.abilities?.includes('requests') === true,
        ...(mute && { mute }),
        ...(answered && { answered }),
      };
    }),
  );
  return read.filter((one) => one !== undefined);
}

/** So many come back after an update under their own id; nobody looks through more. */
const mostAgain = 20;

/** An update has taken notifications away: what is still open of them is to be shown again. */
export function repeatRequestNotices(db: Database): Promise<void> {
  return write(db, ['requests'], async (tx) => {
    const open = await tx.objectStore('requests').index('open').getAll();
    const shown = open.filter(({ notice }) => notice === 'shown').slice(-mostAgain);
    const summed = open.filter(({ notice }) => notice === 'summed');
    for (const row of shown) keep(tx, 'requests').put({ ...row, notice: 'again' });
    for (const row of summed) keep(tx, 'requests').put({ ...row, notice: 'again-summed' });
  });
}

/** The person has wiped a request's notification away, or the one for many, or followed it: it never comes back. */
export function putRequestNoticeAway(db: Database, of: RequestKey | 'many'): Promise<void> {
  return write(db, ['requests'], async (tx) => {
    const told = of === 'many' ? ['summed', 'summing', 'again-summed'] : ['shown', 'showing', 'again'];
    const requests = tx.objectStore('requests');
    const rows = of === 'many' ? await requests.index('open').getAll() : [await requests.get([...of])];
    for (const row of rows) {
      if (row && told.includes(row.notice ?? '')) keep(tx, 'requests').put({ ...row, notice: 'put-away' });
    }
  });
}

/** One that was answered meanwhile is told of no more; answers what moved. */
export function moveRequestNotices(db: Database, keys: readonly RequestKey[], to: string): Promise<RequestKey[]> {
  return write(db, ['requests'], async (tx) => {
    const requests = tx.objectStore('requests');
    const rows = await Promise.all(keys.map((key) => requests.get([...key])));
    const open = rows.filter((row) => row?.open !== undefined && row.notice !== undefined);
    await Promise.all(open.map((row) => row && requests.put({ ...row, notice: to })));
    return open.flatMap((row): RequestKey[] => (row ? [[row.accountId, row.key]] : []));
  });
}
