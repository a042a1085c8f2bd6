import { DurablePart, type Journal } from '../journal';
import { type Presence, type Uin, visiblePresence, type World } from '../world';

/** The seven states of spec/webqq B6 and their numbers. */
export const STAT_CODES = { online: 10, offline: 20, away: 30, hidden: 40, busy: 50, callme: 60, silent: 70 } as const;
export type Status = keyof typeof STAT_CODES;

/** What WebQQ knows of a person beside what everybody knows. */
export interface Account {
  uin: Uin;
  /** Friends' categories beside the one that everybody has. */
  categories: { name: string; members: Uin[] }[];
  /** How the person calls their friends. */
  remarks: Record<Uin, string>;
  /** A status that only some protocols have; the presence stands for it elsewhere. */
  finer: 'callme' | 'silent' | null;
  /** The person's line about themselves. */
  signature: string;
}

/** How other protocols show the two finer states. */
const COARSER: Record<'callme' | 'silent', Presence> = { callme: 'online', silent: 'busy' };

export class Accounts extends DurablePart<Account> {
  readonly #accounts = new Map<Uin, Account>();

  constructor(
    journal: Journal,
    private readonly world: World,
  ) {
    super('webqq-accounts', journal);
  }

  /** Anybody has one, blank at first. */
  get(uin: Uin): Account {
    return this.#accounts.get(uin) ?? { uin, categories: [], remarks: {}, finer: null, signature: '' };
  }

  change(uin: Uin, change: Partial<Account>): void {
    this.record({ ...this.get(uin), ...change });
  }

  /** How a person shows themselves; the invisible look as if they were gone. */
  statusSeen(uin: Uin): Status {
    return this.#named(uin, visiblePresence(this.world.presence(uin)));
  }

  statusOwn(uin: Uin): Status {
    return this.#named(uin, this.world.presence(uin));
  }

  /** Changes how a person shows themselves, for all protocols. */
  setStatus(uin: Uin, status: Status): void {
    const finer = status === 'callme' || status === 'silent' ? status : null;
    if (this.get(uin).finer !== finer) this.change(uin, { finer });
    this.world.setPresence(uin, presenceOf(status));
  }

  #named(uin: Uin, presence: Presence): Status {
    const { finer } = this.get(uin);
    if (finer !== null && COARSER[finer] === presence) return finer;
    return presence === 'invisible' ? 'hidden' : presence;
  }

  override apply(account: Account): void {
    this.#accounts.set(account.uin, account);
  }

  override rebuild(): Iterable<Account> {
    return this.#accounts.values();
  }

  override clear(): void {
    this.#accounts.clear();
  }
}

export function isStatus(word: string): word is Status {
  return Object.hasOwn(STAT_CODES, word);
}

function presenceOf(status: Status): Presence {
  if (status === 'callme' || status === 'silent') return COARSER[status];
  return status === 'hidden' ? 'invisible' : status;
}
