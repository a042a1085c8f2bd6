import { createHash } from 'node:crypto';
import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';
import type { Uin } from '../world';

/** WebQQ 3 of 2011 to 2014, or SmartQQ of 2015 to 2018. */
export type Era = 'webqq3' | 'smartqq';

/**
 * ticket: the cookies are given out, login2 was not called. online: a session. dropped: its session is gone, its cookies
 * are good (poll2 says 121, a relink repairs it). kicked: another client took the place. expired: its cookies are dead.
 */
export type Phase = 'ticket' | 'online' | 'dropped' | 'kicked' | 'expired';

/** One sign-in and all that it was given: cookies first, then the tickets of its session. */
export interface SignIn {
  /** Counts all sign-ins from 1: the numbers of lists and messages hang on it (spec/webqq, B3). */
  serial: number;
  uin: Uin;
  era: Era;
  phase: Phase;
  ptwebqq: string;
  /** What ptwebqq was before retcode 116 changed it. */
  formerPtwebqq: string;
  skey: string;
  pSkey: string;
  pt4Token: string;
  superToken: string;
  /** What the address of check_sig carries. */
  signature: string;
  vfwebqq: string;
  psessionid: string;
  clientid: string;
  askedWhoIsOnline: boolean;
  seenAt: EpochMs;
}

/** Every sign-in that is remembered. The server takes a caller for one of them by cookies and tickets, nothing else. */
export class SignIns extends DurablePart<SignIn> {
  readonly #all = new Map<number, SignIn>();
  #made = 0;

  constructor(
    journal: Journal,
    private readonly seed: number,
  ) {
    super('webqq-sign-ins', journal);
  }

  /** Gives out the cookies of a new sign-in. */
  begin(uin: Uin, era: Era, now: EpochMs): SignIn {
    const serial = this.#made + 1;
    const token = (name: string, length: number) => this.#token(serial, name, length);
    const signIn: SignIn = {
      serial,
      uin,
      era,
      phase: 'ticket',
      ptwebqq: token('ptwebqq', 64),
      formerPtwebqq: '',
      skey: `@${token('skey', 9)}`,
      pSkey: `${token('p_skey', 42)}_`,
      pt4Token: `${token('pt4_token', 42)}_`,
      superToken: String(Number.parseInt(token('supertoken', 8), 16)),
      signature: token('ptsigx', 64),
      vfwebqq: '',
      psessionid: '',
      clientid: '',
      askedWhoIsOnline: false,
      seenAt: now,
    };
    this.record(signIn);
    return signIn;
  }

  /** A ticket nobody had before. */
  fresh(signIn: SignIn, ticket: 'ptwebqq' | 'vfwebqq' | 'psessionid'): string {
    const salt = `${ticket} after ${signIn[ticket]}`;
    if (ticket === 'ptwebqq') return this.#token(signIn.serial, salt, 64);
    if (ticket === 'vfwebqq') return this.#token(signIn.serial, salt, 80);
    const head = signIn.era === 'smartqq' ? '8368046764001d' : '8368046764001e';
    return head + this.#token(signIn.serial, salt, 118);
  }

  change(serial: number, change: Partial<SignIn>): SignIn {
    const known = this.#all.get(serial);
    if (known === undefined) throw new Error(`there is no sign-in ${serial}`);
    const signIn = { ...known, ...change };
    this.record(signIn);
    return signIn;
  }

  get(serial: number): SignIn | undefined {
    return this.#all.get(serial);
  }

  find(fits: (signIn: SignIn) => boolean): SignIn | undefined {
    return [...this.#all.values()].findLast(fits);
  }

  of(uin: Uin): SignIn[] {
    return [...this.#all.values()].filter((signIn) => signIn.uin === uin);
  }

  online(): SignIn[] {
    return [...this.#all.values()].filter(({ phase }) => phase === 'online');
  }

  /** Forgets all; later sign-ins still get other numbers and tickets. */
  forget(): void {
    for (const { serial, phase } of this.#all.values())
      if (phase !== 'expired') this.change(serial, { phase: 'expired' });
  }

  override apply(signIn: SignIn): void {
    this.#all.set(signIn.serial, signIn);
    this.#made = Math.max(this.#made, signIn.serial);
  }

  override rebuild(): Iterable<SignIn> {
    return this.#all.values();
  }

  override clear(): void {
    this.#all.clear();
    this.#made = 0;
  }

  /** Hexadecimal digits that nobody guesses by accident; the same for the same seed, so that a run can be repeated. */
  #token(serial: number, name: string, length: number): string {
    let digits = '';
    for (let n = 0; digits.length < length; n += 1) {
      digits += createHash('sha256').update(`${this.seed} ${serial} ${name} ${n}`).digest('hex');
    }
    return digits.slice(0, length);
  }
}
