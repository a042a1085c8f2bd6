import fc from 'fast-check';
import type { AccountId, Peer } from '../../../lib/model/ids';

/** A model that counts from scratch, against counters that the store keeps step by step. */
interface ModelMessage {
  readonly key: string;
  readonly direction: 'in' | 'out';
  readonly mention: boolean;
  readonly ordinal: number;
  readonly at: number;
}
interface ModelConversation {
  messages: ModelMessage[];
  last: number;
  readThrough: number;
  mutedUntil: number | undefined;
  loud: boolean;
  always: boolean;
}
interface ModelAccount {
  mutedUntil: number | undefined;
  /** Removed, but not deleted yet: it can be restored. */
  removing: boolean;
  gone: boolean;
  seen: Set<string>;
  conversations: Map<Peer, ModelConversation>;
}

const peers: Peer[] = ['u:1', 'u:2', 'g:3', 'd:4'];
const peer = fc.constantFrom(...peers);
const who = fc.constantFrom(0, 1);
const message = fc.record({
  peer,
  key: fc.integer({ min: 0, max: 11 }).map((n) => `q${n}`),
  direction: fc.constantFrom<'in' | 'out'>('in', 'in', 'in', 'out'),
  mention: fc.boolean(),
});
const until = fc.constantFrom(undefined, 5, 15, Number.POSITIVE_INFINITY);
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('take' as const), who, events: fc.array(message, { maxLength: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('read' as const), who, peer, through: fc.integer({ min: 0, max: 9 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('delete' as const), who, peer, ordinal: fc.integer({ min: 1, max: 6 }) }),
  },
  fc.record({ do: fc.constant('read-all' as const), who: fc.option(who, { nil: undefined }) }),
  fc.record({ do: fc.constant('mute' as const), who, peer, until }),
  fc.record({ do: fc.constant('loud' as const), who, peer, loud: fc.boolean() }),
  fc.record({ do: fc.constant('always' as const), who, peer, always: fc.boolean() }),
  fc.record({ do: fc.constant('mute-account' as const), who, until }),
  fc.record({ do: fc.constant('expire' as const) }),
  fc.record({ do: fc.constant('prune' as const), age: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ do: fc.constant('remove-account' as const), who }),
  fc.record({ do: fc.constant('restore-account' as const), who }),
  fc.record({ do: fc.constant('delete-account' as const), who }),
  fc.record({ do: fc.constant('reply' as const), who, peer, id: fc.integer({ min: 0, max: 4 }).map(String) }),
  fc.record({ do: fc.constant('cancel' as const), id: fc.integer({ min: 0, max: 4 }).map(String) }),
);
export type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** `dies`: the worker dies under the so-many-th row that this act writes, if it writes that many, and a new one repeats it. */
export const step = fc.record({ act, dies: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 2 }) });
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export class CounterModel {
  private readonly accounts = [0, 1].map(
    (): ModelAccount => ({
      mutedUntil: undefined,
      removing: false,
      gone: false,
      seen: new Set(),
      conversations: new Map(),
    }),
  );
  /** Replies that wait, by id: whose, where and at which ordinal. */
  private readonly waiting = new Map<string, { who: number; peer: Peer; ordinal: number }>();
  private readonly usedIds = new Set<string>();

  apply(s: Act, now: number): void {
    if ('who' in s && s.who !== undefined && this.at(s.who).gone) return;
    switch (s.do) {
      case 'take':
        this.endMutes(now, s.who);
        for (const event of s.events) this.receive(s.who, event, now);
        break;
      case 'read': {
        const c = this.at(s.who).conversations.get(s.peer);
        if (c) c.readThrough = Math.max(c.readThrough, Math.min(s.through, c.last));
        break;
      }
      case 'read-all':
        for (const [i, account] of this.accounts.entries()) {
          if (s.who !== undefined && s.who !== i) continue;
          for (const [name, c] of account.conversations) if (this.counted(account, name, c) > 0) c.readThrough = c.last;
        }
        break;
      case 'mute': {
        const c = this.at(s.who).conversations.get(s.peer);
        if (c) c.mutedUntil = s.until === undefined ? undefined : s.until + now;
        break;
      }
      case 'loud': {
        const c = this.at(s.who).conversations.get(s.peer);
        if (c) c.loud = s.loud;
        break;
      }
      case 'always': {
        const c = this.at(s.who).conversations.get(s.peer);
        if (c) c.always = s.always;
        break;
      }
      case 'mute-account':
        this.at(s.who).mutedUntil = s.until === undefined ? undefined : s.until + now;
        break;
      case 'expire':
        this.endMutes(now, 0, 1);
        break;
      case 'prune':
        this.prune(now - s.age);
        break;
      case 'remove-account':
        this.at(s.who).removing = true;
        break;
      case 'restore-account':
        this.at(s.who).removing = false;
        break;
      case 'delete-account':
        Object.assign(this.at(s.who), { gone: true, conversations: new Map() });
        for (const [id, reply] of this.waiting) if (reply.who === s.who) this.waiting.delete(id);
        break;
      case 'delete':
        this.remove(s.who, s.peer, s.ordinal);
        break;
      case 'reply': {
        if (this.waiting.has(s.id) || this.usedIds.has(`${s.who} ${s.id}`)) break;
        this.usedIds.add(`${s.who} ${s.id}`);
        const c = this.conversation(s.who, s.peer);
        c.messages.push({ key: `o${s.id}`, direction: 'out', mention: false, ordinal: ++c.last, at: now });
        this.waiting.set(s.id, { who: s.who, peer: s.peer, ordinal: c.last });
        break;
      }
      case 'cancel': {
        const reply = this.waiting.get(s.id);
        this.waiting.delete(s.id);
        if (reply) this.remove(reply.who, reply.peer, reply.ordinal);
        break;
      }
    }
  }

  /** Every conversation that is shown, with its counters, in a form that the store's rows can be brought into too. */
  rows(ids: readonly AccountId[]) {
    return this.accounts.flatMap((account, i) =>
      [...(account.removing ? [] : account.conversations)].map(([name, c]) => {
        const unread = unreadOf(c);
        return {
          key: `${ids[i]} ${name}`,
          accountId: ids[i] ?? 0,
          last: c.last,
          unread: unread.length,
          mentions: unread.filter((m) => m.mention).length,
          counted: this.counted(account, name, c),
        };
      }),
    );
  }

  /** Whether a mute alone keeps something out of the badge. */
  hasMuted(): boolean {
    return this.accounts.some(
      (account) =>
        !account.removing &&
        [...account.conversations].some(
          ([name, c]) =>
            (account.mutedUntil !== undefined || c.mutedUntil !== undefined) &&
            !c.always &&
            unreadOf(c).some((m) => !m.mention && !isQuiet(name, c)),
        ),
    );
  }

  private at(i: number): ModelAccount {
    const account = this.accounts[i];
    if (!account) throw new Error(`no account ${i}`);
    return account;
  }

  private conversation(i: number, name: Peer): ModelConversation {
    const { conversations } = this.at(i);
    const there = conversations.get(name) ?? {
      messages: [],
      last: 0,
      readThrough: 0,
      mutedUntil: undefined,
      loud: false,
      always: false,
    };
    conversations.set(name, there);
    return there;
  }

  private receive(i: number, event: Omit<ModelMessage, 'ordinal' | 'at'> & { peer: Peer }, at: number): void {
    const { seen } = this.at(i);
    if (seen.has(event.key)) return;
    seen.add(event.key);
    const c = this.conversation(i, event.peer);
    c.messages.push({ ...event, ordinal: ++c.last, at });
    if (event.direction === 'out') c.readThrough = c.last;
  }

  private remove(i: number, name: Peer, ordinal: number): void {
    const c = this.at(i).conversations.get(name);
    const waits = [...this.waiting.values()].some((r) => r.who === i && r.peer === name && r.ordinal === ordinal);
    if (!c?.messages.some((m) => m.ordinal === ordinal) || waits) return;
    c.messages = c.messages.filter((m) => m.ordinal !== ordinal);
    if (c.messages.length === 0 && c.mutedUntil === undefined && !c.loud && !c.always)
      this.at(i).conversations.delete(name);
  }

  /** What came before goes, but not what could count, nor a reply that waits. */
  private prune(before: number): void {
    for (const [i, { conversations }] of this.accounts.entries()) {
      for (const [name, c] of conversations) {
        const quiet = isQuiet(name, c) && !c.always;
        const stays = unreadOf(c).filter((m) => m.mention || !quiet);
        for (const m of c.messages) if (m.at < before && !stays.includes(m)) this.remove(i, name, m.ordinal);
      }
    }
  }

  private endMutes(now: number, ...whose: number[]): void {
    const over = (moment: number | undefined) => moment !== undefined && moment <= now;
    for (const i of whose) if (over(this.at(i).mutedUntil)) this.at(i).mutedUntil = undefined;
    for (const account of this.accounts) {
      for (const c of account.conversations.values()) if (over(c.mutedUntil)) c.mutedUntil = undefined;
    }
  }

  /** What of it is in the badge: of a group that is not loud, and of what is muted, only what breaks through. */
  private counted(account: ModelAccount, name: Peer, c: ModelConversation): number {
    if (account.removing) return 0;
    const quiet = isQuiet(name, c) || account.mutedUntil !== undefined || c.mutedUntil !== undefined;
    return unreadOf(c).filter((m) => m.mention || c.always || !quiet).length;
  }
}

function isQuiet(name: Peer, { loud }: ModelConversation): boolean {
  return /^[gd]:/.test(name) && !loud;
}

function unreadOf(c: ModelConversation): ModelMessage[] {
  return c.messages.filter((m) => m.direction === 'in' && m.ordinal > c.readThrough);
}
