import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command';

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/**
 * Runs the tests of one configuration, shown as they go.
 *
 * @param options of vitest's own: `--project=…`, `--maxWorkers=…`
 */
export async function runVitest(root: string, config: string, ...options: readonly string[]): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'uinbell-tests-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const words = ['run', '--config', config, ...options, '--allowOnly=false', ...reporters];
    const { code } = await runCommand(root, 'vitest', words, { show: true });
    const report = await readFile(file, 'utf8').catch(() => undefined);
    return countTests(report === undefined ? undefined : (JSON.parse(report) as Report), code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A test that did not run has not passed, and neither has a run that ended badly for a reason of its own. */
export function countTests(report: Report | undefined, code: number): Count {
  if (report === undefined) return { passed: 0, failed: 1 };
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: code === 0 ? failed : Math.max(1, failed) };
}
