import type { Page } from 'playwright-core';

/** Two frames drawn and fonts in: what follows a click is on the screen. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let n = 0; n < 12; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}
