import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';
import type { Uin } from '../world';

/** friend: to be added. add: to join a group of the account's. invite: of the account, into a group. */
export type RequestKind = 'friend' | 'add' | 'invite';

/** Somebody waits for an answer. */
export interface PendingRequest {
  /** What the answer names it by, unique for ever within the account. */
  flag: string;
  kind: RequestKind;
  from: Uin;
  group?: string;
  text: string;
  at: EpochMs;
}

type RequestChange = { uin: Uin; request: PendingRequest } | { uin: Uin; answered: string };

/** The requests that each account has still to answer; one that was answered is not found again (spec/onebot). */
export class Requests extends DurablePart<RequestChange> {
  readonly #pending = new Map<Uin, Map<string, PendingRequest>>();
  #lastFlag = 0;

  constructor(journal: Journal) {
    super('onebot-requests', journal);
  }

  add(uin: Uin, draft: Omit<PendingRequest, 'flag'>): PendingRequest {
    // NapCat's flag is the request's time.
    const request = { ...draft, flag: String(Math.max(draft.at, this.#lastFlag + 1)) };
    this.record({ uin, request });
    return request;
  }

  find(uin: Uin, flag: string): PendingRequest | undefined {
    return this.#pending.get(uin)?.get(flag);
  }

  of(uin: Uin): PendingRequest[] {
    return [...(this.#pending.get(uin)?.values() ?? [])];
  }

  close(uin: Uin, flag: string): void {
    this.record({ uin, answered: flag });
  }

  override apply(change: RequestChange): void {
    if ('answered' in change) {
      this.#pending.get(change.uin)?.delete(change.answered);
      return;
    }
    const { uin, request } = change;
    const requests = this.#pending.get(uin) ?? new Map<string, PendingRequest>();
    this.#pending.set(uin, requests.set(request.flag, request));
    this.#lastFlag = Math.max(this.#lastFlag, Number(request.flag));
  }

  override *rebuild(): Iterable<RequestChange> {
    for (const [uin, requests] of this.#pending) {
      for (const request of requests.values()) yield { uin, request };
    }
  }

  override clear(): void {
    this.#pending.clear();
  }
}
