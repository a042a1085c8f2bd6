import { mortal } from './mortal';
import type { Life, World } from './world';

/**
 * Runs `act` in a life that ends at its n-th death point, for every n, each time followed by lives that start with an
 * empty memory when the alarm rings; then `check` compares. Answers how many points there were, so that a test notices
 * when they become fewer.
 */
export async function atEveryDeath(
  world: World,
  {
    prepare,
    act,
    check,
  }: { prepare(n: number): Promise<void>; act(life: Life): Promise<unknown>; check(n: number): Promise<void> },
): Promise<number> {
  for (let n = 1; ; n++) {
    await prepare(n);
    const mortality = mortal(n);
    const life = world.live(mortality);
    const lived = await Promise.race([act(life).then(() => true), mortality.died.then(() => false)]);
    await riseUntilQuiet(world);
    await check(n);
    if (lived) return n - 1;
  }
}

/** Every alarm starts a new worker, until nothing is in flight, waiting or to be asked. */
export async function riseUntilQuiet(world: World): Promise<void> {
  for (let rounds = 0; rounds < 20; rounds++) {
    const at = world.alarm();
    if (at === undefined) throw new Error('nothing would ever wake the worker again');
    world.clock.advance(Math.max(0, at - world.clock.now()));
    const life = world.live();
    await life.wake.wake('alarm');
    if (life.trouble.length > 0) throw new Error(life.trouble.join('\n'));
    if (await isQuiet(world)) return;
  }
  throw new Error('it does not come to rest');
}

function isQuiet(world: World): Promise<boolean> {
  return world.connection.run(async (db) => {
    const sessions = await db.getAll('sessions');
    const busy = sessions.some(
      ({ inFlight, todo, state }) => inFlight.length > 0 || todo.length > 0 || state !== 'online',
    );
    return !busy && (await db.count('outbox')) === 0 && (await db.count('journal')) === 0;
  });
}
