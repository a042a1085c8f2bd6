import { parseArgs } from 'node:util';
import { readScenario } from './scenario';
import type { ServerOptions } from './server';

export const USAGE =
  'npm run server -- [--ports auto] [--seed N] [--onebot N] [--scenario FILE] [--state FILE] [--keep-alive]';

/** Reads the program's arguments and the scenario file they name; throws with a sentence for the person who typed them. */
export function parseCommandLine(args: readonly string[]): ServerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ports: { type: 'string' },
      seed: { type: 'string', default: '1' },
      onebot: { type: 'string' },
      scenario: { type: 'string' },
      state: { type: 'string' },
      'keep-alive': { type: 'boolean', default: false },
    },
  });
  if (values.ports !== undefined && values.ports !== 'auto') throw new Error('--ports takes `auto` or is left out');
  if (!/^\d{1,9}$/.test(values.seed)) throw new Error('--seed takes a whole number');
  if (values.onebot !== undefined && !/^\d{1,3}$/.test(values.onebot)) throw new Error('--onebot takes a whole number');
  return {
    ports: values.ports === 'auto' ? 'auto' : 'fixed',
    seed: Number(values.seed),
    keepAlive: values['keep-alive'],
    ...(values.onebot === undefined ? {} : { onebot: Number(values.onebot) }),
    ...(values.scenario === undefined ? {} : { scenario: readScenario(values.scenario) }),
    ...(values.state === undefined ? {} : { stateFile: values.state }),
  };
}
