import { until } from '../browser/wait';

/** What Playwright's and Puppeteer's pages both can: enough to use a screen as a person does. */
export interface Screen {
  evaluate(expression: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  type(selector: string, text: string): Promise<void>;
  readonly keyboard: { press(key: 'Enter' | 'Escape'): Promise<void> };
  screenshot(options: { path: string }): Promise<unknown>;
  close(): Promise<void>;
}

export const conversationRow = '.conv-open';
export const composerField = '.composer textarea';

export async function seen(screen: Screen, selector: string, ms = 15_000): Promise<void> {
  await until(() => screen.evaluate(`document.querySelector(${JSON.stringify(selector)}) !== null`), {
    what: selector,
    ms,
  });
}

/** Opens the first conversation of the list and answers in it, with the keyboard. */
export async function answerFirst(screen: Screen, text: string): Promise<void> {
  await seen(screen, conversationRow);
  await screen.click(conversationRow);
  await seen(screen, `${composerField}:not([disabled])`);
  await screen.type(composerField, text);
  await screen.keyboard.press('Enter');
}
