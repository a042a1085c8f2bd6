import type { Account } from '../model/account';
import type { Event } from '../model/event';
import type { EpochMs } from '../model/ids';
import { isStopped } from '../model/session';
import { planNotice } from '../notify/plan';
import type { Cursor, Protocol, Reply } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import type { Commit } from '../store/store';
import { planAskers } from './people-acts';
import { planTruth } from './plan-commit';
import { withAbilities } from './session-row';

/**
 * What came over a line unasked, or its end, in order and in one go: pure, run inside the transaction that stores it.
 * Undefined where nothing came of it, as of most heartbeats, and where the account is not to be heard: an answer that was
 * under way must not undo a person's word.
 */
export function planPush(
  protocol: Protocol<Cursor>,
  row: SessionRow,
  account: Account,
  pushes: readonly Reply[],
  now: EpochMs,
  random: number,
): Commit | undefined {
  if (account.pausedAt !== undefined || account.removeAt !== undefined || isStopped(row.state)) return undefined;
  const events: Event[] = [];
  let session = row;
  for (const got of pushes) {
    const cursor = protocol.resume(session.cursor, () => random);
    const batch = protocol.accept(cursor, 'push', got, now);
    events.push(...batch.events);
    const ok = got.kind === 'reply' && !batch.undecoded;
    const failed = got.kind !== 'reply' && batch.session !== undefined;
    session = { ...session, cursor: batch.cursor, failures: ok ? 0 : session.failures + Number(failed) };
    if (ok) session = { ...session, lastOkAt: now };
    // What the server says by itself never puts off what is to be asked.
    const nextAt = typeof batch.nextAt === 'number' ? Math.min(batch.nextAt, row.due ?? batch.nextAt) : batch.nextAt;
    session = planTruth(session, account, { ...batch, nextAt }, now, random);
    if (isStopped(session.state)) break;
  }
  const after = planAskers(withAbilities(session, protocol), events, now);
  return events.length === 0 && isSame(after, row) ? undefined : { now, session: after, events, notice: planNotice };
}

/** But for the moment of the last answer, which the questions that come by themselves keep fresh enough. */
function isSame(after: SessionRow, row: SessionRow): boolean {
  const names = Object.keys({ ...after, ...row }) as (keyof SessionRow)[];
  return names.every((name) => {
    const [one, other] = [after[name], row[name]];
    if (Array.isArray(one) && Array.isArray(other)) {
      return one.length === other.length && one.every((each, i) => each === other[i]);
    }
    return name === 'lastOkAt' || one === other;
  });
}

/**
 * The row as it stands in a worker that has no line for it: its line died with an earlier worker, so whoever answers
 * is asked anew, and at once. Other rows stay what they are.
 */
export function planWithoutLine(
  protocol: Protocol<Cursor>,
  row: SessionRow,
  now: EpochMs,
  random: () => number,
): SessionRow {
  const cursor = protocol.resume(row.cursor, random);
  if (protocol.live?.(cursor)?.kind !== 'socket' || isStopped(row.state)) return row;
  const after = protocol.accept(cursor, 'push', { kind: 'closed', code: 0 }, now).cursor;
  return after === cursor ? row : { ...row, cursor: after, due: now };
}
