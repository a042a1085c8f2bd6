import type { LiveChromium } from './chromium';
import type { Dump } from './find-secrets';
import type { LiveBrowser } from './live-browser';
import { objectStores, readRows } from './raw-store';

const pages = ['popup.html', 'inbox.html', 'options.html'];

/** All that the extension has written down, by place. */
export async function dumpStorage(browser: LiveBrowser): Promise<Dump[]> {
  const dumps: Dump[] = [];
  for (const store of await objectStores(browser)) {
    dumps.push({ where: `store ${store}`, content: await readRows(browser, store) });
  }
  for (const area of ['local', 'session', 'sync']) {
    dumps.push({ where: `storage.${area}`, content: await browser.run(`chrome.storage.${area}.get()`) });
  }
  dumps.push({ where: 'notifications', content: await browser.run('chrome.notifications.getAll()') });
  dumps.push({ where: 'alarms', content: await browser.run('chrome.alarms.getAll()') });
  return dumps;
}

/** The same, and what its pages show. */
export async function dumpExtension(browser: LiveChromium): Promise<Dump[]> {
  const dumps = await dumpStorage(browser);
  for (const path of pages) {
    const page = await browser.openPage(path);
    await page.locator('main').first().waitFor();
    dumps.push({ where: `page ${path}`, content: await page.content() });
    await page.close();
  }
  return dumps;
}
