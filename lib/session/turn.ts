import type { Request } from '../protocol/protocol';

/** So long a wake waits for what a server may hold: whatever is there already comes at once. */
export const patienceMs = 3_000;

/** Waits for the answer to that request. */
export type Await = <T>(request: Request, answer: Promise<T>) => Promise<T>;

/** What counts who is under way. */
export interface UnderWay {
  enter(): void;
  leave(): Promise<void>;
}

export function isHeld({ via }: Request): boolean {
  return via.kind === 'http' && via.holdMs !== undefined;
}

/**
 * One account's turn in a wake. Resolves with it, or as soon as all that it waits for is a request that the server holds:
 * that one is not cut off, because it may be answered in this very moment, so the turn goes on by itself. While it only
 * waits it is not under way.
 */
export function runTurn(
  later: (ms: number, run: () => void) => () => void,
  underWay: UnderWay,
  turn: (wait: Await) => Promise<void>,
): Promise<void> {
  return new Promise((resolve) => {
    let isAlone = false;
    const step = () => {
      if (isAlone) void underWay.leave();
      else resolve();
    };
    const wait: Await = async (request, answer) => {
      if (!isHeld(request)) return answer;
      let wasLet = false;
      const cancel = later(patienceMs, () => {
        wasLet = true;
        step();
        isAlone = true;
      });
      try {
        return await answer;
      } finally {
        cancel();
        if (wasLet) underWay.enter();
      }
    };
    void turn(wait).finally(step);
  });
}
