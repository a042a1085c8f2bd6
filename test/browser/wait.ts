/**
 * Waits until the condition gives something other than false, null or undefined, and returns it.
 *
 * @param what named in the failure: "still waiting for <what> after 5000 ms".
 * @throws when `ms` have passed, with what the condition last said or threw.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what, ms = 40_000, every = 50 }: { what: string; ms?: number; every?: number },
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + ms;
  let last: unknown;
  do {
    try {
      const value = await within(end - Date.now(), () => condition());
      if (value !== false && value !== null && value !== undefined) {
        return value as Exclude<T, false | null | undefined>;
      }
      last = value;
    } catch (error) {
      last = error;
    }
    await pause(every);
  } while (Date.now() < end);
  throw new Error(`still waiting for ${what} after ${ms} ms; last: ${String(last)}`);
}

/** A promise that may never settle (a call into a worker that has just died), given up on after `ms`. */
export async function within<T>(ms: number, run: () => T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${Math.max(0, ms)} ms`)), Math.max(0, ms));
  });
  try {
    return await Promise.race([Promise.resolve().then(run), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
