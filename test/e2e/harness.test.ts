import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { until } from '../browser/wait';

const hosts = ['http://shop.test/*'];
const hasHosts = (browser: LiveBrowser) =>
  browser.run<boolean>(`(globalThis.browser ?? chrome).permissions.contains({ origins: ${JSON.stringify(hosts)} })`);

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('in %s', (_, launch) => {
  let browser: LiveBrowser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it('the production build is installed and its pages have its APIs', async () => {
    const name = await browser.run<string>('(globalThis.browser ?? chrome).runtime.getManifest().default_locale');
    expect(name).toBe('en');
  });

  it('a background that is stopped is dead, and the next one is another', async () => {
    const first = await until(() => browser.workerBoot(), { what: 'the background to run' });
    await browser.stopWorker();
    expect(await browser.workerBoot()).not.toBe(first);
    await browser.run('(globalThis.browser ?? chrome).runtime.sendMessage({}).catch(() => null)');
    const second = await until(() => browser.workerBoot(), { what: 'the background to run again' });
    expect(second).not.toBe(first);
  });

  it('hosts are granted and taken away', async () => {
    expect(await hasHosts(browser)).toBe(false);
    await browser.grant(hosts);
    expect(await hasHosts(browser)).toBe(true);
    await browser.revoke(hosts);
    expect(await hasHosts(browser)).toBe(false);
  });

  it('nothing went wrong so far, and what goes wrong in a page is noticed', async () => {
    expect(browser.errors()).toEqual([]);
    await browser.run(`void setTimeout(() => { throw new Error('thrown on purpose'); })`);
    await browser.run(`void Promise.reject(new Error('rejected on purpose'))`);
    await browser.run(`console.error('said on purpose')`);
    for (const part of ['thrown', 'rejected', 'said']) {
      await until(() => browser.errors().some((line) => line.includes(`${part} on purpose`)), {
        what: `the error that was ${part}`,
      });
    }
  });
});
