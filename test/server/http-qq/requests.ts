import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';
import type { Uin } from '../world';

interface Pair {
  from: Uin;
  to: Uin;
}

type RequestChange = { ask: Pair } | { close: Pair };

/** A second request to be added is one of two so long, at any scale (spec/http-qq, Settled readings). */
const PAIR_MS = 30_000;

/** Who waits for whose answer, and who has asked once and must ask once more. */
export class Requests extends DurablePart<RequestChange> {
  readonly #open = new Map<string, Pair>();
  /** The first of two that must be sent; a server that dies forgets it, as it does its penalties. */
  readonly #halves = new Map<string, { seq: string; at: EpochMs }>();

  constructor(journal: Journal) {
    super('http-qq-requests', journal);
  }

  ask(from: Uin, to: Uin): void {
    this.record({ ask: { from, to } });
  }

  /** Takes a request off the list; false if there is none. */
  close(from: Uin, to: Uin): boolean {
    const known = this.#open.has(nameOf({ from, to }));
    if (known) this.record({ close: { from, to } });
    return known;
  }

  /** Who waits for this person's answer. */
  of(to: Uin): Uin[] {
    return [...this.#open.values()].filter((pair) => pair.to === to).map((pair) => pair.from);
  }

  /**
   * "Must be sent twice": true for the second of two requests with different SEQs within 30 s, which is the one that
   * counts (the 2005 text, Ack_AddToList).
   */
  completes(from: Uin, to: Uin, seq: string, now: EpochMs): boolean {
    const name = nameOf({ from, to });
    const half = this.#halves.get(name);
    if (half !== undefined && half.seq !== seq && now - half.at <= PAIR_MS) {
      this.#halves.delete(name);
      return true;
    }
    this.#halves.set(name, { seq, at: now });
    return false;
  }

  forgetHalves(): void {
    this.#halves.clear();
  }

  override apply(change: RequestChange): void {
    if ('ask' in change) this.#open.set(nameOf(change.ask), change.ask);
    else this.#open.delete(nameOf(change.close));
  }

  override *rebuild(): Iterable<RequestChange> {
    for (const ask of this.#open.values()) yield { ask };
  }

  override clear(): void {
    this.#open.clear();
    this.#halves.clear();
  }
}

function nameOf({ from, to }: Pair): string {
  return `${from} ${to}`;
}
