import { CannotProvide, provideBrowser, provideDesktop } from '../browser/install-browser';
import { checkBoundaries } from './boundaries';
import type { Check } from './check';
import { checkGlobals } from './globals';
import { checkListeners } from './listeners';
import { checkLocales } from './locales';
import { checkPermissions } from './permissions';
import { runCommand } from './run-command';
import { type Count, runVitest } from './run-vitest';
import { checkSealed } from './sealed';
import { checkSizes } from './sizes';
import { checkWebExtLint } from './web-ext-lint';

export interface Setting {
  readonly root: string;
  /** Whether missing browsers may be installed where that means asking for a password. */
  readonly install: boolean;
  readonly say: (line: string) => void;
}

export interface Phase {
  readonly name: string;
  readonly run: (setting: Setting) => Promise<Count>;
}

/** Phases that run one after another. */
export type Lane = readonly Phase[];

/** One step after the other; the lanes of a step run beside each other, on the two cores that a machine has at least. */
export const steps: ReadonlyArray<readonly Lane[]> = [
  [[{ name: 'browsers', run: findBrowsers }]],
  [
    [{ name: 'types', run: command('tsc', '--noEmit') }],
    [
      { name: 'lint', run: command('biome', 'check', '--error-on-warnings') },
      { name: 'boundaries', run: check(checkBoundaries) },
      { name: 'globals', run: check(checkGlobals) },
      { name: 'locales', run: check(checkLocales) },
      { name: 'build-chromium', run: command('wxt', 'build') },
      { name: 'build-firefox', run: command('wxt', 'build', '-b', 'firefox', '--mv3') },
      { name: 'sizes', run: check(checkSizes) },
      { name: 'listeners', run: check(checkListeners) },
      { name: 'permissions', run: check(checkPermissions) },
      { name: 'sealed', run: check(checkSealed) },
      { name: 'web-ext', run: check(checkWebExtLint) },
    ],
  ],
  [
    // Unit tests reckon, end-to-end tests mostly wait for the other side, and those of alarms wait for a minute to pass.
    // One worker is enough to end before the others do, and leaves them half a core.
    [{ name: 'unit', run: ({ root }) => runVitest(root, 'test/vitest.config.ts', '--maxWorkers=1') }],
    [{ name: 'alarms', run: endToEnd('waiting') }],
    [{ name: 'e2e', run: endToEnd('together') }],
  ],
  // What compares with a clock has both cores to itself.
  [[{ name: 'clocks', run: endToEnd('alone') }]],
];

const passed: Count = { passed: 1, failed: 0 };
const failed: Count = { passed: 0, failed: 1 };

function check(look: Check): Phase['run'] {
  return async ({ root, say }) => {
    const { findings, notes } = await look(root);
    for (const note of notes) say(`  ${note}`);
    for (const { where, what } of findings) say(`  ${where}: ${what}`);
    return findings.length === 0 ? passed : failed;
  };
}

function command(name: string, ...words: string[]): Phase['run'] {
  return async ({ root, say }) => {
    const { code, output } = await runCommand(root, name, words);
    if (code !== 0) say(output);
    return code === 0 ? passed : failed;
  };
}

function endToEnd(project: string): Phase['run'] {
  return ({ root }) => runVitest(root, 'test/vitest.e2e.config.ts', `--project=${project}`);
}

async function findBrowsers({ install, say }: Setting): Promise<Count> {
  try {
    for (const browser of ['chromium', 'firefox'] as const) say(`  ${provideBrowser(browser, { install, say })}`);
    provideDesktop({ install, say });
    return passed;
  } catch (error) {
    if (!(error instanceof CannotProvide)) throw error;
    say(`  ${error.message}`);
    return failed;
  }
}
