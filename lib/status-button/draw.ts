import type { ShownState } from '../model/shown-state';
import type { Box } from './box';

/** `enterprise`: no state was ever told of such a number, and none is invented. */
export type Look = ShownState | 'enterprise';

/** Pure: the paths of a button. A state changes these properties and nothing else; no text, no address. */

/** Properties of a path; one that is not given is as if it were not there. */
export type Shape = readonly [d: string, fill: string, stroke?: string, dash?: string, transform?: string];

/** A word drawn as a path, in tenths of a px at a size of 12 px, with the middle of its line at 0. */
export type Word = readonly [width: number, path: string];

export interface DrawnWords {
  readonly state: Word;
  /** Stands before the word where there is room, and instead of it where there is none. */
  readonly brand: Word;
  /** A glyph for the numbers of enterprises: a character too, on a grid of 8. */
  readonly enterprise: string;
  /** Chinese words are short: they stand larger, and after the brand. */
  readonly chinese: boolean;
}

/** White on them 5:1 and more (ui, Status buttons), and on a grid of 8 a glyph: shape before colour. */
const looks: Readonly<Record<Look, readonly [colour: string, glyph?: string]>> = {
  online: ['#1a7f49', 'M0 4a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z'],
  away: ['#a06000', 'M3.8 0A4 4 0 1 0 8 4.2 3 3 0 0 1 3.8 0Z'],
  busy: ['#c0322b', 'M1 0h6L8 1v6L7 8H1L0 7V1ZM1.7 3v2h4.6V3Z'],
  offline: ['#5f696e', 'M4 0a4 4 0 0 0 0 8 4 4 0 0 0 0-8Zm0 1.8a2.2 2.2 0 0 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z'],
  unknown: [
    '#4c6285',
    'M.9 2.7C1 .9 2.3 0 4 0s3.1 1 3.1 2.7C7.1 4.6 5 4.7 5 5.6H3.2C3.2 3.7 5.4 3.9 5.4 2.7 5.4 2 4.9 1.7 4 1.7S2.6 2.1 2.6 2.9ZM3.1 7.05a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z',
  ],
  mine: ['#0b6b76', 'M4-.2 8.2 4 4 8.2-.2 4Z'],
  // As what is unknown; the glyph is a word's.
  enterprise: ['#4c6285'],
};

/** Frame, cell, glyph, word: always these four, whatever is said. */
export function draw(look: Look, { width: w, height: h, family }: Box, words: DrawnWords): readonly Shape[] {
  const [colour, glyph = words.enterprise] = looks[look];
  const vague = colour === looks.unknown[0];
  const hollow = vague || look === 'offline';
  const dash = vague ? '2 1.5' : '';
  const [ground, ink] = hollow ? ['#fff', colour] : [colour, '#fff'];
  const none: Shape = ['', 'none'];
  const mark = (x: number, y: number, side: number, fill = ink): Shape => [
    glyph,
    fill,
    '',
    '',
    `translate(${x}px,${y}px) scale(${side / 8})`,
  ];
  if (family === 'mark') return [[outline(w, h, 3), '#fff'], none, mark((w - 8) / 2, (h - 8) / 2, 8, colour), none];
  if (family === 'icon') {
    const side = h < 18 ? 8 : 9;
    const bubble: Shape = [outline(w, h - 3, 3, `H8L4 ${h - 0.5}V${h - 3.5}`), ground, ink, dash];
    return [bubble, none, mark((w - side) / 2, (h - 3 - side) / 2, side), none];
  }
  if (family === 'small') {
    const [word, scale] = choose(words, w - 16, h < 14 ? 11 : 12);
    const wide = (word[0] * scale) / 10;
    const left = Math.max(2, (w - 12 - wide) / 2);
    return [
      // A white line around what is filled, as around icons: red on red would be gone.
      [outline(w, h, h < 14 ? 2 : 3), ground, ink, dash],
      none,
      mark(left, (h - 8) / 2, 8),
      written(word, left + 12 + wide / 2, h / 2, scale, ink),
    ];
  }
  const cell = w < 77 ? 20 : 22;
  const left = `M3.5 .5H${cell + 0.5}V${h - 0.5}H3.5a3 3 0 0 1-3-3V3.5a3 3 0 0 1 3-3Z`;
  const [word, scale] = choose(words, w - cell - 5, 12, words.chinese && w > 70);
  return [
    [outline(w, h, 3), '#fff', colour, dash],
    [left, hollow ? '#f0f1f2' : colour, colour, dash],
    mark((cell - 10) / 2 + 0.5, (h - 10) / 2, 10),
    written(word, (cell + w) / 2, h / 2, scale, hollow ? '#4c565b' : '#192024'),
  ];
}

/** The longest of what can be said that fits, a little smaller if need be, and its scale. */
function choose({ state, brand, chinese }: DrawnWords, room: number, size: number, long = false): [Word, number] {
  const at = (chinese ? size : size - 1) / 12;
  const behind = brand[0] + 35;
  const both: Word = [behind + state[0], `${brand[1]}M${behind} 0${state[1].replace('M', 'm')}`];
  for (const word of long ? [both, state] : [state]) {
    const scale = Math.min(at, (room * 10) / word[0]);
    if (scale * 1.2 >= at) return [word, scale];
  }
  return [brand, at];
}

function written([width, path]: Word, x: number, y: number, scale: number, ink: string): Shape {
  const tenth = scale / 10;
  return [path, ink, '', '', `translate(${round(x - (width * tenth) / 2)}px,${y}px) scale(${round(tenth)})`];
}

function round(n: number): number {
  return Math.round(n * 1000) / 1000;
}

/** A box with round corners, its line on the half pixel; `tail` goes in at the lower left. */
function outline(w: number, h: number, r: number, tail = ''): string {
  const turn = `a${r} ${r} 0 0 1 `;
  const near = r + 0.5;
  return `M${near} .5H${w - near}${turn}${r} ${r}V${h - near}${turn}-${r} ${r}${tail}H${near}${turn}-${r}-${r}V${near}${turn}${r}-${r}Z`;
}
