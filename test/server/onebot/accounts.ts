import { DurablePart, type Journal } from '../journal';
import type { Uin } from '../world';
import type { Flavour } from './flavours';

/**
 * What stands at an account's port. `http`: calls over HTTP and no
 * sockets. `webui`: a page, as at the port people take by mistake. `nothing`: reverse only.
 */
export const SERVINGS = ['onebot', 'http', 'webui', 'nothing'] as const;
export type Serving = (typeof SERVINGS)[number];

/** How one QQ number is served by a program of its own. */
export interface Account {
  uin: Uin;
  port: number;
  flavour: Flavour;
  /** Empty: anybody may call. */
  token: string;
  serves: Serving;
  /** Friends' categories beside the one that everybody has. */
  categories: { name: string; members: Uin[] }[];
  /** How the person calls their friends. */
  remarks: Record<Uin, string>;
}

type AccountChange = { account: Account } | { opened: number };

/** The numbers served over OneBot, and the ports that are theirs or are kept for them. */
export class Accounts extends DurablePart<AccountChange> {
  readonly #accounts = new Map<Uin, Account>();
  readonly #ports = new Set<number>();

  constructor(journal: Journal) {
    super('onebot-accounts', journal);
  }

  get(uin: Uin): Account | undefined {
    return this.#accounts.get(uin);
  }

  at(port: number): Account | undefined {
    return this.all().find((account) => account.port === port);
  }

  all(): Account[] {
    return [...this.#accounts.values()];
  }

  put(account: Account): void {
    this.record({ account });
  }

  /** Every port this state was ever served on, in the order they were opened. */
  get ports(): number[] {
    return [...this.#ports];
  }

  keepPort(port: number): void {
    if (!this.#ports.has(port)) this.record({ opened: port });
  }

  override apply(change: AccountChange): void {
    if ('opened' in change) this.#ports.add(change.opened);
    else this.#accounts.set(change.account.uin, change.account);
  }

  override *rebuild(): Iterable<AccountChange> {
    for (const port of this.#ports) yield { opened: port };
    for (const account of this.#accounts.values()) yield { account };
  }

  /** The ports stay, since the listeners do. */
  override clear(): void {
    this.#accounts.clear();
  }
}
