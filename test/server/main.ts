import { parseArgs } from 'node:util';
import { readScenario } from './scenario';
import { startServer } from './server';

const USAGE = 'npm run server -- [--ports auto] [--seed N] [--scenario FILE] [--state FILE] [--keep-alive]';

/** Starts the server from a command line and prints its ready line. */
async function main(): Promise<void> {
  const { values } = parseArgs({
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

  const server = await startServer({
    ports: values.ports === 'auto' ? 'auto' : 'fixed',
    seed: Number(values.seed),
    keepAlive: values['keep-alive'],
    warn: (text) => process.stderr.write(`${text}\n`),
    ...(values.scenario === undefined ? {} : { scenario: readScenario(values.scenario) }),
    ...(values.state === undefined ? {} : { stateFile: values.state }),
  });
  process.stdout.write(`${JSON.stringify(server.ready)}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
});
