import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const manifest = {
  manifest_version: 3,
  name: 'Small',
  version: '1',
  optional_host_permissions: ['*://*/*'],
  background: { service_worker: 'background.js', scripts: ['background.js'] },
  action: { default_popup: 'popup.html' },
  browser_specific_settings: { gecko: { id: 'small@uinbell.example' } },
};

/** Writes an extension of a few lines for tests of the harness itself; gives its folder, which the caller deletes. */
export async function writeExtension(
  files: Readonly<Record<string, string>>,
  permissions: readonly string[] = ['storage'],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'uinbell-small-'));
  const all = { 'manifest.json': JSON.stringify({ ...manifest, permissions }), ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(join(folder, name), text);
  return folder;
}
