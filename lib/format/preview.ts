import { cleanName } from './name';

/** Longest preview kept, in UTF-16 units: a row shows about 40, a title attribute the rest. */
export const longestPreview = 160;

/** A message on one line, cut where no row could show it anyway. */
export function previewLine(text: string): string {
  const line = cleanName(text.slice(0, longestPreview * 2));
  return line.length > longestPreview ? `${line.slice(0, longestPreview).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** Raises the first letter: reasons stand after a colon in one place and open a line in another. */
export function raiseFirst(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
}
