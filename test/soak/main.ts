import { BadOption, parseSoakOptions } from './options';
import { runSoak } from './run';

// npm run soak: several accounts of one host in flight for a while, by the clock on the wall; the last line is figures.
try {
  const { figures, wrong } = await runSoak(parseSoakOptions(process.argv.slice(2)), (line) => {
    process.stderr.write(`${line}\n`);
  });
  for (const sentence of wrong) process.stdout.write(`Wrong: ${sentence}\n`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} catch (error) {
  process.exitCode = error instanceof BadOption ? 2 : 1;
  process.stderr.write(`${error instanceof BadOption ? error.message : String((error as Error).stack)}\n`);
}
