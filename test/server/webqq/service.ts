import { createServer } from 'node:http';
import type { Core } from '../core';
import { Listeners } from '../listeners';
import type { Service } from '../service';
import type { Uin } from '../world';
import { type Account, Accounts, type Status } from './accounts';
import { Captchas } from './captchas';
import { Counters } from './counters';
import { dropSilent, endSession } from './end-session';
import { Exchange } from './exchange';
import { Inbox } from './inbox';
import { Numbers } from './numbers';
import type { Office } from './office';
import { Polls } from './polls';
import { Post } from './post';
import { QrCodes } from './qr-codes';
import { askPerson, tell, tellAnswer } from './relations';
import { type PendingRequest, Requests } from './requests';
import { SentMessages } from './sent';
import { type Phase, SignIns } from './sign-ins';

/** What a phone does with a QR code; `expire` is what time does. */
export const QR_STEPS = ['scan', 'confirm', 'expire'] as const;
export type QrStep = (typeof QR_STEPS)[number];

const KICKED = '您的帐号在另一地点登录，您已被迫下线。如有疑问，请登录 safe.qq.com 了解更多。';

/** WebQQ 3 and SmartQQ: all hosts of the service on one port. */
export class WebqqService implements Service {
  readonly name = 'webqq';
  readonly #office: Office;
  readonly #listeners: Listeners;
  #port: number | undefined;

  constructor(core: Core, { keepAlive }: { keepAlive: boolean }) {
    const { journal, clock, seed } = core;
    this.#office = {
      core,
      accounts: new Accounts(journal, core.world),
      captchas: new Captchas(seed),
      counters: new Counters(),
      inbox: new Inbox(journal),
      numbers: new Numbers(core),
      polls: new Polls(clock),
      qrCodes: new QrCodes(clock, seed),
      requests: new Requests(journal),
      sent: new SentMessages(journal),
      signIns: new SignIns(journal, seed),
    };
    const exchange = new Exchange(this.#office, keepAlive);
    const server = createServer((request, response) => {
      // A caller that dies in mid-body ends its own request, nothing else.
      void exchange.serve(request, response).catch(() => request.socket.destroy());
    });
    this.#listeners = new Listeners((socket) => {
      // A client may die at any moment; its connection dies with it, and that is all.
      socket.on('error', () => socket.destroy());
      server.emit('connection', socket);
    });
    core.postboxes.set('webqq', new Post(this.#office));
    core.world.onPresence((uin) => this.#tellFriends(uin));
  }

  async start(port?: number): Promise<number> {
    this.#port = await this.#listeners.start(port);
    return this.#port;
  }

  async restart(keep: boolean): Promise<void> {
    await this.stop();
    this.reset();
    if (!keep) this.#forget();
    await this.#listeners.start(this.#port);
  }

  reset(): void {
    const { captchas, counters, numbers, polls, qrCodes } = this.#office;
    for (const part of [captchas, counters, polls, qrCodes]) part.clear();
    numbers.forget();
  }

  async stop(): Promise<void> {
    this.#office.polls.clear();
    await this.#listeners.stop();
  }

  isSignedIn(uin: Uin): boolean {
    return this.#office.signIns.of(uin).some(({ phase }) => phase === 'online');
  }

  /** Another client takes the person's place: one poll hears it, later ones get 121. */
  kick(uin: Uin): boolean {
    const online = this.#office.signIns.of(uin).filter(({ phase }) => phase === 'online');
    for (const signIn of online) {
      const reason = { show_reason: 1, reason: KICKED };
      const late = {
        msg_id: 53_125,
        from_uin: 10_000,
        to_uin: Number(uin),
        msg_id2: 53_126,
        msg_type: 48,
        reply_ip: 0,
      };
      const value = signIn.era === 'webqq3' ? { way: 'poll', ...reason } : { ...late, ...reason };
      this.#office.signIns.change(signIn.serial, { phase: 'kicked' });
      tell(this.#office, uin, { pollType: 'kick_message', value });
    }
    return online.length > 0;
  }

  /** Drops sessions, as happened every other day, or lets their cookies die too (spec/webqq, B7). */
  endSessions(uin: Uin, phase: Extract<Phase, 'dropped' | 'expired'>): boolean {
    const alive = this.#office.signIns.of(uin).filter((signIn) => signIn.phase !== 'expired' && signIn.phase !== phase);
    for (const signIn of alive) endSession(this.#office, signIn, phase);
    return alive.length > 0;
  }

  expire(): void {
    dropSilent(this.#office);
  }

  changeAccount(uin: Uin, change: Partial<Account>): void {
    if (Object.keys(change).length > 0) this.#office.accounts.change(uin, change);
  }

  /** Lets a person show themselves in one of the seven states. */
  setStatus(uin: Uin, status: Status): void {
    this.#office.accounts.setStatus(uin, status);
  }

  /** A phone does something with the newest picture that fits; its text, or undefined if there is none. */
  stepQr(uin: Uin, step: QrStep, text?: string): string | undefined {
    const states = { scan: ['waiting'], confirm: ['waiting', 'scanned'], expire: ['waiting', 'scanned'] } as const;
    const wanted = text === undefined ? { uin } : { uin, text };
    const code = this.#office.qrCodes.latest(states[step], wanted);
    if (code === undefined) return undefined;
    code.uin = uin;
    code.state = step === 'scan' ? 'scanned' : step === 'confirm' ? 'confirmed' : 'expired';
    return code.text;
  }

  /** Somebody asks to be added, or to be let into a group. */
  ask(request: PendingRequest): void {
    askPerson(this.#office, request);
  }

  /** Somebody answers this person's request to be added. */
  answer(from: Uin, to: Uin, accepted: boolean, text: string): void {
    tellAnswer(this.#office, from, to, accepted, text);
  }

  /** Puts anything into a person's polls. */
  push(uin: Uin, pollType: string, value: Readonly<Record<string, unknown>>): void {
    tell(this.#office, uin, { pollType, value });
  }

  /** What waits for a person and how they are signed in, for whoever looks on. */
  describe(uin: Uin): object {
    const { core, inbox, signIns, counters, requests, captchas } = this.#office;
    if (core.world.profile(uin)?.protocol !== 'webqq') return {};
    const captcha = captchas.of(uin);
    return {
      queue: inbox.waiting(uin).length,
      signIns: signIns.of(uin).map(({ serial, era, phase }) => ({ serial, era, phase })),
      counts: counters.of(uin),
      requests: requests.of(uin).map(({ from, group }) => ({ from, ...(group === undefined ? {} : { group }) })),
      ...(captcha === undefined ? {} : { captcha }),
    };
  }

  /** Requests and their slips in all, and the QR codes that are shown. */
  overview(): object {
    const { counters, qrCodes } = this.#office;
    const codes = qrCodes
      .list()
      .map(({ text, state, uin }) => ({ text, state, ...(uin === undefined ? {} : { uin }) }));
    return { counts: counters.all, qrCodes: codes };
  }

  #forget(): void {
    for (const { uin } of this.#office.signIns.online()) this.#office.core.world.forgetPresence(uin);
    this.#office.signIns.forget();
    this.#office.sent.clear();
  }

  /** Only WebQQ 3 was told of friends' states as they changed (spec/webqq, B8). */
  #tellFriends(from: Uin): void {
    const { core, signIns, accounts, inbox, polls } = this.#office;
    const told = new Set(signIns.online().flatMap(({ era, uin }) => (era === 'webqq3' ? [uin] : [])));
    for (const uin of told) {
      if (core.world.profile(uin)?.friends.includes(from) !== true || uin === from) continue;
      inbox.put(uin, core.clock.now(), { kind: 'status', from, status: accounts.statusSeen(from) });
      polls.end(uin, 'something');
    }
  }
}
