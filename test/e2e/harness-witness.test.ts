import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { launchFirefox } from '../browser/firefox';
import type { LiveBrowser } from '../browser/live-browser';
import { deleteRow, objectStores, readRows } from '../browser/raw-store';
import { until } from '../browser/wait';
import { writeExtension } from './small-extension';

// It does everything wrong: the harness must not be blind where the product is at fault.
const faulty = {
  'background.js': `
    const api = globalThis.browser ?? chrome;
    api.action.setBadgeText({ text: '7' });
    api.runtime.onMessage.addListener((message) => {
      if (message === 'throw') setTimeout(() => { throw new Error('the worker threw'); });
    });
    console.error('the worker complained', 42);
    Promise.reject(new Error('the worker rejected'));`,
  'popup.html': '<!doctype html><title>Popup</title><p>here</p><script src="popup.js"></script>',
  'popup.js': `throw new Error('the popup threw');`,
};

let extension: string;
beforeAll(async () => {
  extension = await writeExtension(faulty);
});
afterAll(() => rm(extension, { recursive: true, force: true }));

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('in %s', (_, launch) => {
  let browser: LiveBrowser;
  beforeAll(async () => {
    browser = await launch({ extension });
  });
  afterAll(() => browser?.close());

  const noticed = (text: string) =>
    until(() => browser.errors().some((line) => line.includes(text)), { what: `"${text}" among the errors` });

  it('errors of the background are noticed from its first line on, and after a restart', async () => {
    await noticed('the worker complained');
    await noticed('the worker rejected');
    await browser.stopWorker();
    expect(browser.errors().some((line) => line.includes('the worker threw'))).toBe(false);
    await browser.run(`(globalThis.browser ?? chrome).runtime.sendMessage('throw').catch(() => null)`);
    await noticed('the worker threw');
  });

  it('the badge is read', async () => {
    expect(await browser.badge()).toBe('7');
  });

  it('the raw reader reads and deletes rows and never makes a database', async () => {
    expect(await objectStores(browser)).toEqual([]);
    expect(await browser.run('indexedDB.databases().then((all) => all.length)')).toBe(0);
    await expect(readRows(browser, 'messages')).rejects.toThrow('no database yet');
    await browser.run(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('uinbell', 3);
      opening.onupgradeneeded = () => {
        const store = opening.result.createObjectStore('messages', { keyPath: ['account', 'n'] });
        store.put({ account: 1, n: 1, text: '你好' });
        store.put({ account: 1, n: 2, bytes: new Uint8Array([1, 2]), inner: [{ box: new ArrayBuffer(1) }] });
      };
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => { opening.result.close(); resolve(null); };
    })`);
    expect(await objectStores(browser)).toEqual(['messages']);
    expect(await readRows(browser, 'messages')).toEqual([
      { account: 1, n: 1, text: '你好' },
      { account: 1, n: 2, bytes: [1, 2], inner: [{ box: [0] }] },
    ]);
    await deleteRow(browser, 'messages', [1, 1]);
    expect(await readRows(browser, 'messages')).toHaveLength(1);
    await expect(readRows(browser, 'nowhere')).rejects.toThrow('no object store nowhere');
  });
});

it('in Chromium the real popup opens, is read, seen and closed', async () => {
  const browser = await launchChromium({ extension });
  try {
    const popup = await browser.openPopup();
    expect(await popup.evaluate(`document.querySelector('p').textContent`)).toBe('here');
    expect((await popup.screenshot()).subarray(1, 4).toString()).toBe('PNG');
    await until(() => browser.errors().some((line) => line.includes('the popup threw')), { what: "the popup's error" });
    await popup.close();
  } finally {
    await browser.close();
  }
});
