import type { LiveChromium } from './chromium';
import { until } from './wait';

/** Allows a site as a person does: types it into the settings and presses the button; the browser's own question is said yes to. */
export async function allowSite(browser: LiveChromium, host: string): Promise<void> {
  await browser.approve([`*://${host}/*`]);
  const page = await browser.openPage('options.html');
  try {
    await page.locator('#buttons form input').first().fill(host);
    await page.locator('#buttons form button').first().click();
    const registered = `chrome.scripting.getRegisteredContentScripts().then((all) => all.flatMap(({ matches }) => matches))`;
    await until(async () => (await browser.run<string[]>(registered)).some((match) => match.includes(host)), {
      what: `the scanner to be registered for ${host}`,
    });
  } finally {
    await page.close();
  }
}
