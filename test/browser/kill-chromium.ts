import type { LiveChromium } from './chromium';
import { until } from './wait';

/**
 * SIGKILL to every process of a Chromium that the harness drives, as a power cut would; returns when they are gone. A
 * profile that was named stays as it was at that moment.
 */
export async function killChromium({ context }: LiveChromium): Promise<void> {
  const connection = await context.browser()?.newBrowserCDPSession();
  if (!connection) throw new Error('this browser has no connection of its own');
  const { processInfo } = await connection.send('SystemInfo.getProcessInfo');
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('Chromium did not say which process it is');
  // The browser itself first, or it would start its dying children anew.
  signal(main.id, 'SIGKILL');
  for (const { id } of processInfo) signal(id, 'SIGKILL');
  await closed;
  // Only the browser is a child of ours: of the others nobody promises to notice that they are dead.
  await until(() => !signal(main.id, 0), { what: 'Chromium to be dead' });
}

/** False where there is no such process. */
function signal(id: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(id, name);
  } catch {
    return false;
  }
}
