import { parseArgs } from 'node:util';
import { readScenario } from './scenario';
import type { ServerOptions } from './server';

export const USAGE = 'npm run server -- [--ports auto] [--seed N] [--scenario FILE] [--state FILE] [--keep-alive]';

/** Reads the program's arguments and the scenario file they name; throws with a sentence for the person who typed them. */
export function parseCommandLine(args: readonly string[]): ServerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ports: { type: 'string' },
      seed: { type: 'string', default: '1' },
      scenario: { type: 'string' },
      state: { type: 'string' },
      'keep-alive': { type: 'boolean', default: false },
    },
  });
  if (values.ports !== undefined && values.ports !== 'auto') throw new Error('--ports takes `auto` or is left out');
  if (!/^\d{1,9}$/.test(values.seed)) throw new Error('--seed takes a whole number');
  return {
    ports: values.ports === 'auto' ? 'auto' : 'fixed',
    seed: Number(values.seed),
    keepAlive: values['keep-alive'],
    ...(values.scenario === undefined ? {} : { scenario: readScenario(values.scenario) }),
    ...(values.state === undefined ? {} : { stateFile: values.state }),
  };
}
