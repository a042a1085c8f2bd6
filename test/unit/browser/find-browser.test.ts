import { describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from '../../browser/find-browser';

const machine = (versions: Record<string, string>, more: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  env: { PATH: '/usr/local/bin:/usr/bin' },
  isExecutable: (path) => path in versions,
  version: (path) => versions[path] ?? '',
  ...more,
});

describe('a browser is found', () => {
  it('where the system keeps it', () => {
    const debian = machine({
      '/usr/bin/chromium': 'Chromium 156.0.8078.79\n',
      '/usr/bin/firefox-esr': 'Mozilla Firefox',
    });
    expect(findBrowser('chromium', debian)).toEqual({ is: 'found', path: '/usr/bin/chromium' });
    expect(findBrowser('firefox', debian)).toEqual({ is: 'found', path: '/usr/bin/firefox-esr' });
  });

  it('on a Mac', () => {
    const path = '/Applications/Chromium.app/Contents/MacOS/Chromium';
    expect(findBrowser('chromium', machine({ [path]: 'Chromium 156' }, { platform: 'darwin' }))).toEqual({
      is: 'found',
      path,
    });
  });

  it('where the environment says it is, and nowhere else', () => {
    const here = machine(
      { '/usr/bin/chromium': 'Chromium 156', '/opt/other': 'Chromium 160' },
      { env: { PATH: '/usr/bin', UINBELL_CHROMIUM: '/opt/other' } },
    );
    expect(findBrowser('chromium', here)).toEqual({ is: 'found', path: '/opt/other' });
    expect(findBrowser('chromium', { ...here, env: { ...here.env, UINBELL_CHROMIUM: '/opt/gone' } }).is).toBe(
      'missing',
    );
  });
});

describe('a branded Chrome', () => {
  const chrome = { '/usr/bin/google-chrome': 'Google Chrome 156.0.1 ' };

  it('is told apart, since it loads no extension from its command line', () => {
    expect(findBrowser('chromium', machine(chrome))).toEqual({
      is: 'branded',
      path: '/usr/bin/google-chrome',
      product: 'Google Chrome 156.0.1',
    });
  });

  it('is passed over for a Chromium', () => {
    const both = machine({ ...chrome, '/usr/bin/chromium': 'Chromium 156' });
    expect(findBrowser('chromium', both)).toEqual({ is: 'found', path: '/usr/bin/chromium' });
  });

  it('is not what Chrome for Testing is', () => {
    const path = '/usr/bin/google-chrome';
    expect(findBrowser('chromium', machine({ [path]: 'Google Chrome for Testing 156.0.1' }))).toEqual({
      is: 'found',
      path,
    });
  });
});

it('no browser at all is missing', () => {
  expect(findBrowser('chromium', machine({}))).toEqual({ is: 'missing' });
  expect(findBrowser('firefox', machine({}, { env: {} }))).toEqual({ is: 'missing' });
});
