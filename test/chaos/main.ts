import { BadOption, parseChaosOptions } from './options';
import { runChaos } from './run';

// npm run chaos: what happened goes to the error output, the verdict to the output; its last line is one of figures.
const tell = (line: string) => void process.stderr.write(`${line}\n`);
const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const { figures, differences } = await runChaos(parseChaosOptions(process.argv.slice(2)), tell);
  for (const difference of differences) say(`Wrong: ${difference}`);
  say(JSON.stringify(figures));
  process.exitCode = differences.length === 0 ? 0 : 1;
} catch (error) {
  process.exitCode = error instanceof BadOption ? 2 : 1;
  tell(error instanceof BadOption ? error.message : String((error as Error).stack));
}
