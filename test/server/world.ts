import { DurablePart, type Journal } from './journal';

/** A QQ number. Always text: numbers of people are names, not quantities. */
export type Uin = string;

/** The protocols a person's own client may speak; those of later parts of the server join here. */
export const PROTOCOLS = ['http-qq', 'onebot', 'webqq'] as const;
export type ProtocolName = (typeof PROTOCOLS)[number];

export const PRESENCES = ['online', 'away', 'busy', 'invisible', 'offline'] as const;
export type Presence = (typeof PRESENCES)[number];

/** Which bytes of a password its MD5 is taken over: clients on Chinese Windows used the code page. */
export type PasswordEncoding = 'utf-8' | 'gbk';

/** Who may have a person as a friend: anybody, whoever they say yes to, nobody. */
export const ADDINGS = ['open', 'verify', 'closed'] as const;
export type Adding = (typeof ADDINGS)[number];

/** What a person is, apart from what happens to them. */
export interface Profile {
  uin: Uin;
  /** Absent for a person nobody can sign in as. */
  password?: string;
  passwordEncoding: PasswordEncoding;
  nick: string;
  /** The face number of HTTP QQ's FC; the picture is FC/3+1. */
  face: number;
  protocol: ProtocolName;
  friends: Uin[];
  /** Came by a link on a page: anybody they wrote to may answer. */
  guest?: true;
  /** `verify` if absent. */
  adding?: Adding;
  /** What they tell of themselves, by the two letters that HTTP QQ's GetInfo has for it. */
  details?: Readonly<Record<string, string>>;
}

/** What one person wrote to another. */
export interface Message {
  id: string;
  from: Uin;
  to: Uin;
  text: string;
}

/** What waits for a person's client to fetch it. */
export type Waiting =
  | { kind: 'message'; message: Message }
  | { kind: 'status'; from: Uin; presence: Presence }
  /** Somebody asks to be added, or has answered this person's own request. */
  | { kind: 'request' | 'accepted' | 'rejected'; from: Uin; text: string };

interface Person {
  profile: Profile;
  presence: Presence;
  queue: Waiting[];
}

type WorldChange =
  | { do: 'profile'; profile: Profile }
  | { do: 'presence'; uin: Uin; presence: Presence }
  | { do: 'queue'; uin: Uin; waiting: Waiting }
  | { do: 'unqueue'; uin: Uin; index: number; count: number }
  | { do: 'drop-statuses'; uin: Uin };

type PresenceWatcher = (uin: Uin, visible: Presence) => void;

/** What others see of a presence: the invisible look as if they were gone. */
export function visiblePresence(presence: Presence): Presence {
  return presence === 'invisible' ? 'offline' : presence;
}

/** The people: who they are, whom they know, how they show themselves, what waits for them. It knows no protocol. */
export class World extends DurablePart<WorldChange> {
  readonly #people = new Map<Uin, Person>();
  readonly #watchers: PresenceWatcher[] = [];

  constructor(journal: Journal) {
    super('world', journal);
  }

  /** Makes a person or changes one, and whoever they name as a friend and nobody has made yet. */
  put(profile: Profile): void {
    this.record({ do: 'profile', profile });
    for (const friend of profile.friends) {
      if (!this.#people.has(friend)) this.record({ do: 'profile', profile: blankProfile(friend) });
    }
  }

  profile(uin: Uin): Profile | undefined {
    return this.#people.get(uin)?.profile;
  }

  profiles(): Profile[] {
    return [...this.#people.values()].map((person) => person.profile);
  }

  presence(uin: Uin): Presence {
    return this.#people.get(uin)?.presence ?? 'offline';
  }

  /** Changes how a person shows themselves; watchers hear of it only if others can see the difference. */
  setPresence(uin: Uin, presence: Presence): void {
    const before = this.presence(uin);
    if (before === presence) return;
    this.record({ do: 'presence', uin, presence });
    const visible = visiblePresence(presence);
    if (visible === visiblePresence(before)) return;
    for (const watcher of this.#watchers) watcher(uin, visible);
  }

  /** Makes a person look gone without telling anyone: what a server does that has lost its memory. */
  forgetPresence(uin: Uin): void {
    this.record({ do: 'presence', uin, presence: 'offline' });
  }

  onPresence(watcher: PresenceWatcher): void {
    this.#watchers.push(watcher);
  }

  queue(uin: Uin): readonly Waiting[] {
    return this.#people.get(uin)?.queue ?? [];
  }

  enqueue(uin: Uin, waiting: Waiting): void {
    this.record({ do: 'queue', uin, waiting });
  }

  /** Takes `count` things off a person's queue, from `index` on, for good. */
  unqueue(uin: Uin, index: number, count: number): void {
    if (count > 0) this.record({ do: 'unqueue', uin, index, count });
  }

  /** Takes away news of friends' status that nobody fetched: at the next sign-in it would be old. */
  dropStatuses(uin: Uin): void {
    if (this.queue(uin).some((waiting) => waiting.kind === 'status')) this.record({ do: 'drop-statuses', uin });
  }

  override apply(change: WorldChange): void {
    if (change.do === 'profile') {
      const { profile } = change;
      const known = this.#people.get(profile.uin);
      this.#people.set(profile.uin, { presence: 'offline', queue: [], ...known, profile });
      return;
    }
    const person = this.#people.get(change.uin);
    if (person === undefined) return;
    if (change.do === 'presence') person.presence = change.presence;
    else if (change.do === 'queue') person.queue.push(change.waiting);
    else if (change.do === 'unqueue') person.queue.splice(change.index, change.count);
    else person.queue = person.queue.filter((waiting) => waiting.kind !== 'status');
  }

  override *rebuild(): Iterable<WorldChange> {
    for (const { profile, presence, queue } of this.#people.values()) {
      yield { do: 'profile', profile };
      yield { do: 'presence', uin: profile.uin, presence };
      for (const waiting of queue) yield { do: 'queue', uin: profile.uin, waiting };
    }
  }

  override clear(): void {
    this.#people.clear();
  }
}

/** A person known by number only. */
export function blankProfile(uin: Uin): Profile {
  return { uin, passwordEncoding: 'utf-8', nick: uin, face: 0, protocol: 'http-qq', friends: [] };
}
