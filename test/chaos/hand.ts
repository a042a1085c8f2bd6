import { type Asked, ask } from '../browser/ask';
import type { LiveBrowser } from '../browser/live-browser';
import { within } from '../browser/wait';

/** A dead background never answers; a live one answers all that is asked here at once, however busy the machine. */
const patienceMs = 10_000;

/** True once the background did it; false where it died on the way. Throws where it refused. */
export async function tell(live: LiveBrowser, call: string, input: object): Promise<boolean> {
  let answer: Asked<unknown> | undefined;
  try {
    answer = await within(patienceMs, () => ask(live, call, input));
  } catch {
    return false;
  }
  if (answer?.ok === false) throw new Error(`${call}: ${answer.error} ${answer.detail ?? ''}`);
  return answer?.ok === true;
}

/**
 * Calls that were not answered, each repeated with the same input until it is: what a page of ours does when the
 * background died under it.
 */
export class Stubborn {
  private open: Array<{ readonly call: string; readonly input: object }> = [];

  get waiting(): number {
    return this.open.length;
  }

  add(call: string, input: object): void {
    this.open.push({ call, input });
  }

  /** Tells everything that is still open once; keeps what was not answered. */
  async tellAll(live: LiveBrowser): Promise<void> {
    const told = this.open;
    this.open = [];
    const left = await Promise.all(told.map(async (one) => ((await tell(live, one.call, one.input)) ? [] : [one])));
    this.open.push(...left.flat());
  }
}
