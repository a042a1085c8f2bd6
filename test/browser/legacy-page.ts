import type { Screen } from '../start/hand';
import type { LiveBrowser } from './live-browser';
import { until } from './wait';

/** Pictures of QQ's in a page's markup, comments and fields left out: counted by text, not by what the product finds. */
export function countLegacyPictures(html: string): number {
  const live = html.replace(/<!--.*?-->|<textarea.*?<\/textarea>|<code>.*?<\/code>/gs, '');
  return [...live.matchAll(/wpa\.qq\.com\/pa\?p=\d+:\d+:\d+/g)].length;
}

/** Allows a site as a person does, in the settings; the browser's own question is said yes to. */
export async function allowSite(
  browser: LiveBrowser & { openPage(path: string): Promise<Screen> },
  host: string,
): Promise<void> {
  await browser.approve([`*://${host}/*`]);
  const api = browser.name === 'chromium' ? 'chrome' : 'browser';
  const page = await browser.openPage('options.html');
  try {
    const field = '#buttons form input';
    await until(() => page.evaluate(`document.querySelector('${field}') !== null`), { what: 'the settings' });
    await page.type(field, host);
    await page.keyboard.press('Enter');
    const matches = `${api}.scripting.getRegisteredContentScripts().then((all) => all.flatMap(({ matches }) => matches))`;
    await until(async () => (await browser.run<string[]>(matches)).some((match) => match.includes(host)), {
      what: `the scanner to be registered for ${host}`,
    });
  } finally {
    await page.close();
  }
}

/** Buttons that the background knows of on pages of this host. */
export async function countWatched(browser: LiveBrowser, host: string): Promise<number> {
  const api = browser.name === 'chromium' ? 'chrome' : 'browser';
  const { watching = [] } = await browser.run<{ watching?: { host: string; buttons: unknown[] }[] }>(
    `${api}.storage.session.get('watching')`,
  );
  return watching.filter((row) => row.host === host).reduce((sum, { buttons }) => sum + buttons.length, 0);
}
