import type { Core } from '../core';
import { Listeners } from '../listeners';
import type { Service } from '../service';
import type { Presence, Uin } from '../world';
import type { Office } from './command';
import { Connection, type ConnectionOptions } from './connection';
import { expireSessions } from './end-session';
import { Exchange } from './exchange';
import { Penalties } from './penalties';
import { answerWhoAsked, askToBeAdded } from './relations';
import { Replay } from './replay';
import { Requests } from './requests';
import { Responder } from './respond';
import { Sessions } from './sessions';

/** HTTP QQ 1.0 and 1.1. */
export class HttpQqService implements Service {
  readonly name = 'httpqq';
  readonly #office: Office;
  readonly #replay: Replay;
  readonly #penalties: Penalties;
  readonly #responder: Responder;
  readonly #listeners: Listeners;
  #port: number | undefined;

  constructor(core: Core, options: { keepAlive: boolean }) {
    this.#office = { core, sessions: new Sessions(core.journal), requests: new Requests(core.journal) };
    this.#replay = new Replay(core.journal);
    this.#penalties = new Penalties(core.clock, core.settings);
    this.#responder = new Responder(this.#office, this.#replay, this.#penalties);
    const connectionOptions: ConnectionOptions = {
      exchange: new Exchange(this.#office, this.#responder),
      clock: core.clock,
      keepAlive: options.keepAlive,
      inSegments: () => core.settings.habits.has('slow-segments'),
    };
    this.#listeners = new Listeners((socket) => new Connection(socket, connectionOptions));
    core.world.onPresence((uin, visible) => this.#tellFriends(uin, visible));
  }

  async start(port?: number): Promise<number> {
    this.#port = await this.#listeners.start(port);
    return this.#port;
  }

  async restart(keep: boolean): Promise<void> {
    await this.#listeners.stop();
    this.reset();
    if (!keep) this.#forget();
    await this.#listeners.start(this.#port);
  }

  reset(): void {
    this.#responder.clear();
    this.#penalties.clear();
    this.#office.requests.forgetHalves();
  }

  stop(): Promise<void> {
    return this.#listeners.stop();
  }

  isSignedIn(uin: Uin): boolean {
    return this.#office.sessions.get(uin) !== undefined;
  }

  /** The person stays there, on another machine: friends see no difference. */
  kick(uin: Uin): boolean {
    if (!this.isSignedIn(uin)) return false;
    this.#office.sessions.end(uin);
    this.#office.core.world.dropStatuses(uin);
    return true;
  }

  /** Somebody asks this person to be added. */
  ask(from: Uin, to: Uin, text: string): void {
    askToBeAdded(this.#office, from, to, text);
  }

  /** Somebody answers this person's request, whether or not the server saw one leave. */
  answer(from: Uin, to: Uin, accepted: boolean, text: string): void {
    this.#office.requests.close(to, from);
    answerWhoAsked(this.#office, from, to, accepted, text);
  }

  /** Who waits for this person's answer, for whoever looks on. */
  describe(uin: Uin): object {
    const requests = this.#office.requests.of(uin);
    return requests.length === 0 ? {} : { requests: requests.map((from) => ({ from })) };
  }

  expire(): void {
    expireSessions(this.#office);
  }

  /** A server that lost its memory tells nobody that its clients are gone: it does not know. */
  #forget(): void {
    const { core, sessions } = this.#office;
    for (const [uin] of sessions.all()) {
      core.world.forgetPresence(uin);
      core.world.dropStatuses(uin);
      sessions.end(uin);
    }
    this.#replay.forget();
  }

  /** Friends hear of a change if they are signed in; nobody is told later (spec/http-qq, Change_Stat). */
  #tellFriends(from: Uin, presence: Presence): void {
    const { core, sessions } = this.#office;
    for (const [uin] of sessions.all()) {
      const knows = core.world.profile(uin)?.friends.includes(from) === true;
      if (knows && uin !== from) core.world.enqueue(uin, { kind: 'status', from, presence });
    }
  }
}
