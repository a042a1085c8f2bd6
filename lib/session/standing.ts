import type { Account } from '../model/account';
import type { EpochMs } from '../model/ids';
import { isStopped } from '../model/session';
import { planStayOff } from '../model/stay-off';
import type { Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import { planSignIn, withDue, withTruth } from './session-row';

/** How long a removal can be undone; the screens show it as long. */
export const undoRemovalMs = 6_000;

/** The person's word ends the session. */
export function endSession(row: SessionRow, now: EpochMs): SessionRow {
  // A number that somebody else has, or that was refused, has no session to end; a Logout could end theirs.
  const signOut: Want[] = [{ kind: 'sign-out' }];
  const todo = isStopped(row.state) ? row.todo.filter((want) => (want as Want).kind === 'sign-out') : signOut;
  return withDue({ ...withTruth(row, { state: 'paused' }, now), todo }, now);
}

export function planPause(before: Account, row: SessionRow, now: EpochMs, until?: EpochMs) {
  const { pausedUntil: _, ...account } = before;
  const paused = { ...account, pausedAt: now, ...(until === undefined ? {} : { pausedUntil: until }) };
  return { account: paused, session: endSession(row, now) };
}

export function planResume({ pausedAt: _, pausedUntil: __, ...account }: Account, row: SessionRow, now: EpochMs) {
  return { account, session: planSignIn(row, now) };
}

/** Begins what the clock says of a rest; undefined where it goes on. */
export function planRest(account: Account, row: SessionRow, now: EpochMs) {
  const { pausedAt, pausedUntil } = account;
  if (pausedAt === undefined || pausedUntil === undefined || account.removeAt !== undefined) return undefined;
  if (pausedUntil <= now) return planResume(account, row, now);
  // Set back by a day, the clock would make it two: it never lasts longer than one that begins now.
  const until = Math.min(pausedUntil, planStayOff(now));
  return until === pausedUntil && row.due !== undefined && row.due <= until
    ? undefined
    : { account: { ...account, pausedUntil: until }, session: withDue(row, until) };
}
