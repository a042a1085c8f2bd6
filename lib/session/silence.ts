import type { Event } from '../model/event';
import type { EpochMs } from '../model/ids';
import { isStopped } from '../model/session';
import type { SessionRow } from '../store/schema';

/**
 * Times in which an account could receive nothing: the machine slept, the server was out of reach, somebody else had
 * the number. What is short of this belongs to every day's back-off and is told nobody.
 */
export const shortestSilenceMs = 2 * 60_000;

/**
 * An account about to be asked, long after it was due: nobody was awake to ask. Failures from before such a sleep say
 * nothing of the network there is now, so the back-off starts anew.
 */
export function noteSleep(row: SessionRow, now: EpochMs): SessionRow {
  const { due, silence } = row;
  if (due === undefined || isStopped(row.state) || now - due <= shortestSilenceMs) return row;
  const slept = now - due;
  const before = silence === undefined ? 0 : due - silence.since;
  return { ...beginSilence(row, due, 'late-asleep', slept > before), failures: 0 };
}

/** An account whose answer says, or whose lack of one shows, that nothing comes in for now. */
export function noteTrouble(row: SessionRow, now: EpochMs): SessionRow {
  switch (row.state) {
    case 'unreachable':
      return beginSilence(row, now, 'late-unreachable');
    case 'no-network':
      return beginSilence(row, now, 'late-no-network');
    case 'offline-in-qq':
      return beginSilence(row, now, 'signed-out');
    default:
      return row;
  }
}

/** An account that was stopped and is to sign in again: meanwhile messages went elsewhere, or wait. */
export function noteStopped(row: SessionRow): SessionRow {
  return isStopped(row.state) ? beginSilence(row, row.since, 'signed-out') : row;
}

/** The account receives again: what is to be told of the silence before, if it was one. */
export function endSilence(row: SessionRow, now: EpochMs): { readonly row: SessionRow; readonly gap?: Event } {
  const { silence, ...heard } = row;
  if (row.state !== 'online' || silence === undefined) return { row };
  const { from, since, why } = silence;
  return now - since <= shortestSilenceMs
    ? { row: heard }
    : { row: heard, gap: { kind: 'gap', from: Math.min(from, now), to: now, why } };
}

/** `from` is when the last answer came: all that is known of what arrives later is that it was not there then. */
function beginSilence(
  row: SessionRow,
  since: EpochMs,
  why: NonNullable<SessionRow['silence']>['why'],
  stronger = false,
): SessionRow {
  if (row.silence) return stronger ? { ...row, silence: { ...row.silence, why } } : row;
  return row.lastOkAt === undefined ? row : { ...row, silence: { from: Math.min(row.lastOkAt, since), since, why } };
}
