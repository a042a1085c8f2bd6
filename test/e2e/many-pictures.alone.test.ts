import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LiveChromium, launchChromium } from '../browser/chromium';
import { allowSite } from '../browser/legacy-page';
import { type SpySite, startSpySite } from '../browser/spy-site';
import { until } from '../browser/wait';
import { host } from './attacked-site';

/** The same page, without us. */
const bare = 'bare.test';
let site: SpySite;
let browser: LiveChromium;

beforeAll(async () => {
  site = await startSpySite();
  browser = await launchChromium({ hostMap: { [`${host}:80`]: site.port, [`${bare}:80`]: site.port } });
  await allowSite(browser, host);
});
afterAll(async () => {
  await browser?.close();
  site?.stop();
});

it('a page with a hundred thousand pictures to be loaded later gets a thousand buttons, and answers as it does without us', async () => {
  const page = await browser.context.newPage();
  /** How long the page's own timers are held up at worst, from the pictures on until it has stood for a while. */
  const heldUp = async (at: string, buttons: number) => {
    await page.goto(`http://${at}/calm`, { waitUntil: 'load' });
    await page.evaluate(() => {
      const scope = window as unknown as { held: number[] };
      scope.held = [];
      document.body.innerHTML = Array.from(
        { length: 100_000 },
        // As loaders of the time wrote them. With `loading=lazy` the browser alone is held up for half a minute.
        (_, n) => `<div><img data-original="http://wpa.qq.com/pa?p=1:${30_000_000 + n}:41"></div>`,
      ).join('');
      let last = performance.now();
      const beat = () => {
        scope.held.push(performance.now() - last);
        last = performance.now();
        setTimeout(beat);
      };
      beat();
    });
    const state = () =>
      page.evaluate(() => ({
        spans: document.querySelectorAll('span').length,
        held: (window as unknown as { held: number[] }).held,
      }));
    const { spans, held } = await until(
      async () => {
        const now = await state();
        return now.spans >= buttons && now.held.length >= 100 ? now : undefined;
      },
      { what: `${buttons} buttons and a page that goes on, on ${at}`, every: 200 },
    );
    return { spans, worst: Math.max(...held), beats: held.length };
  };
  const without = await heldUp(bare, 0);
  const withUs = await heldUp(host, 1000);
  expect([without.spans, withUs.spans]).toEqual([0, 1000]);
  expect(withUs.worst).toBeLessThan(2 * without.worst + 100);
});
