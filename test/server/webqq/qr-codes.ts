import { createHash } from 'node:crypto';
import type { Clock, EpochMs } from '../clock';
import type { Uin } from '../world';

/** A picture shown to somebody who wants to sign in, and how far the phone has come with it. */
export interface QrCode {
  qrsig: string;
  /** What the picture holds, which a phone reads. */
  text: string;
  shownAt: EpochMs;
  state: 'waiting' | 'scanned' | 'confirmed' | 'expired';
  uin?: Uin;
}

/** How long a picture can be used (spec/webqq, B2). */
export const QR_LIFE_MS = 120_000;

/** How many are remembered; whoever asks for an older one hears that it has expired. */
const KEPT = 50;

/** The pictures of this process. After its death every picture has expired, which clients must bear anyway. */
export class QrCodes {
  #codes: QrCode[] = [];
  #made = 0;

  constructor(
    private readonly clock: Clock,
    private readonly seed: number,
  ) {}

  /** Makes a picture's secret and text. */
  show(): QrCode {
    this.#made += 1;
    const secret = createHash('sha512').update(`qr ${this.seed} ${this.#made} ${this.clock.now()}`).digest('base64url');
    const text = `https://txz.qq.com/p?k=${secret.slice(0, 32)}&f=501004106`;
    const code: QrCode = { qrsig: secret.slice(16, 80), text, shownAt: this.clock.now(), state: 'waiting' };
    this.#codes = [...this.#codes.slice(1 - KEPT), code];
    return code;
  }

  /** The code of a cookie as it stands now; undefined for one nobody was shown. */
  find(qrsig: string): QrCode | undefined {
    return this.list().find((code) => code.qrsig === qrsig);
  }

  list(): readonly QrCode[] {
    for (const code of this.#codes) {
      const over = this.clock.now() - code.shownAt >= QR_LIFE_MS;
      if (over && code.state !== 'confirmed') code.state = 'expired';
    }
    return this.#codes;
  }

  /** The newest picture that a phone could do this with; `text` names one where several are shown. */
  latest(states: readonly QrCode['state'][], wanted: { uin?: Uin; text?: string }): QrCode | undefined {
    return this.list().findLast(
      (code) =>
        states.includes(code.state) &&
        (wanted.text === undefined || code.text === wanted.text) &&
        (wanted.uin === undefined || code.uin === undefined || code.uin === wanted.uin),
    );
  }

  /** A code that was used for a sign-in cannot be used again. */
  use(code: QrCode): void {
    code.state = 'expired';
  }

  clear(): void {
    this.#codes = [];
  }
}
