// What nobody sees: marks, embeddings, overrides and isolates that turn the text around them about (an account's name
// beside a sender's is how a person knows whom they answer as), and fillers that make two names look alike or one empty.
// The two joiners stay: Persian and emoji are written with them.
const invisible = /(?![\u200c\u200d])\p{Cf}|[\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g;
/** No script stacks more marks on a letter than this; a hundred of them reach over the rows above. */
const piled = /(\p{M}{4})\p{M}+/gu;
const visible = /[^\s\p{M}\u200c\u200d]/u;

/** In UTF-16 units: no name of QQ's is longer, and a megabyte of one must not be drawn in every row. */
const longestName = 400;

/** Somebody else's name on one line, without marks that reorder text. Empty where nothing visible is left. */
export function cleanName(name: string): string {
  const cut = name.slice(0, longestName).replace(/[\ud800-\udbff]$/, '');
  const clean = cut.replace(invisible, '').replace(breaks, ' ').replace(piled, '$1').trim();
  return visible.test(clean) ? clean : '';
}
