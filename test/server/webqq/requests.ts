import { DurablePart, type Journal } from '../journal';
import type { Uin } from '../world';

/** Somebody waits for this person's answer: to be a friend, or with `group` to be let into it. */
export interface PendingRequest {
  to: Uin;
  from: Uin;
  group?: string;
  text: string;
}

type RequestChange = { add: PendingRequest } | { close: Pick<PendingRequest, 'to' | 'from' | 'group'> };

/** The requests that wait for an answer; each is answered once. */
export class Requests extends DurablePart<RequestChange> {
  #pending: PendingRequest[] = [];

  constructor(journal: Journal) {
    super('webqq-requests', journal);
  }

  add(request: PendingRequest): void {
    this.record({ add: request });
  }

  of(to: Uin): PendingRequest[] {
    return this.#pending.filter((request) => request.to === to);
  }

  /** Takes a request off the list; false if there is none. */
  close(to: Uin, from: Uin, group?: string): boolean {
    const known = this.of(to).some((request) => request.from === from && request.group === group);
    if (known) this.record({ close: { to, from, ...(group === undefined ? {} : { group }) } });
    return known;
  }

  override apply(change: RequestChange): void {
    const gone = 'add' in change ? change.add : change.close;
    this.#pending = this.#pending.filter(
      ({ to, from, group }) => to !== gone.to || from !== gone.from || group !== gone.group,
    );
    if ('add' in change) this.#pending.push(change.add);
  }

  override *rebuild(): Iterable<RequestChange> {
    for (const add of this.#pending) yield { add };
  }

  override clear(): void {
    this.#pending = [];
  }
}
