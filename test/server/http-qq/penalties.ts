import type { Clock, EpochMs } from '../clock';
import type { Settings } from '../settings';
import type { Uin } from '../world';

/** At most `most` of a command within `withinMs`; one more is refused, and the refusal itself takes `holdMs`. */
export interface Limit {
  most: number;
  withinMs: number;
  holdMs: number;
  /** Counted apart for each value of this parameter. */
  each?: string;
}

/** How long the refusals of CLTMSG and Change_Stat take (spec/http-qq, RES 3). */
export const PENALTY_MS = 20_000;

/** Tells who goes too fast. It counts what was carried out, not what was refused, and holds nobody itself. */
export class Penalties {
  readonly #carriedOut = new Map<string, EpochMs[]>();

  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Whether the command may be carried out now; if so it is counted. `what` is counted apart. */
  admit(uin: Uin, cmd: string, limit: Limit, what = ''): boolean {
    const key = `${uin} ${cmd} ${what}`;
    const now = this.clock.now();
    const since = now - this.settings.shrink(limit.withinMs);
    const recent = (this.#carriedOut.get(key) ?? []).filter((at) => at > since);
    const admitted = recent.length < limit.most;
    if (admitted) recent.push(now);
    this.#carriedOut.set(key, recent);
    return admitted;
  }

  clear(): void {
    this.#carriedOut.clear();
  }
}
