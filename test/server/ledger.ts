import type { EpochMs } from './clock';
import { DurablePart, type Journal } from './journal';
import type { ProtocolName, Uin } from './world';

/**
 * accepted: a message was taken for delivery. handed: it went into a reply. replayed: the same reply was given again.
 * command: a request was carried out or refused, once per request.
 */
export type LedgerKind = 'accepted' | 'handed' | 'replayed' | 'command';

/** What happened, as a witness that shares nothing with the client. Texts are empty where they do not apply. */
export interface LedgerEntry {
  n: number;
  id: string;
  at: EpochMs;
  kind: LedgerKind;
  protocol: ProtocolName;
  from: Uin;
  to: Uin;
  text: string;
  /** The group it was said in, or through which a temporary session goes. */
  group?: string;
  seq?: string;
  cmd?: string;
  res?: number;
}

/** Everything that happened, numbered from 1. */
export class Ledger extends DurablePart<LedgerEntry> {
  readonly #entries: LedgerEntry[] = [];
  readonly #acceptedIds = new Set<string>();

  constructor(journal: Journal) {
    super('ledger', journal);
  }

  write(entry: Omit<LedgerEntry, 'n'>): void {
    this.record({ n: this.#entries.length + 1, ...entry });
  }

  /** The entries after number `n`, and the number to ask with next time. */
  since(n: number): { next: number; entries: LedgerEntry[] } {
    return { next: this.#entries.length, entries: this.#entries.slice(n) };
  }

  /** Whether a message of this id was taken already. */
  knows(id: string): boolean {
    return this.#acceptedIds.has(id);
  }

  /** How many messages were taken so far. */
  get acceptedCount(): number {
    return this.#acceptedIds.size;
  }

  override apply(entry: LedgerEntry): void {
    this.#entries.push(entry);
    if (entry.kind === 'accepted') this.#acceptedIds.add(entry.id);
  }

  override rebuild(): Iterable<LedgerEntry> {
    return this.#entries;
  }

  override clear(): void {
    this.#entries.length = 0;
    this.#acceptedIds.clear();
  }
}
