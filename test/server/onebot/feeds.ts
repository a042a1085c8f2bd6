import type { EpochMs } from '../clock';
import type { Core } from '../core';
import type { Uin } from '../world';
import type { OnebotEvent } from './event';
import type { Kept } from './history';

/** Something that is told to an account's clients; a message goes with what the ledger knows it by. */
export interface News {
  event: OnebotEvent;
  kept?: Kept;
}

/** Takes news; it answers whether they were written. */
export type Listener = (news: News) => boolean;

/** How many events are kept for clients that ask for them (spec/onebot, Long polling). */
const KEPT_EVENTS = 100;
/** A client that has not asked for so long starts anew. */
const FORGET_MS = 5 * 60_000;

interface Poller {
  next: number;
  askedAt: EpochMs;
}

interface Feed {
  listeners: Set<Listener>;
  ring: News[];
  /** The number of the ring's first event. */
  first: number;
  pollers: Map<string, Poller>;
  waiting: Set<() => void>;
}

/** Who is told of an account's events: sockets and streams at once, pollers when they ask. In memory only. */
export class Feeds {
  readonly #feeds = new Map<Uin, Feed>();

  constructor(private readonly core: Core) {}

  /** Tells everybody. Written down before it is told: an id that was told is never given to another message. */
  push(uin: Uin, news: News): void {
    this.core.journal.flush();
    const feed = this.#feed(uin);
    feed.ring.push(news);
    if (feed.ring.length > KEPT_EVENTS) {
      feed.ring.shift();
      feed.first += 1;
    }
    for (const listener of [...feed.listeners]) if (listener(news)) this.note(uin, news);
    for (const wake of [...feed.waiting]) wake();
  }

  /** Takes note in the ledger of a message that was handed over. */
  note(uin: Uin, { kept }: News): void {
    if (kept === undefined || kept.from === uin) return;
    const { id, from, text, group } = kept;
    const where = group === undefined ? {} : { group };
    this.core.ledger.write({
      id,
      at: this.core.clock.now(),
      kind: 'handed',
      protocol: 'onebot',
      from,
      to: uin,
      text,
      ...where,
    });
  }

  /** Listens until the answer is called. */
  listen(uin: Uin, listener: Listener): () => void {
    const { listeners } = this.#feed(uin);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  hasListeners(uin: Uin): boolean {
    return (this.#feeds.get(uin)?.listeners.size ?? 0) > 0;
  }

  /** What this poller has not had yet; waits up to `ms` for something. A new poller starts with what comes from now on. */
  async poll(uin: Uin, key: string, limit: number, ms: number): Promise<News[]> {
    const poller = this.#poller(uin, key);
    if (this.#unseen(uin, poller, limit).length === 0 && ms > 0) await this.#somethingOrTimeout(uin, ms);
    const news = this.#unseen(uin, poller, limit);
    poller.next = Math.max(poller.next, this.#feed(uin).first) + news.length;
    for (const each of news) this.note(uin, each);
    return news;
  }

  /** Forgets pollers and what was kept for them. */
  clear(): void {
    for (const { waiting } of this.#feeds.values()) for (const wake of [...waiting]) wake();
    for (const feed of this.#feeds.values()) {
      feed.ring = [];
      feed.first = 0;
      feed.pollers.clear();
    }
  }

  #unseen(uin: Uin, { next }: Poller, limit: number): News[] {
    const { ring, first } = this.#feed(uin);
    const from = Math.max(next - first, 0);
    return ring.slice(from, from + limit);
  }

  #poller(uin: Uin, key: string): Poller {
    const now = this.core.clock.now();
    const { pollers, first, ring } = this.#feed(uin);
    const known = pollers.get(key);
    const poller =
      known !== undefined && now - known.askedAt < FORGET_MS ? known : { next: first + ring.length, askedAt: now };
    poller.askedAt = now;
    pollers.set(key, poller);
    return poller;
  }

  #somethingOrTimeout(uin: Uin, ms: number): Promise<void> {
    const { waiting } = this.#feed(uin);
    return new Promise((resolve) => {
      const wake = () => {
        cancel();
        waiting.delete(wake);
        resolve();
      };
      const cancel = this.core.clock.after(ms, wake);
      waiting.add(wake);
    });
  }

  #feed(uin: Uin): Feed {
    const feed = this.#feeds.get(uin) ?? newFeed();
    this.#feeds.set(uin, feed);
    return feed;
  }
}

function newFeed(): Feed {
  return { listeners: new Set(), ring: [], first: 0, pollers: new Map(), waiting: new Set() };
}
