import type { EpochMs } from '../clock';
import type { Uin } from '../world';
import { codeOf } from './proofs';
import { Refused } from './refused';

const CODE_LIFE_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
/** Wrong ones in five minutes, after which every one is refused: a million codes are soon tried. */
const MOST_WRONG = 5;

interface Made {
  uin: Uin;
  code: string;
  at: EpochMs;
}

/** Codes of six digits: each lives five minutes and opens once (2025 text, FAQ 1). */
export class Codes {
  #made: Made[] = [];
  readonly #used = new Map<string, EpochMs>();
  readonly #wrong = new Map<Uin, EpochMs[]>();

  /** A code that the service gives out itself. */
  make(uin: Uin, code: string, at: EpochMs): void {
    this.#made.push({ uin, code, at });
  }

  /** Takes a code or refuses: one that was given out here, or the one that the person's secret gives for its minute. */
  take(uin: Uin, code: string, secret: string | undefined, now: EpochMs): void {
    const wrong = (this.#wrong.get(uin) ?? []).filter((at) => now - at < CODE_LIFE_MS);
    if (wrong.length >= MOST_WRONG) throw new Refused('wrong-code');
    const made = this.#bornAt(uin, code, secret, now);
    if (made === undefined) {
      this.#wrong.set(uin, [...wrong, now]);
      throw new Refused('wrong-code');
    }
    if (this.#used.has(`${uin} ${code} ${made}`)) throw new Refused('code-used');
    if (now - made >= CODE_LIFE_MS) throw new Refused('code-expired');
    this.#used.set(`${uin} ${code} ${made}`, now);
  }

  clear(): void {
    this.#made = [];
    this.#used.clear();
    this.#wrong.clear();
  }

  /** When it was made; looked for over an hour, so that an old one is told from a wrong one. */
  #bornAt(uin: Uin, code: string, secret: string | undefined, now: EpochMs): EpochMs | undefined {
    const given = this.#made.findLast((made) => made.uin === uin && made.code === code);
    if (given !== undefined) return given.at;
    if (secret === undefined) return undefined;
    const minute = Math.floor(now / MINUTE_MS);
    // One minute ahead as well: the person's clock may be a little fast.
    for (let age = -1; age <= 60; age += 1) {
      if (codeOf(uin, minute - age, secret) === code) return (minute - age) * MINUTE_MS;
    }
    return undefined;
  }
}
