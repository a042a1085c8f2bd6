import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';
import type { Segment } from '../postbox';
import type { Uin } from '../world';

/** friend: between friends. temp: through a group. other: a stranger. group: said to all of it. */
export type Scene = 'friend' | 'temp' | 'other' | 'group';

/** A message as one account's program has it. */
export interface Kept {
  /** OneBot's message_id: a number of 32 bits, unique within the account only. */
  messageId: number;
  /** The message's id in the ledger, the same for all who got it. */
  id: string;
  /** Its place in the conversation, from 1. */
  place: number;
  scene: Scene;
  /** The other person, or the group. */
  peer: string;
  /** The group of a group message or a temporary session. */
  group?: string;
  from: Uin;
  text: string;
  segments: readonly Segment[];
  at: EpochMs;
  recalled: boolean;
}

type HistoryChange = { uin: Uin; kept: Kept } | { uin: Uin; recalled: number };

interface Shelf {
  conversations: Map<string, Kept[]>;
  byMessageId: Map<number, Kept>;
  byId: Map<string, Kept>;
}

/** An odd number: multiplying by it names each count once among 31 bits, and the ids look as random as real ones. */
const SCATTER = 0x9e3779b1;

/** The key of a conversation in an account's history. */
export function conversationOf(scene: Scene, peer: string): string {
  return `${scene === 'group' ? 'g' : 'u'}:${peer}`;
}

/** What each account's program remembers, also of what happened while nobody was connected. */
export class History extends DurablePart<HistoryChange> {
  readonly #shelves = new Map<Uin, Shelf>();

  constructor(
    journal: Journal,
    private readonly seed: number,
  ) {
    super('onebot-history', journal);
  }

  /**
   * Keeps a message and gives it its id and place. Two accounts' first messages have the same id on purpose: a client
   * that takes ids for unique across accounts must fail here.
   */
  keep(uin: Uin, draft: Omit<Kept, 'messageId' | 'place' | 'recalled'>, negativeIds: boolean): Kept {
    const shelf = this.#shelf(uin);
    const scattered = Math.imul(shelf.byMessageId.size + 1 + this.seed, SCATTER) & 0x7fffffff;
    const place = (shelf.conversations.get(conversationOf(draft.scene, draft.peer))?.length ?? 0) + 1;
    const messageId = negativeIds ? -scattered : scattered;
    const kept: Kept = { ...draft, messageId, place, recalled: false };
    this.record({ uin, kept });
    return kept;
  }

  recall(uin: Uin, messageId: number): void {
    this.record({ uin, recalled: messageId });
  }

  /** A conversation from old to new, without what was recalled. */
  conversation(uin: Uin, key: string): Kept[] {
    return (this.#shelves.get(uin)?.conversations.get(key) ?? []).filter(({ recalled }) => !recalled);
  }

  /** The last message of each conversation, newest first. */
  latest(uin: Uin): Kept[] {
    const conversations = this.#shelves.get(uin)?.conversations.keys() ?? [];
    return [...conversations].flatMap((key) => this.conversation(uin, key).slice(-1)).sort((a, b) => b.at - a.at);
  }

  byMessageId(uin: Uin, messageId: number): Kept | undefined {
    return this.#shelves.get(uin)?.byMessageId.get(messageId);
  }

  byId(uin: Uin, id: string): Kept | undefined {
    return this.#shelves.get(uin)?.byId.get(id);
  }

  #shelf(uin: Uin): Shelf {
    const shelf = this.#shelves.get(uin) ?? { conversations: new Map(), byMessageId: new Map(), byId: new Map() };
    this.#shelves.set(uin, shelf);
    return shelf;
  }

  override apply(change: HistoryChange): void {
    const { conversations, byMessageId, byId } = this.#shelf(change.uin);
    if ('recalled' in change) {
      const kept = byMessageId.get(change.recalled);
      if (kept !== undefined) kept.recalled = true;
      return;
    }
    const { kept } = change;
    const key = conversationOf(kept.scene, kept.peer);
    const conversation = conversations.get(key);
    if (conversation === undefined) conversations.set(key, [kept]);
    else conversation.push(kept);
    byMessageId.set(kept.messageId, kept);
    byId.set(kept.id, kept);
  }

  override *rebuild(): Iterable<HistoryChange> {
    for (const [uin, { byMessageId }] of this.#shelves) {
      for (const kept of byMessageId.values()) yield { uin, kept };
    }
  }

  override clear(): void {
    this.#shelves.clear();
  }
}
