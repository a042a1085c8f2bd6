import type { EpochMs } from '../model/ids';
import type { StoreTrouble } from '../model/store-standing';

/** Written down outside the store, so that screens know and a new life does not begin with another try. */
export interface TroubleNote {
  readonly kind: StoreTrouble;
  readonly since: EpochMs;
  /** Failures in a row. */
  readonly tries: number;
  /** Not to be opened again earlier; for `full`: still believed until then. */
  readonly until: EpochMs;
}

export const troubleKey = 'storeTrouble';

/** By the names of the errors that a broken store throws. */
export const troubles: Readonly<Record<string, StoreTrouble>> = {
  QuotaExceededError: 'full',
  VersionError: 'newer',
  BlockedError: 'blocked',
  UnknownError: 'broken',
  InvalidStateError: 'broken',
  AbortError: 'broken',
  // A store without its object stores: its files were cut or copied by halves.
  NotFoundError: 'broken',
};

export const minute = 60_000;

/** Further away than it ever is, the clock was set back meanwhile. */
function isAhead(until: EpochMs, now: EpochMs): boolean {
  return until > now + 30 * minute;
}

/** Whether the store may be tried again, or a full disk is believed no longer. */
export function isOver({ until }: TroubleNote, now: EpochMs): boolean {
  return now >= until || isAhead(until, now);
}

/** Whatever lies there: undefined for what is not a note, and for one from a clock that has been set back since. */
export function readTrouble(raw: unknown, now: EpochMs): TroubleNote | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { kind, since, tries, until } = raw as Record<string, unknown>;
  const known = Object.values(troubles).find((name) => name === kind);
  if (known === undefined || ![since, tries, until].every(Number.isFinite)) return undefined;
  if (isAhead(until as number, now)) return undefined;
  return { kind: known, since: since as number, tries: tries as number, until: until as number };
}
