import { parseArgs } from 'node:util';
import type { BrowserName } from '../browser/builds';

export const sabotages = ['lost', 'doubled', 'crossed'] as const;
export type Sabotage = (typeof sabotages)[number];

export const protocols = ['http-qq', 'onebot', 'webqq'] as const;
export type ChaosProtocol = (typeof protocols)[number];

export interface ChaosOptions {
  readonly protocol: ChaosProtocol;
  /** How often the background is killed. */
  readonly kills: number;
  /** The same seed plans the same storm; when each blow falls is up to the machine. */
  readonly seed: number;
  readonly accounts: number;
  readonly browser: BrowserName;
  /** A fault that is planted for real and must be found. */
  readonly sabotage?: Sabotage;
}

export class BadOption extends Error {
  override readonly name = 'BadOption';
}

/** Throws `BadOption` with a sentence that names the option. */
export function parseChaosOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      protocol: { type: 'string', default: 'http-qq' },
      kills: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      accounts: { type: 'string', default: '10' },
      browser: { type: 'string', default: 'chromium' },
      sabotage: { type: 'string' },
    },
  });
  const { browser } = values;
  const protocol = protocols.find((name) => name === values.protocol);
  if (!protocol) throw new BadOption(`--protocol is ${protocols.join(', ')}, not ${values.protocol}`);
  if (browser !== 'chromium' && browser !== 'firefox') throw new BadOption('--browser is chromium or firefox');
  const sabotage = sabotages.find((name) => name === values.sabotage);
  if (values.sabotage !== undefined && sabotage === undefined) {
    throw new BadOption(`--sabotage is ${sabotages.join(', ')}, not ${values.sabotage}`);
  }
  return {
    protocol,
    browser,
    kills: parseWhole(values.kills, '--kills', 100_000),
    seed: parseWhole(values.seed, '--seed', 999_999_999),
    accounts: parseWhole(values.accounts, '--accounts', 60),
    ...(sabotage === undefined ? {} : { sabotage }),
  };
}

function parseWhole(text: string, name: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new BadOption(`${name} is a whole number from 1 to ${most}, not ${text}`);
  }
  return number;
}
