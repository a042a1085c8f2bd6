import { parseArgs } from 'node:util';
import type { BrowserName } from '../browser/builds';

export interface SoakOptions {
  readonly minutes: number;
  readonly browser: BrowserName;
  readonly accounts: number;
}

export class BadOption extends Error {
  override readonly name = 'BadOption';
}

/** Throws `BadOption` with a sentence that names the option. */
export function parseSoakOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      protocol: { type: 'string', default: 'webqq' },
      minutes: { type: 'string', default: '10' },
      accounts: { type: 'string', default: '3' },
      browser: { type: 'string', default: 'chromium' },
    },
  });
  if (values.protocol !== 'webqq') throw new BadOption('--protocol is webqq: no other keeps cookies');
  const { browser } = values;
  if (browser !== 'chromium' && browser !== 'firefox') throw new BadOption('--browser is chromium or firefox');
  const [minutes, accounts] = [Number(values.minutes), Number(values.accounts)];
  if (!(minutes > 0 && minutes <= 24 * 60)) throw new BadOption(`--minutes is more than 0, not ${values.minutes}`);
  if (!Number.isInteger(accounts) || accounts < 1 || accounts > 12) {
    throw new BadOption(`--accounts is a whole number from 1 to 12, not ${values.accounts}`);
  }
  return { minutes, browser, accounts };
}
