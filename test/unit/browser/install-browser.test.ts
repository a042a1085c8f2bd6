import { describe, expect, it } from 'vitest';
import type { Found } from '../../browser/find-browser';
import { provideBrowser, provideDesktop, type Situation } from '../../browser/install-browser';

/** A machine on which the browser is found as `first`, and as `second` once something was installed. */
function situation(first: Found, more: Partial<Situation> = {}, second: Found = first) {
  const installed: Array<{ names: readonly string[]; withSudo: boolean }> = [];
  const here: Situation = {
    find: () => (installed.length === 0 ? first : second),
    hasDesktop: () => installed.length > 0,
    hasApt: true,
    isRoot: true,
    install: (names, withSudo) => installed.push({ names, withSudo }) > 0,
    ...more,
  };
  return { here, installed };
}
const found: Found = { is: 'found', path: '/usr/bin/chromium' };
const missing: Found = { is: 'missing' };

describe('a browser that is there', () => {
  it('is taken, and nothing is installed', () => {
    const { here, installed } = situation(found);
    expect(provideBrowser('chromium', { install: true }, here)).toBe('/usr/bin/chromium');
    expect(installed).toEqual([]);
  });
});

describe('a browser that is missing', () => {
  it('is installed without asking as root on Debian, with fonts, and it says so', () => {
    const { here, installed } = situation(missing, {}, found);
    const said: string[] = [];
    expect(provideBrowser('chromium', { say: (line) => said.push(line) }, here)).toBe('/usr/bin/chromium');
    expect(installed).toEqual([{ names: expect.arrayContaining(['chromium', 'fonts-noto-cjk']), withSudo: false }]);
    expect(said).toHaveLength(1);
  });

  it('is installed by somebody else only when told to', () => {
    const { here, installed } = situation(missing, { isRoot: false }, found);
    expect(() => provideBrowser('chromium', {}, here)).toThrow(
      'Chromium is not here: run "sudo apt-get install chromium',
    );
    expect(installed).toEqual([]);
    expect(provideBrowser('chromium', { install: true }, here)).toBe('/usr/bin/chromium');
    expect(installed[0]?.withSudo).toBe(true);
  });

  it('is named in one sentence where there is no apt', () => {
    const { here } = situation(missing, { hasApt: false });
    expect(() => provideBrowser('firefox', { install: true }, here)).toThrow(
      "Firefox is not here: install it from your system's packages, or name its program in UINBELL_FIREFOX.",
    );
  });

  it('is an error where installing did not help', () => {
    expect(() => provideBrowser('chromium', {}, situation(missing).here)).toThrow('installed but was not found');
    const { here } = situation(missing, { install: () => false });
    expect(() => provideBrowser('chromium', {}, here)).toThrow('apt-get could not install chromium');
  });
});

it('a branded Chrome is explained, with where to load the extension by hand', () => {
  const branded: Found = { is: 'branded', path: '/usr/bin/google-chrome', product: 'Google Chrome 156' };
  const { here } = situation(branded, { isRoot: false });
  expect(() => provideBrowser('chromium', {}, here)).toThrow(/Google Chrome 156 does not load.*chrome:\/\/extensions/);
});

describe('the parts of a desktop', () => {
  it('are left alone where they are there', () => {
    const { here, installed } = situation(found, { hasDesktop: () => true });
    provideDesktop({ install: true }, here);
    expect(installed).toEqual([]);
  });

  it('are installed beside browsers that were there already', () => {
    const { here, installed } = situation(found);
    provideDesktop({}, here);
    expect(installed).toEqual([{ names: ['dbus', 'libnotify4'], withSudo: false }]);
  });

  it('are named in one sentence to somebody else', () => {
    const { here } = situation(found, { isRoot: false });
    expect(() => provideDesktop({}, here)).toThrow(
      'Notifications cannot be tested here: run "sudo apt-get install dbus libnotify4", or add --install.',
    );
  });
});
