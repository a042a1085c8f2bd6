import { parseArgs } from 'node:util';
import type { BrowserName } from '../browser/builds';

export interface StartOptions {
  readonly headless: boolean;
  /** How long the demo people write, counted from the first painted popup. Without it: until the browser is closed. */
  readonly seconds: number | undefined;
  readonly report: string | undefined;
  readonly shots: string | undefined;
  readonly accounts: number;
  readonly browser: BrowserName;
  readonly install: boolean;
}

export class BadOption extends Error {
  override readonly name = 'BadOption';
}

const mostAccounts = 60;

/** Throws `BadOption` with a sentence that names the option. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      headless: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      report: { type: 'string' },
      shots: { type: 'string' },
      accounts: { type: 'string', default: '3' },
      browser: { type: 'string', default: 'chromium' },
      install: { type: 'boolean', default: false },
    },
  });
  const { browser, headless, install, report, shots } = values;
  if (browser !== 'chromium' && browser !== 'firefox') throw new BadOption('--browser is chromium or firefox');
  const seconds =
    values.seconds === undefined ? (headless ? 40 : undefined) : parseWhole(values.seconds, '--seconds', 3600);
  return {
    headless,
    install,
    browser,
    seconds,
    report,
    shots,
    accounts: parseWhole(values.accounts, '--accounts', mostAccounts),
  };
}

function parseWhole(text: string, name: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new BadOption(`${name} is a whole number from 1 to ${most}, not ${text}`);
  }
  return number;
}
