import type { EpochMs, RealNumber } from '../model/ids';
import type { Presence } from '../model/presence';
import type { ShownState } from '../model/shown-state';
import { decodeGetOnline, encodeGetOnline, mostAsked } from './get-online';

export interface PresencePorts {
  now(): EpochMs;
  /** Which of these numbers are the person's own, and what the accounts that are online know of the others. */
  known(numbers: readonly RealNumber[]): Promise<{
    readonly own: ReadonlySet<RealNumber>;
    readonly contacts: ReadonlyMap<RealNumber, Presence>;
  }>;
  /** The configured address to ask of strangers; undefined: nobody is asked. */
  address(): Promise<string | undefined>;
  /** The text of an answer with status 200, or undefined. Never throws. */
  ask(url: string): Promise<string | undefined>;
}

interface Told {
  readonly state: Presence;
  readonly at: EpochMs;
}

/** How long an answer counts, and how long nobody asks again after none came, in ms. */
export const freshMs = 60_000;
/** Requests in a minute at most, however many pages ask: a page may list any number of numbers. */
const mostRequests = 60;
const mostKept = 5000;

/**
 * Who is online, from what is known at home first and from a public service where one is configured. What nobody says
 * is unknown, never offline (promise 10).
 */
export function createLookUp(ports: PresencePorts) {
  // A cache: a new worker asks again, that is all.
  const told = new Map<RealNumber, Told>();
  const underWay = new Map<RealNumber, Promise<void>>();
  let asked: EpochMs[] = [];

  /** @param named the site may be told what contacts do; else only what anybody may know. All of it at once. */
  return async function lookUp(numbers: readonly RealNumber[], named: boolean): Promise<Map<RealNumber, ShownState>> {
    const wanted = [...new Set(numbers)];
    // Asked also where it is not used, so that nothing but the answer differs.
    const { own, contacts } = await ports.known(wanted);
    const fromHome = (number: RealNumber): ShownState | undefined => {
      if (!named) return undefined;
      if (own.has(number)) return 'mine';
      const state = contacts.get(number);
      return state === 'unknown' ? undefined : state;
    };
    const now = ports.now();
    const strangers = wanted.filter((number) => fromHome(number) === undefined && !isFresh(told.get(number), now));
    await askAll(strangers);
    return new Map(wanted.map((number) => [number, fromHome(number) ?? told.get(number)?.state ?? 'unknown']));
  };

  async function askAll(numbers: readonly RealNumber[]): Promise<void> {
    const address = await ports.address();
    if (address === undefined || numbers.length === 0) return;
    const open = numbers.filter((number) => !underWay.has(number));
    for (let at = 0; at < open.length; at += mostAsked) {
      const batch = open.slice(at, at + mostAsked);
      const asking = askBatch(address, batch).finally(() => {
        for (const number of batch) underWay.delete(number);
      });
      for (const number of batch) underWay.set(number, asking);
    }
    await Promise.all(numbers.map((number) => underWay.get(number)));
  }

  async function askBatch(address: string, batch: readonly RealNumber[]): Promise<void> {
    const now = ports.now();
    asked = asked.filter((at) => at > now - 60_000);
    if (asked.length >= mostRequests) return;
    asked.push(now);
    const text = await ports.ask(encodeGetOnline(address, batch));
    const states = text === undefined ? undefined : decodeGetOnline(text, batch.length);
    for (const [i, number] of batch.entries()) {
      told.delete(number);
      told.set(number, { state: states?.[i] ?? 'unknown', at: ports.now() });
    }
    for (const number of told.keys()) {
      if (told.size <= mostKept) break;
      told.delete(number);
    }
  }
}

/** A clock that was set back makes nothing fresh for ever. */
function isFresh(one: Told | undefined, now: EpochMs): boolean {
  return one !== undefined && Math.abs(now - one.at) < freshMs;
}
