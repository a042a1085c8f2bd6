import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';

/** How long the same message is known again, and how many are. */
const KEPT_MS = 600_000;
const KEPT = 64;

interface Sent {
  uin: string;
  /** The call, the receiver, msg_id and content: another text under the same msg_id is another message. */
  key: string;
  at: EpochMs;
}

/** The messages that clients sent of late, so that one that is sent again is not delivered again (design 4). */
export class SentMessages extends DurablePart<Sent> {
  #sent: Sent[] = [];

  constructor(journal: Journal) {
    super('webqq-sent', journal);
  }

  knows({ uin, key, at }: Sent): boolean {
    return this.#sent.some((sent) => sent.uin === uin && sent.key === key && at - sent.at < KEPT_MS);
  }

  keep(sent: Sent): void {
    this.record(sent);
  }

  override apply(sent: Sent): void {
    const others = this.#sent.filter(({ uin }) => uin !== sent.uin);
    this.#sent = [...others, ...this.#sent.filter(({ uin }) => uin === sent.uin).slice(1 - KEPT), sent];
  }

  override rebuild(): Iterable<Sent> {
    return this.#sent;
  }

  override clear(): void {
    this.#sent = [];
  }
}
