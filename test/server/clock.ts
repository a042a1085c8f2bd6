/** Milliseconds since 1970. */
export type EpochMs = number;

/** Time as the server sees it. Handed in, so that a test can turn ten minutes into one call. */
export interface Clock {
  now(): EpochMs;
  /** Runs `action` once after `ms`; the answer takes it back. */
  after(ms: number, action: () => void): () => void;
}

/** The machine's own clock. Its timers never keep the process alive: the listeners do that. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
