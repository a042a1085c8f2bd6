import fc from 'fast-check';
import { expect } from 'vitest';
import { everyNotice } from '../store/fresh-store';
import { mortal } from './mortal';
import type { Life, World } from './world';

export interface Trial {
  /** Before each life, in a world where nobody dies; `n` counts from 1. */
  prepare(n: number): Promise<void>;
  act(life: Life): Promise<unknown>;
  /** What stands right after the death, before anybody does anything about it. */
  between?(n: number): Promise<void>;
  /** What a person does whose click got no answer, in the life after. */
  again?(life: Life): Promise<unknown>;
  check(n: number): Promise<void>;
  /** When it has come to rest, where that is not every account online. */
  isQuiet?(): Promise<boolean>;
  /** Dies at one in so many points only, where there are hundreds and each takes long; 1 where absent. */
  readonly stride?: number;
}

/**
 * Runs `act` in a life that ends at its n-th death point, for every n, each time followed by lives that start with an
 * empty memory when the alarm rings; then `check` compares. Says how many points there were, and fails where they are
 * fewer than `least`: a port that slipped past the killing would otherwise look like a success.
 */
export async function atEveryDeath(world: World, name: string, least: number, trial: Trial): Promise<number> {
  for (let n = 1; ; n += trial.stride ?? 1) {
    await trial.prepare(n);
    const lived = await liveUntil(world, n, trial.act);
    if (!lived) {
      await trial.between?.(n);
      await trial.again?.(world.live());
    }
    await riseUntilQuiet(world, trial.isQuiet);
    await trial.check(n);
    if (lived) return tellPoints(name, n - 1, least);
  }
}

/**
 * Dies at n, and the life that the alarm starts dies at m; which ones is drawn by `seed` from the first `points` points
 * of either. Checked as after one death.
 */
export async function atTwoDeaths(
  world: World,
  name: string,
  { points, pairs, seed }: { points: number; pairs: number; seed: number },
  { prepare, act, check }: Pick<Trial, 'prepare' | 'act' | 'check'>,
): Promise<void> {
  const point = fc.integer({ min: 1, max: points });
  let twice = 0;
  for (const [i, [n, m]] of fc.sample(fc.tuple(point, point), { numRuns: pairs, seed }).entries()) {
    await prepare(i + 1);
    const lived = await liveUntil(world, n, act);
    const at = world.alarm();
    if (at !== undefined) world.clock.advance(Math.max(0, at - world.clock.now()));
    const livedAgain = await liveUntil(world, m, (life) => life.wake.wake('alarm'));
    if (!lived && !livedAgain) twice++;
    await riseUntilQuiet(world);
    await check(i + 1).catch((error: Error) => {
      error.message = `dead at ${n}, then at ${m}: ${error.message}`;
      throw error;
    });
  }
  // A second life that has little to do may outlive its point; most must not.
  tellPoints(`${name}, twice`, twice, pairs / 2);
}

/** False where it died. */
async function liveUntil(world: World, n: number, act: (life: Life) => Promise<unknown>): Promise<boolean> {
  const mortality = mortal(n);
  const life = world.live(mortality);
  return Promise.race([act(life).then(() => true), mortality.died.then(() => false)]);
}

/** Says how many points there were, and fails where they are fewer than `least`. */
export function tellPoints(name: string, points: number, least: number): number {
  process.stdout.write(`deaths, ${name}: ${points} points\n`);
  expect(points, `death points while ${name}`).toBeGreaterThanOrEqual(least);
  return points;
}

/** Every alarm starts a new worker, until nothing is in flight, waiting or to be asked. */
export async function riseUntilQuiet(world: World, isQuiet = () => allIsQuiet(world)): Promise<void> {
  for (let rounds = 0; rounds < 20; rounds++) {
    const at = world.alarm();
    if (at === undefined && (await isQuiet())) return;
    if (at === undefined) throw new Error('nothing would ever wake the worker again');
    world.clock.advance(Math.max(0, at - world.now()));
    const life = world.live();
    await life.wake.wake('alarm');
    if (life.trouble.length > 0) throw new Error(life.trouble.join('\n'));
    const quiet = await isQuiet();
    // It ends before the next begins: a line left open would hear all that the next lives are to have missed.
    life.sockets.dropAll();
    if (quiet) return;
  }
  throw new Error('it does not come to rest');
}

/** Nothing waits to be announced; where nobody announces, nothing can. */
async function isTold({ announces, connection }: World): Promise<boolean> {
  const rows = announces ? await connection.run(everyNotice) : [];
  return !rows.some(({ state }) => /^(waiting|late|showing|summing|again.*)$/.test(state));
}

async function allIsQuiet(world: World): Promise<boolean> {
  if (!(await isTold(world))) return false;
  return world.connection.run(async (db) => {
    const sessions = await db.getAll('sessions');
    const busy = sessions.some(
      ({ inFlight, todo, state }) => inFlight.length > 0 || todo.length > 0 || state !== 'online',
    );
    return !busy && (await db.count('outbox')) === 0 && (await db.count('journal')) === 0;
  });
}
