// Bidirectional marks, embeddings, overrides and isolates, and zero-width characters: in a name they can turn the text
// around it about (an account's name beside a sender's is how a person knows whom they answer as).
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g;

/** Somebody else's name on one line, without marks that reorder text. Empty where nothing visible is left. */
export function cleanName(name: string): string {
  return name.replace(invisible, '').replace(breaks, ' ').trim();
}

/** The first visible character of a name, for a face: a whole grapheme, so that an emoji is not cut. */
export function initial(name: string): string {
  const first = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(cleanName(name))[Symbol.iterator]();
  const next = first.next();
  return next.done ? '?' : next.value.segment.toLocaleUpperCase();
}
