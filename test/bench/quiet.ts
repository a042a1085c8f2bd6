import { cpus } from 'node:os';

const windowMs = 250;
const idleEnough = 0.85;
const patienceMs = 10_000;

/**
 * Waits until the machine has nothing else to do: what the run before left behind (a renderer that ends, a trace that is
 * written) would be measured with the next. Gives up after ten seconds, as a busy machine may stay so; the figure's `load`
 * tells.
 */
export async function becomeQuiet(): Promise<void> {
  const end = Date.now() + patienceMs;
  let before = times();
  while (Date.now() < end) {
    await new Promise((done) => setTimeout(done, windowMs));
    const now = times();
    const idle = (now.idle - before.idle) / (now.all - before.all);
    if (idle >= idleEnough) return;
    before = now;
  }
}

function times(): { idle: number; all: number } {
  const all = cpus().map((cpu) => cpu.times);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { idle: sum(all.map(({ idle }) => idle)), all: sum(all.flatMap((each) => Object.values(each))) };
}
