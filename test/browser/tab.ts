import type { LiveChromium } from './chromium';
import type { LiveFirefox } from './firefox';

/** An ordinary tab of the person's, with the browser's own cookies. */
export interface Tab {
  goto(address: string): Promise<unknown>;
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

export async function openTab(browser: LiveChromium | LiveFirefox): Promise<Tab> {
  const page = browser.name === 'chromium' ? await browser.context.newPage() : await browser.browser.newPage();
  const evaluate = page.evaluate.bind(page) as (expression: string) => Promise<unknown>;
  return {
    goto: (address) => page.goto(address),
    evaluate: async <T>(expression: string) => (await evaluate(expression)) as T,
    close: () => page.close(),
  };
}
