import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildFolder } from './builds';
import { type ChromiumFlags, chromiumFlags, languageEnvironment } from './chromium-flags';
import { provideBrowser } from './install-browser';

export interface PlainChromium {
  readonly pid: number;
  /** What it wrote to its error output so far. */
  said(): string;
  /** SIGKILL to every process of it at once, as a power cut; returns when it is gone. */
  kill(): Promise<void>;
  /** Lets it close by itself. */
  quit(): Promise<void>;
}

/**
 * Starts Chromium on a prepared profile as a person would, with no debugger: an attached one keeps the service worker
 * alive for ever. Nothing can be asked of it; the QQ server is the witness, and the profile once it is closed.
 */
export function startPlainChromium(
  options: Partial<ChromiumFlags> & {
    readonly profile: string;
    readonly headless?: boolean;
  },
): PlainChromium {
  const { extension = buildFolder('chromium'), headless = true, lang, profile } = options;
  const child = spawn(
    provideBrowser('chromium'),
    [
      `--user-data-dir=${profile}`,
      ...(headless ? ['--headless=new'] : []),
      // As root Chromium does not start with its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The same keys as under Playwright, or what it stored could not be read.
      '--password-store=basic',
      '--use-mock-keychain',
      ...chromiumFlags({ ...options, extension }),
      'about:blank',
    ],
    // A group of its own, so that one signal reaches every process of it.
    { detached: true, env: languageEnvironment(lang), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errorOutput = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errorOutput = (errorOutput + chunk.toString()).slice(-20_000);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('Chromium did not start');
  const closed = once(child, 'close');
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-pid, name);
    } catch {
      // It is gone already.
    }
  };
  const end = () => signal('SIGKILL');
  process.once('exit', end);
  const finish = async (name: NodeJS.Signals) => {
    signal(name);
    await closed;
    process.off('exit', end);
  };
  return { pid, said: () => errorOutput, kill: () => finish('SIGKILL'), quit: () => finish('SIGTERM') };
}
