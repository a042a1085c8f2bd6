import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';
import type { Segment } from '../postbox';
import type { Message, Uin } from '../world';
import type { Status } from './accounts';

/** Where a message was said, as seen by its reader. `peer` is the other person, the group or the discussion. */
export type Scene =
  | { kind: 'person' | 'group' | 'discussion'; peer: string }
  /** A session with somebody who is no friend, by way of a group or discussion. */
  | { kind: 'session'; peer: Uin; through: string; service: 0 | 1 };

/** What waits for a person's polls. */
export type Content =
  | { kind: 'message'; message: Message; segments: readonly Segment[]; scene: Scene; msgId: number }
  | { kind: 'status'; from: Uin; status: Status }
  /** Anything else, with people's and groups' numbers as texts; each sign-in gets its own numbers in their place. */
  | { kind: 'other'; pollType: string; value: Readonly<Record<string, unknown>> };

export interface Item {
  /** Counts a person's things from 1. */
  n: number;
  at: EpochMs;
  /** How often it went into a reply. */
  handed: number;
  content: Content;
}

type InboxChange =
  | { do: 'put'; uin: Uin; item: Item }
  | { do: 'take'; uin: Uin; ns: number[]; keep: boolean }
  | { do: 'return'; uin: Uin; items: Item[] }
  | { do: 'marks'; uin: Uin; last: number; counts: [string, number][] };

interface Box {
  items: Item[];
  last: number;
  /** How many messages each conversation has had: two conversations have messages of the same id, on purpose. */
  counts: Map<string, number>;
}

/** Ids start where recorded ones do. */
const FIRST_MSG_ID = 1001;

/** What waits for each person, oldest first, for as long as it takes. */
export class Inbox extends DurablePart<InboxChange> {
  readonly #boxes = new Map<Uin, Box>();

  constructor(journal: Journal) {
    super('webqq-inbox', journal);
  }

  put(uin: Uin, at: EpochMs, content: Content): void {
    this.record({ do: 'put', uin, item: { n: this.#box(uin).last + 1, at, handed: 0, content } });
  }

  /** The id that the next message of a conversation gets: unique within it, and only there. */
  nextMsgId(uin: Uin, scene: Scene): number {
    return FIRST_MSG_ID + (this.#box(uin).counts.get(conversationOf(scene)) ?? 0);
  }

  waiting(uin: Uin): readonly Item[] {
    return this.#boxes.get(uin)?.items ?? [];
  }

  /** Takes these things out for a reply; with `keep` they stay and are handed over once more. */
  take(uin: Uin, items: readonly Item[], keep: boolean): void {
    if (items.length > 0) this.record({ do: 'take', uin, ns: items.map(({ n }) => n), keep });
  }

  /** Puts back what a reply held that never arrived. */
  giveBack(uin: Uin, items: readonly Item[]): void {
    const missing = items.filter(({ n }) => !this.waiting(uin).some((other) => other.n === n));
    if (missing.length > 0) this.record({ do: 'return', uin, items: missing.map((item) => ({ ...item })) });
  }

  override apply(change: InboxChange): void {
    const box = this.#box(change.uin);
    if (change.do === 'put') {
      box.items.push({ ...change.item });
      box.last = Math.max(box.last, change.item.n);
      const { content } = change.item;
      if (content.kind === 'message') {
        const name = conversationOf(content.scene);
        box.counts.set(name, Math.max(box.counts.get(name) ?? 0, content.msgId - FIRST_MSG_ID + 1));
      }
    } else if (change.do === 'marks') {
      box.last = change.last;
      box.counts = new Map(change.counts);
    } else if (change.do === 'return') {
      box.items = [...box.items, ...change.items].sort((a, b) => a.n - b.n);
    } else if (change.keep) {
      box.items = box.items.map((item) => (change.ns.includes(item.n) ? { ...item, handed: item.handed + 1 } : item));
    } else {
      box.items = box.items.filter(({ n }) => !change.ns.includes(n));
    }
  }

  /** Ids go on where they were: the last thing a person had in each conversation is not known by what waits. */
  override *rebuild(): Iterable<InboxChange> {
    for (const [uin, box] of this.#boxes) {
      for (const item of box.items) yield { do: 'put', uin, item };
      yield { do: 'marks', uin, last: box.last, counts: [...box.counts] };
    }
  }

  override clear(): void {
    this.#boxes.clear();
  }

  #box(uin: Uin): Box {
    const box = this.#boxes.get(uin) ?? { items: [], last: 0, counts: new Map() };
    this.#boxes.set(uin, box);
    return box;
  }
}

function conversationOf(scene: Scene): string {
  return `${scene.kind} ${scene.peer}`;
}
