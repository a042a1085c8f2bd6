import { createHash } from 'node:crypto';
import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';
import type { Message } from '../world';

/** An answer as it was given: its bodies (Query_Stat may have two), and the messages it carried or took. */
export interface KeptAnswer {
  bodies: string[];
  messages: Message[];
}

/** What makes two requests the same one (design 4, SEQ). */
export interface RequestIdentity {
  address: string;
  uin: string;
  cmd: string;
  seq: string;
  body: Buffer;
}

interface Kept {
  /** Whose answers are counted together: one number at one address. */
  owner: string;
  key: string;
  at: EpochMs;
  answer: KeptAnswer;
}

type ReplayChange = Kept | 'forget';

/** Both limits hold: an answer is kept for the last 64 requests, and for ten minutes (spec/http-qq, Settled readings). */
const KEPT_REQUESTS = 64;
const KEPT_MS = 10 * 60 * 1000;

/** The answers given, so that a request that comes again is answered again and not carried out again. */
export class Replay extends DurablePart<ReplayChange> {
  readonly #owners = new Map<string, Map<string, Kept>>();

  constructor(journal: Journal) {
    super('http-qq-replay', journal);
  }

  find(identity: RequestIdentity, now: EpochMs): KeptAnswer | undefined {
    const kept = this.#owners.get(ownerOf(identity))?.get(requestKey(identity));
    return kept !== undefined && now - kept.at < KEPT_MS ? kept.answer : undefined;
  }

  keep(identity: RequestIdentity, answer: KeptAnswer, at: EpochMs): void {
    this.record({ owner: ownerOf(identity), key: requestKey(identity), at, answer });
  }

  /** Forgets every answer, as a server without memory does. */
  forget(): void {
    this.record('forget');
  }

  override apply(change: ReplayChange): void {
    if (change === 'forget') {
      this.clear();
      return;
    }
    const answers = this.#owners.get(change.owner) ?? new Map<string, Kept>();
    this.#owners.set(change.owner, answers);
    answers.delete(change.key);
    answers.set(change.key, change);
    for (const key of answers.keys()) {
      if (answers.size <= KEPT_REQUESTS) break;
      answers.delete(key);
    }
  }

  override *rebuild(): Iterable<ReplayChange> {
    for (const answers of this.#owners.values()) yield* answers.values();
  }

  override clear(): void {
    this.#owners.clear();
  }
}

/** One text for one request; the body, which may be long, goes in as its hash. */
export function requestKey(identity: RequestIdentity): string {
  const body = createHash('sha256').update(identity.body).digest('base64');
  return [ownerOf(identity), identity.cmd.toUpperCase(), identity.seq, body].join(' ');
}

function ownerOf({ address, uin }: RequestIdentity): string {
  return `${address} ${uin}`;
}
