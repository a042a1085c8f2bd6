import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Check, Checked } from './check';
import type { Recorded } from './record-listeners';

/** Events that the product lives on: without one of these it would sleep for ever or miss a click. */
const needed = [
  'alarms.onAlarm',
  'runtime.onMessage',
  'runtime.onInstalled',
  'runtime.onStartup',
  'notifications.onClicked',
  'notifications.onButtonClicked',
];

/**
 * Whether the built background adds all of its listeners before it first gives control back. A stopped worker is
 * started for an event, and the event is lost when nobody listens at the end of that first turn.
 */
export const checkListeners: Check = async (root) => {
  const builds = await Promise.all(['chrome-mv3', 'firefox-mv3'].map((name) => checkBuild(root, name)));
  return { findings: builds.flatMap(({ findings }) => findings), notes: builds.flatMap(({ notes }) => notes) };
};

export async function checkBuild(root: string, build: string): Promise<Checked> {
  const background = join(root, '.output', build, 'background.js');
  const where = `${build}/background.js`;
  if (!existsSync(background)) return { findings: [{ where, what: 'there is no such file' }], notes: [] };
  const { first, late, threw } = await record(background);
  const findings = [
    ...(threw === undefined ? [] : [`threw while it loaded: ${threw}`]),
    ...needed.filter((event) => !first.includes(event)).map((event) => `${event} has no listener in the first turn`),
    ...late.map((event) => `${event} gets its listener too late`),
  ].map((what) => ({ where, what }));
  return { findings, notes: [`${build}: ${first.join(', ')}`] };
}

async function record(background: string): Promise<Recorded> {
  const program = fileURLToPath(new URL('./record-listeners.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, background], {
    timeout: 30_000,
  });
  return JSON.parse(stdout) as Recorded;
}
