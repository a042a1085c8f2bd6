import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { projectRoot } from '../browser/builds';
import { provideBrowser } from '../browser/install-browser';
import { readCases } from './cases';
import { runCases } from './run';

const usage = 'npm run corpus -- FILE.jsonl [--shuffle] [--wrap] [--static] [--built]';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shuffle: { type: 'boolean', default: false },
    wrap: { type: 'boolean', default: false },
    static: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
  },
});
const [file] = positionals;
if (file === undefined || positionals.length > 1) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}
provideBrowser('chromium');
const cases = readCases(file, values);
if (!values.built) {
  execFileSync('npx', ['wxt', 'build'], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
}
const total = { cases: cases.length, found: 0, missed: 0, wrong: 0 };
const errors = await runCases(
  cases,
  (result) => {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    const { expect = [] } = cases.find(({ id }) => id === result.id) ?? {};
    total.missed += result.missing.length;
    total.wrong += result.extra.length;
    total.found += Math.max(0, expect.length - result.missing.length);
  },
  values,
);
for (const error of errors) process.stderr.write(`${error}\n`);
process.stdout.write(`${JSON.stringify(total)}\n`);
process.exitCode = total.missed + total.wrong + errors.length > 0 ? 1 : 0;
