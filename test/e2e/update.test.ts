import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../browser/ask';
import { buildFolder } from '../browser/builds';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { type NotificationService, startNotificationService } from '../browser/notification-service';
import { readRows } from '../browser/raw-store';
import { type QqServer, startServer } from '../browser/server';
import { until } from '../browser/wait';
import { friendOf, signInShops, storedTexts } from './chat';

let desktop: NotificationService;
let server: QqServer;
let browser: LiveChromium;
let folder: string;
let web: Server;

beforeAll(async () => {
  [desktop, server] = await Promise.all([startNotificationService(), startServer()]);
  // A copy, since what is installed is replaced under the running browser, as the browser's own updater does.
  folder = await mkdtemp(join(tmpdir(), 'uinbell-update-'));
  await cp(buildFolder('chromium'), folder, { recursive: true });
  browser = await launchChromium({ extension: folder, desktop: desktop.address });
  await signInShops(browser, server, ['10001', '10002']);
  web = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<iframe id="ours" src="${browser.origin}/popup.html"></iframe>`);
  });
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await desktop.stop();
  web.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

async function update(version: string): Promise<void> {
  // Without developer mode Chromium does not load an unpacked extension a second time.
  const settings = await browser.context.newPage();
  await settings.goto('chrome://extensions/');
  await settings.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  await settings.close();
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, version }));
  await browser.run('setTimeout(() => chrome.runtime.reload())').catch(() => {});
}

const version = () => browser.run<string>('chrome.runtime.getManifest().version').catch(() => '');

describe('the extension', () => {
  it('is framed by no page of the web', async () => {
    const page = await browser.context.newPage();
    await page.goto(`http://127.0.0.1:${(web.address() as AddressInfo).port}/`);
    await page.locator('#ours').waitFor();
    for (const frame of page.frames()) expect(await frame.locator('#app, .popup').count()).toBe(0);
    await page.close();
  });

  it('is updated while people speak and pages are open, and nothing of it is lost', async () => {
    const said: string[] = [];
    const say = async (text: string) => {
      for (const uin of ['10001', '10002']) {
        await server.say({ from: friendOf(uin), to: uin, text: `${text} ${uin}` });
        said.push(`${text} ${uin}`);
      }
    };
    const inbox = await browser.openPage('inbox.html');
    await inbox.locator('.inbox').waitFor();
    await say('before');
    await ask(browser, 'wake', { why: 'person' });
    await say('during');
    await update('0.1.1');
    await say('while it starts');
    await until(async () => (await version()) === '0.1.1', { what: 'the new version' });
    await say('after');
    // Chromium closes an extension's tabs with the version they belong to; one that stays must say so.
    if (!inbox.isClosed()) await inbox.locator('.stale').waitFor();
    await browser.openPage('inbox.html');
    await until(async () => (await storedTexts(browser)).length >= said.length, {
      what: 'all that was said, stored',
      every: 250,
    });
    expect((await storedTexts(browser)).toSorted()).toEqual(said.toSorted());
    await until(async () => (await browser.badge()) === String(said.length), { what: 'the badge to say so' });
  });

  it('puts back what was announced and is unread, silently, and nothing that the person wiped away', async () => {
    const stands = (text: string) => desktop.showing().find(({ body }) => body.includes(text));
    const announced = async (uin: string, text: string) => {
      await server.say({ from: friendOf(uin), to: uin, text });
      // The inbox that is open asks for it.
      return until(() => stands(text), { what: `the notification of ${text}` });
    };
    desktop.dismiss((await announced('10002', 'wiped away')).id);
    await until(
      async () => (await readRows<{ state: string }>(browser, 'notices')).some(({ state }) => state === 'put-away'),
      { what: 'what was wiped away to be written down' },
    );
    await announced('10001', 'unread over the update');
    const before = desktop.said().length;
    await update('0.1.2');
    await until(() => desktop.said().length > before && stands('unread over the update'), {
      what: 'the same once more',
    });
    const again = desktop.said().slice(before);
    expect(again.filter(({ body }) => body.includes('unread over the update'))).toHaveLength(1);
    expect(again.map(({ silent }) => silent)).not.toContain(false);
    expect(desktop.showing().filter(({ body }) => body.includes('unread over the update'))).toHaveLength(1);
    expect(again.filter(({ body }) => body.includes('wiped away'))).toEqual([]);
  });

  it('tells a page of the version before that it is old, and reloads it on a click', async () => {
    const page = await browser.context.newPage();
    await page.addInitScript(() => {
      const { runtime } = (globalThis as unknown as { chrome: { runtime: { getManifest: () => object } } }).chrome;
      const manifest = runtime.getManifest();
      if (sessionStorage.getItem('reloaded') === null) runtime.getManifest = () => ({ ...manifest, version: '0.1.0' });
      sessionStorage.setItem('reloaded', 'yes');
    });
    await page.goto(`${browser.origin}/inbox.html`);
    await page.locator('.stale').waitFor();
    await page.locator('.stale button').click();
    await page.locator('.inbox').waitFor();
    await until(async () => (await page.locator('.stale').count()) === 0, { what: 'a page of this version' });
    expect(browser.errors()).toEqual([]);
  });
});
