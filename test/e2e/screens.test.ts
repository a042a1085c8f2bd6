import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../browser/builds';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uinbell-screens-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('screens', () => {
  it('have nothing that axe objects to and nothing that runs over, in both languages, light and dark', async () => {
    const names = [
      'popup-30',
      'chat-dark',
      'popup-accounts-zh',
      'inbox-1500-dark-zh',
      'people-inbox-zh',
      'add-error',
      'first-run-zh',
    ];
    const { stdout } = await run(
      process.execPath,
      ['--import', 'tsx', 'test/browser/screens/main.ts', folder, ...names],
      {
        cwd: projectRoot,
      },
    );
    for (const name of names) expect(stdout).toContain(`${name}: nothing found`);
    expect((await readdir(folder)).sort()).toEqual(names.map((name) => `${name}.png`).sort());
  }, 240_000);
});
