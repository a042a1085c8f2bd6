import type { EpochMs, RealNumber } from '../model/ids';
import type { Asks, KnownState, UnknownWhy } from '../model/known-state';
import type { Presence } from '../model/presence';
import { decodeGetOnline, encodeGetOnline, mostAsked } from './get-online';
import { decodePicture, encodePicture } from './picture';

/** Where states of strangers are told, canonical; absent: nobody there is asked. */
export interface Services {
  readonly getOnline?: string;
  readonly picture?: string;
}

export interface PresencePorts {
  now(): EpochMs;
  /** Which of these numbers are the person's own, and what the accounts that are online know of the others. */
  known(numbers: readonly RealNumber[]): Promise<{
    readonly own: ReadonlySet<RealNumber>;
    readonly contacts: ReadonlyMap<RealNumber, { readonly state: Presence; readonly at?: EpochMs }>;
  }>;
  services(): Promise<Services>;
  /** The text of an answer with status 200 and the address it came from, or undefined. Never throws. */
  ask(url: string): Promise<{ readonly text: string; readonly url: string } | undefined>;
  /** Ends after so many ms. */
  wait(ms: number): Promise<void>;
}

/** How long an answer counts, and how long nobody asks again after none came, in ms. */
export const freshMs = 60_000;
/** An answer is waited for so long; what comes later is told with the next look. */
export const patienceMs = 1_500;
/** Requests in a minute at most, however many pages ask: a page may list any number of numbers. */
const mostRequests = 60;
/** Pictures are one number each: they are asked for only while fewer requests than these left in the last minute. */
const mostWithPictures = 20;
/** After as many failures in a row the service is taken as gone, and for how long, in ms. */
const [mostFailures, restMs] = [3, 300_000];
const mostKept = 5000;

/**
 * Who is online, from what is known at home first and from a public service where one is configured. What nobody says
 * is unknown, never offline (promise 10). The service is asked of contacts too, though home knows better: else a page
 * could tell by the time an answer takes who is none (promise 9).
 */
export function createLookUp(ports: PresencePorts) {
  // A cache: a new worker asks again, that is all.
  const told = new Map<RealNumber, KnownState & { readonly at: EpochMs }>();
  const underWay = new Map<RealNumber, Promise<void>>();
  let asked: EpochMs[] = [];
  let [failures, restUntil] = [0, 0];

  /** @param named the site may be told what contacts do; else only what anybody may know. All of it at once. */
  return async function lookUp(
    numbers: readonly RealNumber[],
    { named, asks }: { readonly named: boolean; readonly asks: Asks },
  ): Promise<Map<RealNumber, KnownState>> {
    const wanted = [...new Set(numbers)];
    if (asks === 'off') return new Map(wanted.map((number) => [number, { state: 'unknown', why: 'off' }]));
    // Asked also where it is not used, so that nothing but the answer differs.
    const { own, contacts } = await ports.known(wanted);
    const services = asks === 'all' ? await ports.services() : {};
    await Promise.race([askAll(wanted, services), ports.wait(patienceMs)]);
    const hasService = services.getOnline !== undefined || services.picture !== undefined;
    return new Map(
      wanted.map((number): [RealNumber, KnownState] => {
        const contact = named ? contacts.get(number) : undefined;
        if (named && own.has(number)) return [number, { state: 'mine', source: 'own' }];
        if (contact && contact.state !== 'unknown') return [number, { ...contact, source: 'contacts' }];
        const outside = hasService ? told.get(number) : undefined;
        if (outside && outside.state !== 'unknown') return [number, outside];
        const why: UnknownWhy = contact ? 'contact-quiet' : (outside?.why ?? (hasService ? 'no-answer' : 'not-asked'));
        return [number, { state: 'unknown', why }];
      }),
    );
  };

  async function askAll(numbers: readonly RealNumber[], services: Services): Promise<void> {
    if (services.getOnline === undefined && services.picture === undefined) return;
    const now = ports.now();
    const open = numbers.filter((number) => !underWay.has(number) && !isFresh(told.get(number), now));
    for (let at = 0; at < open.length; at += mostAsked) {
      const batch = open.slice(at, at + mostAsked);
      const asking = askBatch(services, batch).finally(() => {
        for (const number of batch) underWay.delete(number);
      });
      for (const number of batch) underWay.set(number, asking);
    }
    await Promise.all(numbers.map((number) => underWay.get(number)));
  }

  async function askBatch({ getOnline, picture }: Services, batch: readonly RealNumber[]): Promise<void> {
    const states = getOnline === undefined ? undefined : await askList(getOnline, batch);
    const open = states === undefined || states === 'too-many' ? batch : [];
    if (states !== undefined && states !== 'too-many') {
      for (const [i, number] of batch.entries()) keep(number, { state: states[i] ?? 'unknown', source: 'getonline' });
    }
    await Promise.all(
      open.map(async (number) =>
        keep(
          number,
          picture === undefined
            ? { state: 'unknown', why: states === 'too-many' ? 'too-many' : 'no-answer' }
            : await askPicture(picture, number),
        ),
      ),
    );
  }

  async function askList(address: string, batch: readonly RealNumber[]): Promise<Presence[] | 'too-many' | undefined> {
    if (ports.now() < restUntil) return undefined;
    if (!mayAsk(mostRequests)) return 'too-many';
    const answer = await ports.ask(encodeGetOnline(address, batch));
    const states = answer && decodeGetOnline(answer.text, batch.length);
    failures = states === undefined ? failures + 1 : 0;
    if (failures >= mostFailures) [failures, restUntil] = [0, ports.now() + restMs];
    return states;
  }

  async function askPicture(address: string, number: RealNumber): Promise<KnownState> {
    if (!mayAsk(mostWithPictures)) return { state: 'unknown', why: 'too-many' };
    const answer = await ports.ask(encodePicture(address, number));
    const shown = answer && decodePicture(answer.url);
    if (shown === undefined) return { state: 'unknown', why: 'no-answer' };
    return shown === 'not-enabled' ? { state: 'unknown', why: shown } : { state: shown, source: 'pa' };
  }

  function mayAsk(most: number): boolean {
    const now = ports.now();
    asked = asked.filter((at) => at > now - 60_000 && at <= now);
    if (asked.length >= most) return false;
    asked.push(now);
    return true;
  }

  function keep(number: RealNumber, what: KnownState): void {
    told.delete(number);
    told.set(number, { ...what, at: ports.now() });
    for (const oldest of told.keys()) {
      if (told.size <= mostKept) break;
      told.delete(oldest);
    }
  }
}

export type LookUp = ReturnType<typeof createLookUp>;

/** A clock that was set back makes nothing fresh for ever. */
function isFresh(one: { readonly at: EpochMs } | undefined, now: EpochMs): boolean {
  return one !== undefined && Math.abs(now - one.at) < freshMs;
}
