import type { EpochMs } from '../model/ids';
import type { StoreTrouble } from '../model/store-standing';
import type { Connection } from './open';
import { isOver, minute, readTrouble, type TroubleNote, troubles } from './trouble-note';

/** Undefined for what is no trouble of the store's but an error of ours. */
export function nameTrouble(error: unknown): StoreTrouble | undefined {
  return error instanceof StoreUnavailable ? error.kind : error instanceof Error ? troubles[error.name] : undefined;
}

/** Not even tried: it failed a moment ago. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(readonly kind: StoreTrouble) {
    super(kind);
  }
}

/** Pure: one more failure. A store that failed is left alone for 1, 2, 4 … 30 minutes, never tried in a loop (M9). */
export function planTrouble(before: TroubleNote | undefined, kind: StoreTrouble, now: EpochMs): TroubleNote {
  const same = before?.kind === kind ? before : undefined;
  const tries = (same?.tries ?? 0) + 1;
  const wait = kind === 'full' || kind === 'blocked' ? 2 * minute : Math.min(30, 2 ** Math.min(tries - 1, 5)) * minute;
  return { kind, since: same?.since ?? now, tries, until: now + wait };
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
      if (waits && !isOver(before, ports.now()) && !hurried) throw new StoreUnavailable(before.kind);
      hurried = false;
      try {
        const result = await inner.run(work);
        // A read says nothing about whether there is room: that is believed until nothing has failed for a while.
        const after = await known();
        if (after !== undefined && (after.kind !== 'full' || isOver(after, ports.now()))) await become(undefined);
        return result;
      } catch (error) {
        const kind = nameTrouble(error);
        const after = await known();
        // All who asked at once failed together: that is one failure, and no reason to leave it alone for half an hour.
        if (kind !== undefined && (after === before || after?.kind !== kind))
          await become(planTrouble(after, kind, ports.now()));
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
