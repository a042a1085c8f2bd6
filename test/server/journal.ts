import type { StateFile } from './state-file';

/** One change of one part, as a line of the state file holds it. */
type Entry = [part: string, change: unknown];

/** A compaction is worth its pause only when the file has grown far past what it must hold. */
const COMPACT_PAST_BYTES = 16 * 1024 * 1024;

/**
 * What changed, in the order it changed. Everything an answer rests on is written before the answer leaves (`flush`), so
 * a SIGKILL right after an answer loses nothing. Without a state file it only passes changes by.
 */
export class Journal {
  /** Each part knows the type of its own changes; here they are only carried to and fro. */
  readonly #parts = new Map<string, DurablePart<never>>();
  #pending: Entry[] = [];
  #writtenBytes = 0;

  constructor(private readonly file?: StateFile) {}

  /** Makes a part's changes durable from now on. */
  adopt(part: DurablePart<never>): void {
    this.#parts.set(part.name, part);
  }

  /** Takes note of a change that its part has already applied; `flush` writes it. */
  note(part: string, change: unknown): void {
    if (this.file !== undefined) this.#pending.push([part, change]);
  }

  /** Writes what was noted as one line: after a death either all of it is there or nothing. */
  flush(): void {
    if (this.file === undefined || this.#pending.length === 0) return;
    this.#writtenBytes += this.file.append(JSON.stringify(this.#pending));
    this.#pending = [];
    if (this.#writtenBytes > COMPACT_PAST_BYTES) this.compact();
  }

  /** Brings every part back to where the state file left it. */
  restore(): void {
    if (this.file === undefined) return;
    for (const line of this.file.lines()) {
      for (const [name, change] of JSON.parse(line) as Entry[]) this.#parts.get(name)?.apply(change as never);
    }
    this.compact();
  }

  /** Forgets the way here and keeps the state only. */
  compact(): void {
    if (this.file === undefined) return;
    const lines: string[] = [];
    for (const part of this.#parts.values()) {
      for (const change of part.rebuild()) lines.push(JSON.stringify([[part.name, change]]));
    }
    this.file.replace(lines);
    this.#pending = [];
    this.#writtenBytes = 0;
  }

  /** Empties every part, and the file with them. */
  clear(): void {
    for (const part of this.#parts.values()) part.clear();
    this.compact();
  }
}

/** A part of the server whose state is the sum of its changes, so that it can be rebuilt from the state file. */
export abstract class DurablePart<Change> {
  constructor(
    readonly name: string,
    private readonly journal: Journal,
  ) {
    journal.adopt(this as unknown as DurablePart<never>);
  }

  /** Carries a change out; the only place where the part's state moves. */
  abstract apply(change: Change): void;
  /** The changes that lead from nothing to the present state. */
  abstract rebuild(): Iterable<Change>;
  abstract clear(): void;

  protected record(change: Change): void {
    this.apply(change);
    this.journal.note(this.name, change);
  }
}
