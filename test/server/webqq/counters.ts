import type { Uin } from '../world';

/**
 * What was wrong with requests to the api and channel calls. A cookie is wrong if it belongs to another sign-in than the
 * request's tickets, or if the cookies of one request belong to several; stale if it is the ptwebqq of before a 116.
 */
export const SLIPS = [
  'wrongCookie',
  'missingCookie',
  'staleCookie',
  'wrongPsessionid',
  'wrongVfwebqq',
  'wrongReferer',
] as const;
export type Slip = (typeof SLIPS)[number];

export type Counts = Record<'requests' | Slip, number>;

/** Counts requests and their slips, in all and for each number that the request's tickets or cookies name. */
export class Counters {
  readonly all = blank();
  readonly #of = new Map<Uin, Counts>();

  count(uin: Uin, slips: ReadonlySet<Slip>): void {
    const own = this.#of.get(uin) ?? blank();
    this.#of.set(uin, own);
    for (const counts of [this.all, own]) {
      counts.requests += 1;
      for (const slip of slips) counts[slip] += 1;
    }
  }

  of(uin: Uin): Counts {
    return this.#of.get(uin) ?? blank();
  }

  clear(): void {
    Object.assign(this.all, blank());
    this.#of.clear();
  }
}

function blank(): Counts {
  const slips = Object.fromEntries(SLIPS.map((slip) => [slip, 0])) as Record<Slip, number>;
  return { requests: 0, ...slips };
}
