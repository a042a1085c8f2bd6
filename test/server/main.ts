import { parseCommandLine, USAGE } from './command-line';
import { startServer } from './server';

/** Starts the server from a command line and prints its ready line. */
async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2));
  const server = await startServer({ ...options, warn: (text) => process.stderr.write(`${text}\n`) });
  process.stdout.write(`${JSON.stringify(server.ready)}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
});
