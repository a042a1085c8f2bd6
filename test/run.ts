import { parseArgs } from 'node:util';
import { projectRoot } from './browser/builds';
import { type Lane, type Phase, type Setting, steps } from './checks/phases';
import type { Count } from './checks/run-vitest';

// npm test: every step in turn, up to the first in which something fails. `npm test -- unit sizes` runs only the phases it names.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { install: { type: 'boolean' } } });
const say = (line: string) => void process.stdout.write(`${line}\n`);

const names = steps.flat(2).map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  say(`no phase is called ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exitCode = 2;
} else {
  const isChosen = ({ name }: Phase) => positionals.length === 0 || positionals.includes(name);
  const { passed, failed } = await runAll(isChosen, { root: projectRoot, install: values.install ?? false, say });
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runAll(isChosen: (phase: Phase) => boolean, setting: Setting): Promise<Count> {
  const begun = Date.now();
  let total: Count = { passed: 0, failed: 0 };
  for (const step of steps) {
    const lanes = step.map((lane) => lane.filter(isChosen)).filter((lane) => lane.length > 0);
    const counts = await Promise.all(lanes.map((lane) => runLane(lane, setting)));
    total = [total, ...counts].reduce(add);
    if (total.failed > 0) break;
  }
  say(`all in ${seconds(begun)}`);
  return total;
}

/** Its phases in turn, up to the first that fails. */
async function runLane(lane: Lane, setting: Setting): Promise<Count> {
  let total: Count = { passed: 0, failed: 0 };
  for (const { name, run } of lane) {
    const start = Date.now();
    say(`${name} …`);
    const count = await run({ ...setting, say: (line) => say(`  ${name}: ${line.trimStart()}`) });
    total = add(total, count);
    say(`${name}: ${count.failed === 0 ? 'passed' : 'FAILED'} in ${seconds(start)}`);
    if (count.failed > 0) break;
  }
  return total;
}

function add(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
