import { parseArgs } from 'node:util';
import { projectRoot } from './browser/builds';
import { type Phase, phases, type Setting } from './checks/phases';
import type { Count } from './checks/run-vitest';

// npm test: every phase in turn, up to the first that fails. `npm test -- unit sizes` runs only the phases it names.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { install: { type: 'boolean' } } });
const say = (line: string) => void process.stdout.write(`${line}\n`);

const unknown = positionals.filter((name) => !phases.some((phase) => phase.name === name));
if (unknown.length > 0) {
  say(`no phase is called ${unknown.join(', ')}; there are ${phases.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
} else {
  const chosen = positionals.length === 0 ? phases : phases.filter(({ name }) => positionals.includes(name));
  const { passed, failed } = await runAll(chosen, { root: projectRoot, install: values.install ?? false, say });
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runAll(chosen: readonly Phase[], setting: Setting): Promise<Count> {
  const begun = Date.now();
  const total = { passed: 0, failed: 0 };
  for (const { name, run } of chosen) {
    const start = Date.now();
    say(`${name} …`);
    const { passed, failed } = await run(setting);
    total.passed += passed;
    total.failed += failed;
    say(`${name}: ${failed === 0 ? 'passed' : 'FAILED'} in ${seconds(start)}`);
    if (failed > 0) break;
  }
  say(`all in ${seconds(begun)}`);
  return total;
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
