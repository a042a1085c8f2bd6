import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkWebExtLint, judgeLint } from '../../checks/web-ext-lint';
import { plant } from './plant';

const complaint = (code: string) => ({ code, message: 'a message', file: 'popup.js' });

it('only the warnings of the list are let through', () => {
  const known = { errors: [], warnings: [complaint('UNSAFE_VAR_ASSIGNMENT')] };
  expect(judgeLint(known).findings).toEqual([]);
  expect(judgeLint({ ...known, warnings: [complaint('DANGEROUS_EVAL')] }).findings).toHaveLength(1);
  expect(judgeLint({ ...known, errors: [complaint('UNSAFE_VAR_ASSIGNMENT')] }).findings).toHaveLength(1);
});

it('a planted call of eval in the Firefox build fails', async () => {
  const gecko = { id: 'planted@uinbell.example', data_collection_permissions: { required: ['none'] } };
  const manifest = {
    manifest_version: 3,
    name: 'Planted',
    version: '1',
    background: { scripts: ['background.js'] },
    browser_specific_settings: { gecko: { ...gecko, strict_min_version: '142.0' } },
  };
  const root = await plant({
    '.output/firefox-mv3/manifest.json': JSON.stringify(manifest),
    '.output/firefox-mv3/background.js': 'eval(location.hash);',
  });
  await symlink(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(root, 'node_modules'));
  expect((await checkWebExtLint(root)).findings.map(({ what }) => what.split(':')[0])).toEqual(['DANGEROUS_EVAL']);
}, 60_000);
