import { readFileSync } from 'node:fs';

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** Reads a file of test data. */
export function fixture(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8');
}

/**
 * The one recorded request (`>`) or reply (`<`) of httpqq.txt that holds all of these. What stands after two spaces is the
 * recorder's remark.
 */
export function recorded(direction: '>' | '<', ...parts: string[]): string {
  const found = fixture('httpqq.txt')
    .split('\n')
    .filter((line) => line.startsWith(`${direction} VER`) && parts.every((part) => line.includes(part)))
    .map((line) => line.slice(2).replace(/\s{2,}.*$/, ''));
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`${found.length} recorded lines have ${parts.join(' and ')}`);
  return first;
}
