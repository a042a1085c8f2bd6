import type { Account } from '../model/account';
import type { EpochMs } from '../model/ids';
import { isStopped, type SessionTruth } from '../model/session';
import type { Cursor, Protocol, Request, Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import { noteStopped } from './silence';

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

/** In place of one that was lost. An account that the person paused stays so, and asks nobody. */
export function restoredSession(account: Account, cursor: Cursor, now: EpochMs): Omit<SessionRow, 'accountId'> {
  const { due: _, ...fresh } = freshSession(cursor, now);
  const { pausedAt, pausedUntil } = account;
  if (pausedAt === undefined) return { ...fresh, due: now };
  return { ...fresh, state: 'paused', todo: [], ...(pausedUntil !== undefined && { due: pausedUntil }) };
}

/** An absent property is not in the index, so "not due" must be absent and not undefined. */
export function withDue(row: SessionRow, due: EpochMs | undefined): SessionRow {
  const { due: _, ...others } = row;
  return due === undefined ? others : { ...others, due };
}

/** `since` moves only when the state does: it is what "taken over at 09:12" reads. */
export function withTruth(row: SessionRow, truth: SessionTruth, now: EpochMs): SessionRow {
  const { reason: _, said: __, until: ___, picture: ____, ...others } = row;
  const { reason, ...told } = truth;
  // A held poll that brought nothing is no trouble of a session that stands.
  const isHeld = truth.state === 'online' && reason === 'no-answer';
  const why = reason === undefined || isHeld ? {} : { reason };
  return { ...others, ...told, ...why, since: truth.state === row.state ? row.since : now };
}

/** What met silence may be asked again at once. */
export function withoutBackOff(row: SessionRow): SessionRow {
  return { ...row, inFlight: row.inFlight.map(({ retryAt: _, ...entry }) => entry) };
}

/** When an account with nothing to ask is to be looked at again. */
export function restDue(row: SessionRow, account: Account): EpochMs | undefined {
  if (account.removeAt !== undefined) return account.removeAt;
  if (account.pausedAt !== undefined) return account.pausedUntil;
  return isStopped(row.state) ? undefined : row.due;
}

/** What its server can do, where screens can read it. */
export function withAbilities(row: SessionRow, protocol: Protocol<Cursor>): SessionRow {
  const abilities = [...protocol.abilities(protocol.resume(row.cursor, () => 0))];
  const same = row.abilities?.length === abilities.length && abilities.every((each) => row.abilities?.includes(each));
  return same ? row : { ...row, abilities };
}

/** Signs in again, whatever stood before. */
export function planSignIn(row: SessionRow, now: EpochMs): SessionRow {
  const todo: Want[] = [{ kind: 'sign-in' }];
  // What was under way belongs to a session that has ended; a message it may have taken is in the journal or replayed.
  // A sign-out among it, asked again once signed in, would end what has just begun.
  const inFlight = row.inFlight.filter(({ request }) => (request as Request).want.kind !== 'sign-out');
  const again = withTruth(withoutBackOff({ ...noteStopped(row), inFlight }), { state: 'signing-in' }, now);
  return withDue({ ...again, todo, failures: 0 }, now);
}

/**
 * Held until the passphrase comes. A session that stands is ended; a sign-in under way is forgotten, since the next one
 * needs a secret. A session that lasted until now was no hammering, so its sign-in leaves the budget: whoever comes and
 * goes all day must not find the accounts waiting for the hour to end.
 */
export function planLocked(row: SessionRow, now: EpochMs): SessionRow {
  const stands = row.state === 'online' || row.state === 'offline-in-qq';
  const todo: Want[] = stands || row.state === 'signing-in' ? [{ kind: 'sign-out' }] : [];
  const inFlight = row.inFlight.filter(({ request }) => (request as Request).want.kind !== 'sign-in');
  const held = withTruth({ ...row, inFlight, todo }, { state: 'locked', reason: 'vault-locked' }, now);
  return withDue(
    { ...held, signIns: stands ? row.signIns.slice(0, -1) : row.signIns },
    todo.length > 0 ? now : undefined,
  );
}
