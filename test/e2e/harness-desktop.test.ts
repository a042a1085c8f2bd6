import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { type NotificationService, startNotificationService } from '../browser/notification-service';
import { until } from '../browser/wait';
import { writeExtension } from './small-extension';

/** Remembers clicks in storage: the worker that heard them may be another one than the one that was asked. */
const background = `
  const api = globalThis.browser ?? chrome;
  const heard = (what) => api.storage.local.set({ heard: what });
  api.notifications.onClicked.addListener((id) => heard('clicked ' + id));
  api.notifications.onButtonClicked?.addListener((id, n) => heard('button ' + n + ' of ' + id));
`;

/** A picture of one point: Chromium refuses a notification without one. */
const dot =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('a stand-in desktop for %s', (_, launch) => {
  let folder: string;
  let desktop: NotificationService;
  let browser: LiveBrowser;
  const say = (id: string, more: object = {}) => {
    const options = {
      type: 'basic',
      iconUrl: dot,
      title: '林小满 → 优品小店',
      message: 'a < b & 你好',
      ...more,
    };
    return browser.run(
      `(globalThis.browser ?? chrome).notifications.create(${JSON.stringify(id)}, ${JSON.stringify(options)})`,
    );
  };
  const heard = (what: string) =>
    until(
      async () =>
        (await browser.run<{ heard?: string }>(`(globalThis.browser ?? chrome).storage.local.get()`)).heard === what,
      { what },
    );

  beforeAll(async () => {
    folder = await writeExtension({ 'background.js': background, 'popup.html': '' }, ['storage', 'notifications']);
    desktop = await startNotificationService();
    browser = await launch({ extension: folder, desktop: desktop.address });
  });
  afterAll(async () => {
    await browser?.close();
    await desktop?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('hears what is said word for word, and shows one where one was replaced', async () => {
    await say('one');
    const first = await until(() => desktop.showing()[0], { what: 'the notification' });
    expect(first).toMatchObject({ summary: '林小满 → 优品小店', body: 'a < b & 你好', replaces: 0 });
    await say('one', { message: 'again' });
    const [now] = await until(() => desktop.showing().some(({ body }) => body === 'again') && desktop.showing(), {
      what: 'the one that replaces it',
    });
    // Chromium keeps the number, Firefox closes the old one first.
    if (browser.name === 'chromium') expect(now).toMatchObject({ id: first.id, replaces: first.id });
    await until(() => desktop.showing().length === 1, { what: 'one of them' });
  });

  it('clicks, and a stopped worker hears it', async () => {
    await browser.stopWorker();
    expect(await browser.workerBoot()).toBeUndefined();
    desktop.click(desktop.showing()[0]?.id ?? 0);
    await heard('clicked one');
    expect(await browser.workerBoot()).toBeDefined();
  });

  it('presses buttons where the browser has them; Firefox refuses the whole call', async () => {
    const said = say('two', { buttons: [{ title: 'Reply' }, { title: 'Mark read' }], silent: true });
    if (browser.name === 'firefox') return expect(said).rejects.toThrow('"buttons" is unsupported');
    await said;
    const shown = await until(() => desktop.showing()[0], { what: 'the notification' });
    expect(shown).toMatchObject({ silent: true, actions: { 0: 'Reply', 1: 'Mark read' } });
    desktop.click(shown.id, 'Mark read');
    await heard('button 1 of two');
  });

  it('shows nothing any more once it was cleared', async () => {
    await say('three');
    await until(() => desktop.showing().length > 0, { what: 'the notification' });
    await browser.run(`(globalThis.browser ?? chrome).notifications.clear('three')`);
    await until(() => desktop.showing().length === 0, { what: 'it to be gone' });
  });
});
