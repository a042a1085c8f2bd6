import type { Account } from '../model/account';
import type { EpochMs } from '../model/ids';
import { isStopped, type SessionTruth } from '../model/session';
import type { Cursor, Protocol, Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';

/** The session of an account that starts, or starts again, by signing in. */
export function freshSession(cursor: Cursor, now: EpochMs): Omit<SessionRow, 'accountId'> {
  return {
    state: 'signing-in',
    since: now,
    due: now,
    cursor,
    inFlight: [],
    todo: [{ kind: 'sign-in' } satisfies Want],
    failures: 0,
    signIns: [],
    undecoded: 0,
  };
}

/** An absent property is not in the index, so "not due" must be absent and not undefined. */
export function withDue(row: SessionRow, due: EpochMs | undefined): SessionRow {
  const { due: _, ...others } = row;
  return due === undefined ? others : { ...others, due };
}

/** `since` moves only when the state does: it is what "taken over at 09:12" reads. */
export function withTruth(row: SessionRow, truth: SessionTruth, now: EpochMs): SessionRow {
  const { reason: _, said: __, until: ___, ...others } = row;
  return { ...others, ...truth, since: truth.state === row.state ? row.since : now };
}

/** What met silence may be asked again at once. */
export function withoutBackOff(row: SessionRow): SessionRow {
  return { ...row, inFlight: row.inFlight.map(({ retryAt: _, ...entry }) => entry) };
}

/** When an account with nothing to ask is to be looked at again. */
export function restDue(row: SessionRow, account: Account): EpochMs | undefined {
  if (account.removeAt !== undefined) return account.removeAt;
  return account.pausedAt !== undefined || isStopped(row.state) ? undefined : row.due;
}

/** What its server can do, where screens can read it. */
export function withAbilities(row: SessionRow, protocol: Protocol<Cursor>): SessionRow {
  const abilities = [...protocol.abilities(protocol.resume(row.cursor, () => 0))];
  const same = row.abilities?.length === abilities.length && abilities.every((each) => row.abilities?.includes(each));
  return same ? row : { ...row, abilities };
}
