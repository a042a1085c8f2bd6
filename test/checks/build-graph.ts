import { readFile, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/**
 * Every file of a build that this one loads, itself included: scripts, styles and chunks, also those asked for later
 * unless only what comes `atOnce` is wanted. Paths are relative to the build; empty where the file does not exist.
 */
export async function reachableFiles(build: string, entry: string, { atOnce = false } = {}): Promise<Set<string>> {
  const seen = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path) || !(await isFile(join(build, path)))) continue;
    seen.add(path);
    const text = await readFile(join(build, path), 'utf8');
    waiting.push(...namedIn(path, text, atOnce));
  }
  return seen;
}

function namedIn(path: string, text: string, atOnce: boolean): string[] {
  const resolve = (name: string) =>
    name.startsWith('/') ? name.slice(1) : posix.normalize(posix.join(dirname(path), name));
  if (path.endsWith('.html')) {
    return [...text.matchAll(/\b(?:src|href)=["']?([^"'\s>]+\.(?:js|css))/g)].map(([, name = '']) => resolve(name));
  }
  if (path.endsWith('.js')) {
    const imported = ts
      .preProcessFile(text, true, true)
      .importedFiles.filter(({ pos }) => !atOnce || !text.slice(0, pos).trimEnd().endsWith('('))
      .map(({ fileName }) => resolve(fileName));
    if (atOnce) return imported;
    // The scanner above stops short of some of those that are asked for later, in long files of one line.
    const later = [...text.matchAll(/\bimport\(\s*["'`](\.\/[\w.-]+\.js)["'`]/g)].map(([, name = '']) => resolve(name));
    // Styles of a chunk that comes later stand in a list of names, seen from the root of the build.
    const listed = [...text.matchAll(/["'](assets\/[\w.-]+\.css)["']/g)].map(([, name = '']) => name);
    return [...imported, ...later, ...listed];
  }
  if (path.endsWith('.css')) {
    return [...text.matchAll(/@import\s+(?:url\()?["']?([^"')\s;]+\.css)/g)].map(([, name = '']) => resolve(name));
  }
  return [];
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
