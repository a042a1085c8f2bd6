import type { Core } from '../core';
import type { Service } from '../service';
import type { Uin } from '../world';
import { type Account, Accounts } from './accounts';
import { Door } from './door';
import { encodeEvent } from './events';
import { Feeds } from './feeds';
import { FLAVOURS } from './flavours';
import { History } from './history';
import { isOnlineInQq, type Office } from './office';
import { Post } from './post';
import { askAccount, befriend, notify, recall } from './relations';
import { encodeFlag } from './request-flag';
import { type PendingRequest, Requests } from './requests';

/** What a caller says of an account; the rest stays as it was. */
export type AccountChange = Partial<Omit<Account, 'uin' | 'port'>>;

/** OneBot 11: a program for each number, each with a port of its own. */
export class OnebotService implements Service {
  readonly name = 'onebot';
  readonly #office: Office;
  readonly #doors = new Map<number, Door>();

  constructor(core: Core) {
    const accounts = new Accounts(core.journal);
    const history = new History(core.journal, core.seed);
    this.#office = { core, accounts, history, requests: new Requests(core.journal), feeds: new Feeds(core) };
    core.postboxes.set('onebot', new Post(this.#office));
  }

  /** Opens these ports and those of earlier lives, or as many free ones; answers with all. */
  async start(wanted: readonly number[], atLeast: number): Promise<number[]> {
    const { accounts } = this.#office;
    for (const port of new Set([...accounts.ports, ...wanted])) await this.#openDoor(port);
    while (this.#doors.size < atLeast) await this.#openDoor(0);
    return [...this.#doors.keys()];
  }

  async restart(_keep: boolean): Promise<void> {
    await this.stop();
    this.#office.feeds.clear();
    await Promise.all([...this.#doors].map(([port, door]) => this.#serves(port) && door.open(port)));
  }

  reset(): void {
    this.#office.feeds.clear();
    for (const door of this.#doors.values()) door.reset();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#doors.values()].map((door) => door.close()));
  }

  isSignedIn(uin: Uin): boolean {
    return this.#office.feeds.hasListeners(uin);
  }

  /** QQ signs the number out; the program lives on. NapCat tells it at once, others with the next heartbeat. */
  kick(uin: Uin): boolean {
    const account = this.#office.accounts.get(uin);
    if (account === undefined || !isOnlineInQq(this.#office, account)) return false;
    this.#office.core.world.setPresence(uin, 'offline');
    const fields = {
      notice_type: 'bot_offline',
      user_id: Number(uin),
      tag: 'BotOfflineEvent',
      message: '账号被踢下线',
    };
    if (account.flavour === 'napcat') notify(this.#office, uin, fields);
    return true;
  }

  expire(): void {}

  /** Makes an account or changes one, and answers with its port. It is signed in at QQ from the start. */
  async admit(uin: Uin, change: AccountChange): Promise<number> {
    const { core, accounts } = this.#office;
    const known = accounts.get(uin);
    if (known === undefined) core.world.setPresence(uin, 'online');
    const port = known?.port ?? (await this.#freePort());
    const account: Account = { ...blankAccount(uin, port), ...known, ...change };
    accounts.put(account);
    const door = this.#doors.get(port);
    if (account.serves === 'nothing') await door?.close();
    else if (door?.isOpen === false) await door.open(port);
    return port;
  }

  account(uin: Uin): Account | undefined {
    return this.#office.accounts.get(uin);
  }

  /** Where an account is served and who waits for its answer, for whoever looks on. */
  describe(uin: Uin): object {
    const account = this.account(uin);
    if (account === undefined) return {};
    const waiting = this.#office.requests.of(uin);
    const requests = waiting.map((each) => ({ flag: encodeFlag(account, each), kind: each.kind, from: each.from }));
    return { port: account.port, flavour: account.flavour, serves: account.serves, requests };
  }

  /** Two numbers change places: at each other's port another QQ answers from now on. */
  exchange(one: Account, other: Account): void {
    const { accounts } = this.#office;
    for (const { port } of [one, other]) this.#doors.get(port)?.disconnect();
    accounts.put({ ...one, port: other.port });
    accounts.put({ ...other, port: one.port });
  }

  /** Somebody asks to be added, or about a group. */
  ask(uin: Uin, draft: Omit<PendingRequest, 'flag' | 'at'>): string {
    return askAccount(this.#office, uin, draft);
  }

  /** Somebody takes an account's request; they are friends now. */
  befriend(one: Uin, other: Uin): void {
    befriend(this.#office, one, other);
  }

  /** A message is taken back; false if nobody has it. */
  recall(id: string, by: Uin): boolean {
    return recall(this.#office, id, by);
  }

  /** Tells any event; `time` and `self_id` are filled in. */
  push(account: Account, type: string, fields: object): void {
    this.#office.feeds.push(account.uin, { event: encodeEvent(this.#office, account, type, fields) });
  }

  /** What each account that has it knows a message by. */
  messageIds(id: string): Record<Uin, string> {
    const { accounts, history } = this.#office;
    const found = accounts.all().map(({ uin }) => [uin, history.byId(uin, id)?.messageId] as const);
    return Object.fromEntries(
      found.flatMap(([uin, messageId]) => (messageId === undefined ? [] : [[uin, String(messageId)]])),
    );
  }

  #serves(port: number): boolean {
    return this.#office.accounts.at(port)?.serves !== 'nothing';
  }

  async #freePort(): Promise<number> {
    const { accounts } = this.#office;
    return [...this.#doors.keys()].find((port) => accounts.at(port) === undefined) ?? (await this.#openDoor(0));
  }

  async #openDoor(wanted: number): Promise<number> {
    const door = new Door(this.#office, (at) => this.#office.accounts.at(at));
    const port = wanted !== 0 && !this.#serves(wanted) ? wanted : await door.open(wanted);
    this.#doors.set(port, door);
    this.#office.accounts.keepPort(port);
    return port;
  }
}

function blankAccount(uin: Uin, port: number): Account {
  return { uin, port, flavour: FLAVOURS[0], token: '', serves: 'onebot', categories: [], remarks: {} };
}
