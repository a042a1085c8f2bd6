/**
 * A worker that can be killed. Every call of an injected port is two death points: before its effect and after it. Once
 * dead, nothing it awaited ever answers, just as in a browser; the next life starts with an empty memory.
 */
export interface Mortality {
  /** Calls seen so far, times two. */
  points(): number;
  readonly died: Promise<void>;
  /** Ends it here and now, between two points. */
  kill(): void;
  wrap<A extends unknown[], R>(call: (...args: A) => Promise<R>): (...args: A) => Promise<R>;
}

/** @param deathAt the death point, counted from 1; 0 lives for ever. */
export function mortal(deathAt: number): Mortality {
  let points = 0;
  let dead = false;
  let die = () => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const never = new Promise<never>(() => {});

  const kill = () => {
    dead = true;
    die();
  };
  const pass = (): boolean => {
    if (dead) return false;
    points++;
    if (points !== deathAt) return true;
    kill();
    return false;
  };
  return {
    points: () => points,
    died,
    kill,
    wrap:
      (call) =>
      async (...args) => {
        if (!pass()) return never;
        const result = await call(...args);
        return pass() ? result : never;
      },
  };
}

/** Every function of a port wrapped; what is no function stays. */
export function mortalPort<T extends object>(port: T, mortality: Mortality): T {
  const wrapped = Object.entries(port).map(([name, value]) =>
    typeof value === 'function' ? [name, mortality.wrap(value.bind(port))] : [name, value],
  );
  return Object.fromEntries(wrapped) as T;
}
