import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listFiles } from '../../checks/source-files';

const here = dirname(fileURLToPath(import.meta.url));
const rows = readFileSync(join(here, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line));
const root = join(here, '../../..');

it.each([12, 13, 14, 15, 16, 18, 19, 20, 21, 22])('attack %i is kept out by checks that are there', (attack) => {
  const named = rows.filter((row) => new RegExp(`\\b${attack} [a-z\`]`).test(row.split('|')[1] ?? ''));
  const files = named.flatMap((row) =>
    [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
  );
  expect(files).not.toEqual([]);
  for (const path of files) expect(`${path} ${existsSync(join(here, path))}`).toBe(`${path} true`);
});

it('attack 17 has nothing to strike while nothing can be imported from a file', async () => {
  const ours = await listFiles(root, ['lib', 'components', 'entrypoints'], /\.tsx?$/);
  const readers = ours.filter((path) =>
    /type="file"|showOpenFilePicker|FileReader/.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(readers).toEqual([]);
});
