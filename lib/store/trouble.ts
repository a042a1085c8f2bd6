import type { EpochMs } from '../model/ids';
import type { StoreTrouble } from '../model/store-standing';
import type { Connection } from './open';

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

const names: Readonly<Record<string, StoreTrouble>> = {
  QuotaExceededError: 'full',
  VersionError: 'newer',
  BlockedError: 'blocked',
  UnknownError: 'broken',
  InvalidStateError: 'broken',
  AbortError: 'broken',
  // A store without its object stores: its files were cut or copied by halves.
  NotFoundError: 'broken',
};

/** Undefined for what is no trouble of the store's but an error of ours. */
export function nameTrouble(error: unknown): StoreTrouble | undefined {
  return error instanceof StoreUnavailable ? error.kind : error instanceof Error ? names[error.name] : undefined;
}

/** Not even tried: it failed a moment ago. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(readonly kind: StoreTrouble) {
    super(kind);
  }
}

const minute = 60_000;

/** Pure: one more failure. A store that failed is left alone for 1, 2, 4 … 30 minutes, never tried in a loop (M9). */
export function planTrouble(before: TroubleNote | undefined, kind: StoreTrouble, now: EpochMs): TroubleNote {
  const same = before?.kind === kind ? before : undefined;
  const tries = (same?.tries ?? 0) + 1;
  const wait = kind === 'full' || kind === 'blocked' ? 2 * minute : Math.min(30, 2 ** Math.min(tries - 1, 5)) * minute;
  return { kind, since: same?.since ?? now, tries, until: now + wait };
}

/** Whatever lies there: undefined for what is not a note, and for one from a clock that has been set back since. */
export function readTrouble(raw: unknown, now: EpochMs): TroubleNote | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { kind, since, tries, until } = raw as Record<string, unknown>;
  const known = Object.values(names).find((name) => name === kind);
  if (known === undefined || ![since, tries, until].every(Number.isFinite)) return undefined;
  if ((until as number) > now + 30 * minute) return undefined;
  return { kind: known, since: since as number, tries: tries as number, until: until as number };
}

export interface TroublePorts {
  now(): EpochMs;
  read(): Promise<unknown>;
  /** Undefined: it is over. */
  write(note: TroubleNote | undefined): Promise<void>;
  /** Something is to be said, or no more. */
  changed(note: TroubleNote | undefined): void;
}

export interface GuardedConnection extends Connection {
  /** The person asks: the next work tries whatever failed before. */
  hurry(): void;
  /** All is well again, by an act and not by time. */
  forget(): Promise<void>;
}

/**
 * Stands before the store: notes why it fails, keeps it from being tried again at once, and notes when it works again.
 * `run` itself has tried twice by then.
 */
export function guardStore(inner: Connection, ports: TroublePorts): GuardedConnection {
  let note: Promise<TroubleNote | undefined> | undefined;
  let hurried = false;
  const known = () => {
    note ??= ports.read().then(
      (raw) => readTrouble(raw, ports.now()),
      () => undefined,
    );
    return note;
  };
  const become = async (next: TroubleNote | undefined) => {
    note = Promise.resolve(next);
    // What cannot be written down is still known to this life.
    await ports.write(next).catch(() => undefined);
    ports.changed(next);
  };

  return {
    async run(work) {
      const before = await known();
      const waits = before !== undefined && before.kind !== 'full' && before.kind !== 'blocked';
      if (waits && ports.now() < before.until && !hurried) throw new StoreUnavailable(before.kind);
      hurried = false;
      try {
        const result = await inner.run(work);
        // A read says nothing about whether there is room: that is believed until nothing has failed for a while.
        const after = await known();
        if (after !== undefined && (after.kind !== 'full' || ports.now() >= after.until)) await become(undefined);
        return result;
      } catch (error) {
        const kind = nameTrouble(error);
        if (kind !== undefined) await become(planTrouble(await known(), kind, ports.now()));
        throw error;
      }
    },
    hurry() {
      hurried = true;
    },
    forget: () => become(undefined),
    close: () => inner.close(),
  };
}
