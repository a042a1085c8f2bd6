import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Longer than any phase may take: a phase that hangs fails instead of holding everything up. */
const patienceMs = 30 * 60_000;

/**
 * Runs a program of node_modules and gives its exit code and output. With `show` the output goes to the terminal as it
 * comes instead, and what is returned is empty.
 */
export async function runCommand(
  root: string,
  name: string,
  words: readonly string[],
  { show = false }: { show?: boolean } = {},
): Promise<{ code: number; output: string }> {
  // Never a question to the person: standard input is closed.
  const child = spawn(join(root, 'node_modules', '.bin', name), words, {
    cwd: root,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    timeout: patienceMs,
  });
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output };
}
