import type { Account } from '../model/account';
import { given } from '../model/given';
import type { EpochMs } from '../model/ids';
import type { InFlight, SessionRow } from '../store/schema';

/** A clock is put right by seconds all the time; past this it was set back, and nobody knows what time has passed. */
const correctionMs = 2 * 60_000;

/** The row was written at a moment that has not come yet: since then the clock was set back. */
export function isFromFuture({ askedAt = 0, since }: SessionRow, now: EpochMs): boolean {
  return Math.max(askedAt, since) > now;
}

/**
 * Every wait in the row was counted on the clock as it was: it is moved back with it, so that an hour the clock went
 * back is an hour nobody waits. What left meanwhile may be older than it looks, and a reply past the server's memory
 * would be carried out a second time: such a one is not asked again (promise 4). Sign-ins go on counting.
 */
export function planClockBack(row: SessionRow, account: Account, now: EpochMs): SessionRow {
  if (!isFromFuture(row, now)) return row;
  const { due, until, askedAt, lastOkAt, silence, ...others } = row;
  const back = Math.max(askedAt ?? 0, row.since) - now;
  const past = (at: EpochMs) => Math.min(at, now);
  // What a person chose by the clock on the wall stays there.
  const nextDue = account.pausedUntil ?? (due === undefined ? undefined : due - back);
  return {
    ...others,
    since: past(row.since),
    ...given({
      due: nextDue,
      until: until && until - back,
      askedAt: askedAt && past(askedAt),
      lastOkAt: lastOkAt && past(lastOkAt),
    }),
    ...(silence && { silence: { ...silence, from: past(silence.from), since: past(silence.since) } }),
    // Never moved further than to now: older than it is, one would stop counting.
    signIns: row.signIns.map(past),
    ...(row.acts && {
      acts: row.acts.map((act) => ({ ...act, at: past(act.at), notBefore: act.notBefore - back })),
    }),
    inFlight: row.inFlight.map((entry) => moveBack(entry, back, now)),
  };
}

function moveBack(entry: InFlight, back: number, now: EpochMs): InFlight {
  const { leftAt, retryAt, ...others } = entry;
  return {
    ...others,
    at: Math.min(entry.at, now),
    ...given({ leftAt: leftAt && Math.min(leftAt, now), retryAt: retryAt && retryAt - back }),
    ...(leftAt !== undefined && back > correctionMs ? { forgotten: true as const } : {}),
  };
}
