import { readFileSync } from 'node:fs';
import { dispatchPost } from './control/dispatch';
import { Refusal } from './control/refusal';
import type { Room } from './control/room';

/** A call to the control port that is made by itself, `at` milliseconds after the start. */
export interface Step {
  at: number;
  call: string;
  body: unknown;
}

/** Reads a scenario file; a line that is no step is an error that names the line. */
export function readScenario(path: string): Step[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseStep(line, index + 1)]));
}

/** Reads one line. The call is written as a path or by its name: `/control/say` or `say`. */
export function parseStep(line: string, number: number): Step {
  const wrong = (why: string) => new Error(`scenario line ${number}: ${why}`);
  let json: Partial<Record<keyof Step, unknown>> | null;
  try {
    json = JSON.parse(line);
  } catch {
    throw wrong('not JSON');
  }
  const { at, call, body = {} } = json ?? {};
  if (typeof at !== 'number' || !(at >= 0)) throw wrong('`at` must be milliseconds from the start');
  if (typeof call !== 'string') throw wrong('`call` must name a call of the control port');
  return { at, call: call.replace(/^\/control\//, ''), body };
}

/**
 * Makes the calls when they are due, those at 0 before this resolves. A call that is refused is told to `warn` and the
 * rest goes on.
 */
export async function playScenario(
  room: Room,
  steps: readonly Step[],
  warn: (text: string) => void,
): Promise<() => void> {
  const make = async ({ at, call, body }: Step): Promise<void> => {
    try {
      await dispatchPost(room, call, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      warn(`scenario at ${at}: ${call}: ${error.message}${error.field === null ? '' : ` (${error.field})`}`);
    }
  };
  for (const step of steps) if (step.at === 0) await make(step);
  const cancels = steps.filter(({ at }) => at > 0).map((step) => room.core.clock.after(step.at, () => void make(step)));
  return () => {
    for (const cancel of cancels) cancel();
  };
}
