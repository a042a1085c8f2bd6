import { cleanName } from './name';

/** Longest character, in UTF-16 units, that a face has room for: a family with four skin tones is one. */
const longestInitial = 20;

/** The first visible character of a name, for a face: a whole grapheme, so that an emoji is not cut. */
export function initial(name: string): string {
  const first = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(cleanName(name))[Symbol.iterator]();
  const next = first.next();
  if (next.done) return '?';
  const { segment } = next.value;
  // Joiners chain emoji into one character without end.
  const [alone = '?'] = segment;
  return (segment.length > longestInitial ? alone : segment).toLocaleUpperCase();
}
