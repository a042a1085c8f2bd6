import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Paths of the files below these folders whose name fits, relative to the root, with slashes, in order. */
export async function listFiles(root: string, folders: readonly string[], fits: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    const inside = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of inside) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name).slice(root.length).replaceAll(sep, '/').replace(/^\//, '');
      if (fits.test(path)) found.push(path);
    }
  }
  return found.sort();
}

export function readText(root: string, path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}
