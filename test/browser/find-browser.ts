import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { BrowserName } from './builds';

export type Found =
  | { readonly is: 'found'; readonly path: string }
  /** A branded Chrome: it does not load an unpacked extension from its command line. */
  | { readonly is: 'branded'; readonly path: string; readonly product: string }
  | { readonly is: 'missing' };

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  isExecutable(path: string): boolean;
  /** What `<path> --version` prints. */
  version(path: string): string;
}

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
  version(path) {
    try {
      return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return '';
    }
  },
};

const commands: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['chromium', 'chromium-browser', 'ungoogled-chromium', 'google-chrome', 'google-chrome-stable'],
  firefox: ['firefox-esr', 'firefox'],
};
const macApplications: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'],
  firefox: ['Firefox.app/Contents/MacOS/firefox'],
};
const override: Readonly<Record<BrowserName, string>> = { chromium: 'UINBELL_CHROMIUM', firefox: 'UINBELL_FIREFOX' };

/** Looks at UINBELL_CHROMIUM or UINBELL_FIREFOX first, then where the system keeps browsers. */
export function findBrowser(browser: BrowserName, machine: Machine = thisMachine): Found {
  const named = machine.env[override[browser]];
  const paths = (named === undefined ? knownPlaces(browser, machine) : [named]).filter(machine.isExecutable);
  const looked = paths.map((path) => look(path, machine));
  return looked.find((found) => found.is === 'found') ?? looked[0] ?? { is: 'missing' };
}

function knownPlaces(browser: BrowserName, { platform, env }: Machine): string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = commands[browser].flatMap((name) => folders.map((folder) => join(folder, name)));
  if (platform !== 'darwin') return onPath;
  return [...onPath, ...macApplications[browser].map((name) => join('/Applications', name))];
}

/** Google Chrome ignores --load-extension since 137; Chromium and Chrome for Testing take it. */
function look(path: string, machine: Machine): Found {
  const product = machine.version(path).trim();
  return /Google Chrome(?! for Testing)/.test(product) ? { is: 'branded', path, product } : { is: 'found', path };
}
