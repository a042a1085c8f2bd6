import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { BrowserName } from './builds';
import { type Found, findBrowser } from './find-browser';

/** Noto shows Chinese; libnotify is what Firefox's notifications go through; Xvfb and D-Bus stand in for a desktop. */
const packages: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['chromium', 'fonts-noto-cjk', 'xvfb', 'dbus'],
  firefox: ['firefox-esr', 'fonts-noto-cjk', 'libnotify4', 'xvfb', 'dbus'],
};

/** What stands in for a desktop in tests of notifications (`notification-service.ts`). */
const desktopPackages = ['dbus', 'libnotify4'];

export interface Situation {
  readonly find: (browser: BrowserName) => Found;
  /** A message bus can be started, and the library is there through which Firefox speaks on it. */
  readonly hasDesktop: () => boolean;
  readonly hasApt: boolean;
  readonly isRoot: boolean;
  /** Installs the packages, with sudo where we are not root; true if that worked. */
  readonly install: (names: readonly string[], withSudo: boolean) => boolean;
}

export const thisSituation: Situation = {
  find: findBrowser,
  hasDesktop: () =>
    spawnSync('dbus-daemon', ['--version'], { stdio: 'ignore' }).status === 0 &&
    spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout?.includes('libnotify.so.4') === true,
  hasApt: existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
  isRoot: process.getuid?.() === 0,
  install: installWithApt,
};

/**
 * The browser's program. Where it is missing: on Debian as root it is installed without asking, elsewhere on Debian
 * with `--install`; otherwise one sentence says what to do.
 *
 * @throws CannotProvide with that sentence.
 */
export function provideBrowser(
  browser: BrowserName,
  { install = false, say = () => {} }: { install?: boolean; say?: (line: string) => void } = {},
  situation: Situation = thisSituation,
): string {
  const first = situation.find(browser);
  if (first.is === 'found') return first.path;
  if (situation.hasApt && (situation.isRoot || install)) {
    say(`installing ${packages[browser].join(', ')}`);
    const worked = situation.install(packages[browser], !situation.isRoot);
    const second = situation.find(browser);
    if (second.is === 'found') return second.path;
    throw new CannotProvide(
      worked ? `${browser} is installed but was not found` : `apt-get could not install ${browser}`,
    );
  }
  if (first.is === 'branded') {
    throw new CannotProvide(
      `${first.product} does not load an unpacked extension from its command line: install Chromium, or open ` +
        'chrome://extensions, switch developer mode on, choose "Load unpacked" and pick .output/chrome-mv3.',
    );
  }
  const how = situation.hasApt
    ? `run "sudo apt-get install ${packages[browser].join(' ')}", or add --install`
    : `install it from your system's packages, or name its program in UINBELL_${browser.toUpperCase()}`;
  throw new CannotProvide(`${browser === 'chromium' ? 'Chromium' : 'Firefox'} is not here: ${how}.`);
}

/** The same for the parts of a desktop: a machine with browsers and no screen may lack them. */
export function provideDesktop(
  { install = false, say = () => {} }: { install?: boolean; say?: (line: string) => void } = {},
  situation: Situation = thisSituation,
): void {
  if (situation.hasDesktop()) return;
  if (situation.hasApt && (situation.isRoot || install)) {
    say(`installing ${desktopPackages.join(', ')}`);
    situation.install(desktopPackages, !situation.isRoot);
    if (situation.hasDesktop()) return;
    throw new CannotProvide('D-Bus and libnotify could not be installed');
  }
  const how = situation.hasApt
    ? `run "sudo apt-get install ${desktopPackages.join(' ')}", or add --install`
    : "install dbus-daemon and libnotify from your system's packages";
  throw new CannotProvide(`Notifications cannot be tested here: ${how}.`);
}

export class CannotProvide extends Error {
  override readonly name = 'CannotProvide';
}

function installWithApt(names: readonly string[], withSudo: boolean): boolean {
  const run = (...args: string[]): boolean => {
    const words = [...(withSudo ? ['sudo'] : []), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    const [program = 'env', ...rest] = words;
    // sudo asks for the password on the terminal itself; apt-get must never wait for an answer.
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  return run('update') && run('install', '-y', '--no-install-recommends', ...names);
}
