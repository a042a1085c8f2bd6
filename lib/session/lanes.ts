/**
 * A browser opens six sockets to a host and queues the rest without a word (Chromium, HTTP/1.1). One server that holds
 * its answers would then silence every account on it (promise 6), so places are given out here: five for polls, the
 * sixth for replies, and requests held longer than `slowMs` keep at most two of them. Polls that are meant to be held
 * and must not be cut off (WebQQ's) have four, one after the other in their turn, so that a list still gets the fifth.
 */
export interface Lanes {
  /**
   * Waits for a place. `abort` is called if the request must give its place back, which one that is `held` never must;
   * leave by calling the result.
   */
  enter(host: string, kind: LaneKind, abort: () => void): Promise<() => void>;
}

/** `urgent`: a person waits for it. */
export type LaneKind = 'urgent' | 'poll' | 'held';

const places = 6;
const placesForPolls = 5;
const placesForHeld = 4;
const placesForSlow = 2;
export const slowMs = 8_000;

interface Host {
  busy: number;
  held: number;
  slow: number;
  readonly waiting: Readonly<Record<LaneKind, Array<() => void>>>;
}

const kinds: readonly LaneKind[] = ['urgent', 'poll', 'held'];

export function createLanes(later: (ms: number, run: () => void) => () => void): Lanes {
  const hosts = new Map<string, Host>();

  const hasPlace = ({ busy, held }: Host, kind: LaneKind) =>
    busy < (kind === 'urgent' ? places : placesForPolls) && (kind !== 'held' || held < placesForHeld);

  const sit = (host: Host, kind: LaneKind) => {
    host.busy++;
    if (kind === 'held') host.held++;
  };

  /** Takes the place before the waiting side runs on, so that nobody slips in between. */
  const admitNext = (host: Host) => {
    const kind = kinds.find((one) => host.waiting[one].length > 0 && hasPlace(host, one));
    if (kind === undefined) return;
    sit(host, kind);
    host.waiting[kind].shift()?.();
  };

  /** Of the places for polls one stays with those that are quick. */
  const mayBeSlow = ({ held, slow }: Host, kind: LaneKind) =>
    slow < placesForSlow && (kind === 'urgent' || held + slow < placesForPolls - 1);

  return {
    async enter(name, kind, abort) {
      const host = hosts.get(name) ?? { busy: 0, held: 0, slow: 0, waiting: { urgent: [], poll: [], held: [] } };
      hosts.set(name, host);
      if (hasPlace(host, kind)) sit(host, kind);
      else await new Promise<void>((admit) => host.waiting[kind].push(admit));

      let slow = false;
      const cancel = later(slowMs, () => {
        if (kind === 'held') return;
        if (!mayBeSlow(host, kind)) return abort();
        slow = true;
        host.slow++;
      });
      return () => {
        cancel();
        host.busy--;
        if (kind === 'held') host.held--;
        if (slow) host.slow--;
        admitNext(host);
      };
    },
  };
}
