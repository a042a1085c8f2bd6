import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { projectRoot } from '../browser/builds';
import { provideBrowser } from '../browser/install-browser';
import { BadOption, parseStartOptions, type StartOptions } from './options';
import { faultsOf } from './report';
import { BrowserClosed, runStart } from './run';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(options: StartOptions): Promise<number> {
  provideBrowser(options.browser, { install: options.install });
  say('Building…');
  const flags = options.browser === 'firefox' ? ['-b', 'firefox', '--mv3'] : [];
  execFileSync('npx', ['wxt', 'build', ...flags], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
  say(`Starting the QQ server and ${options.browser} with ${options.accounts} accounts…`);
  const report = await runStart(options);
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (options.report) writeFileSync(options.report, text);
  say(text);
  const faults = faultsOf(report);
  for (const fault of faults) say(`Wrong: ${fault}`);
  return faults.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(parseStartOptions(process.argv.slice(2)));
} catch (error) {
  if (error instanceof BrowserClosed) say('The browser was closed.');
  else {
    process.exitCode = error instanceof BadOption ? 2 : 1;
    process.stderr.write(`${error instanceof BadOption ? error.message : (error as Error).stack}\n`);
  }
}
