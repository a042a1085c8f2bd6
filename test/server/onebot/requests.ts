import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';
import type { Uin } from '../world';

/**
 * friend: to be added. doubt: the same, kept back by QQ as suspicious and told to nobody. add: to join a group of the
 * account's. invite: of the account, into a group.
 */
export type RequestKind = 'friend' | 'doubt' | 'add' | 'invite';

/** Somebody waits for an answer. */
export interface PendingRequest {
  /** What the answer names it by, unique for ever within the account; of `doubt` it is who asks. */
  flag: string;
  kind: RequestKind;
  from: Uin;
  group?: string;
  text: string;
  at: EpochMs;
  /** It was answered; the lists about groups go on to tell of it. */
  checked?: true;
}

/** So many that were answered are still listed, for each account. */
const MOST_CHECKED = 20;

type RequestChange = { uin: Uin; request: PendingRequest } | { uin: Uin; answered: string };

/** The requests of each account; one that was answered is not found again (spec/onebot), and listed as such. */
export class Requests extends DurablePart<RequestChange> {
  readonly #all = new Map<Uin, Map<string, PendingRequest>>();
  #lastFlag = 0;

  constructor(journal: Journal) {
    super('onebot-requests', journal);
  }

  add(uin: Uin, draft: Omit<PendingRequest, 'flag'>): PendingRequest {
    // NapCat's flag is the request's time, and whoever QQ keeps back is named by a name of QQ's own: `uid`.
    const flag = draft.kind === 'doubt' ? `u_${draft.from}` : String(Math.max(draft.at, this.#lastFlag + 1));
    const request = { ...draft, flag };
    this.record({ uin, request });
    return request;
  }

  find(uin: Uin, flag: string): PendingRequest | undefined {
    const request = this.#all.get(uin)?.get(flag);
    return request?.checked ? undefined : request;
  }

  /** Those that wait. */
  of(uin: Uin): PendingRequest[] {
    return this.listed(uin).filter(({ checked }) => !checked);
  }

  /** Those that wait, and the latest that were answered. */
  listed(uin: Uin): PendingRequest[] {
    return [...(this.#all.get(uin)?.values() ?? [])];
  }

  close(uin: Uin, flag: string): void {
    this.record({ uin, answered: flag });
  }

  override apply(change: RequestChange): void {
    if ('answered' in change) {
      this.#check(change.uin, change.answered);
      return;
    }
    const { uin, request } = change;
    const requests = this.#all.get(uin) ?? new Map<string, PendingRequest>();
    this.#all.set(uin, requests.set(request.flag, request));
    this.#lastFlag = Math.max(this.#lastFlag, Number(request.flag) || 0);
  }

  override *rebuild(): Iterable<RequestChange> {
    for (const [uin, requests] of this.#all) {
      for (const request of requests.values()) yield { uin, request };
    }
  }

  override clear(): void {
    this.#all.clear();
  }

  #check(uin: Uin, flag: string): void {
    const requests = this.#all.get(uin);
    const request = requests?.get(flag);
    if (requests === undefined || request === undefined) return;
    requests.set(flag, { ...request, checked: true });
    const checked = this.listed(uin).filter((each) => each.checked);
    for (const { flag: old } of checked.slice(0, -MOST_CHECKED)) requests.delete(old);
  }
}
