/**
 * A browser opens six sockets to a host and queues the rest without a word (Chromium, HTTP/1.1). One server that holds
 * its answers would then silence every account on it (promise 6), so places are given out here: five for polls, the
 * sixth for replies, and requests held longer than `slowMs` keep at most two of them.
 */
export interface Lanes {
  /** Waits for a place. `abort` is called if the request must give its place back; leave by calling the result. */
  enter(host: string, urgent: boolean, abort: () => void): Promise<() => void>;
}

const places = 6;
const placesForPolls = 5;
const placesForSlow = 2;
export const slowMs = 8_000;

interface Waiting {
  readonly admit: () => void;
}

interface Host {
  busy: number;
  slow: number;
  readonly replies: Waiting[];
  readonly polls: Waiting[];
}

export function createLanes(later: (ms: number, run: () => void) => () => void): Lanes {
  const hosts = new Map<string, Host>();

  const hasPlace = (host: Host, urgent: boolean) => host.busy < (urgent ? places : placesForPolls);

  /** Takes the place before the waiting side runs on, so that nobody slips in between. */
  const admitNext = (host: Host) => {
    const next = host.replies.shift() ?? (hasPlace(host, false) ? host.polls.shift() : undefined);
    if (!next) return;
    host.busy++;
    next.admit();
  };

  return {
    async enter(name, urgent, abort) {
      const host = hosts.get(name) ?? { busy: 0, slow: 0, replies: [], polls: [] };
      hosts.set(name, host);
      if (hasPlace(host, urgent)) host.busy++;
      else await new Promise<void>((admit) => (urgent ? host.replies : host.polls).push({ admit }));

      let slow = false;
      const cancel = later(slowMs, () => {
        if (host.slow >= placesForSlow) return abort();
        slow = true;
        host.slow++;
      });
      return () => {
        cancel();
        host.busy--;
        if (slow) host.slow--;
        admitNext(host);
      };
    },
  };
}
