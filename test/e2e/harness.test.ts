import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { startPlainChromium } from '../browser/plain-chromium';
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

describe('a Chromium profile', () => {
  let folder: string | undefined;
  afterEach(async () => {
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('keeps its grants through a start without a debugger, a kill and a new launch', async () => {
    folder = await mkdtemp(join(tmpdir(), 'uinbell-kept-'));
    const first = await launchChromium({ profile: folder });
    await first.grant(hosts);
    await first.run(`chrome.storage.local.set({ witness: 'here' })`);
    await first.close();

    const visited = await pageThatTells();
    const plain = startPlainChromium({
      profile: folder,
      hostMap: { 'shop.test:80': visited.port },
      page: 'http://shop.test/',
    });
    await until(() => visited.seen(), { what: `the plain browser to open a page (${plain.said()})`, ms: 20_000 });
    await plain.kill();
    await visited.close();

    const last = await launchChromium({ profile: folder, lang: 'zh-CN' });
    expect(await hasHosts(last)).toBe(true);
    expect(await last.run(`chrome.storage.local.get('witness')`)).toEqual({ witness: 'here' });
    expect(await last.run('chrome.i18n.getUILanguage()')).toBe('zh-CN');
    await last.close();
  });
});

/** Tells whether a browser came by. */
async function pageThatTells(): Promise<{ port: number; seen(): boolean; close(): Promise<void> }> {
  let visits = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen: () => visits > 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
