import type { ShownState } from '../model/shown-state';
import type { Box } from './box';

/** Pure: the paths of a button. A state changes these attributes and nothing else; no text, no address. */

/** `d`, `fill`, `stroke`, the stroke's dashes, `transform`: in the order of `shapeAttributes`. */
export type Shape = readonly [d: string, fill: string, stroke: string, dash: string, transform: string];
export const shapeAttributes = ['d', 'fill', 'stroke', 'stroke-dasharray', 'transform'] as const;

export interface Drawing {
  /** Frame, cell, glyph. */
  readonly shapes: readonly Shape[];
  /** Where the word's middle is, how wide it may be, its size in px, its colour. */
  readonly word: readonly [x: number, room: number, size: number, ink: string];
}

/** White on them 5:1 and more (ui, Status buttons), and on a grid of 8 a glyph: shape before colour. */
const looks: Readonly<Record<ShownState, readonly [colour: string, glyph: string]>> = {
  online: ['#1a7f49', 'M0 4a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z'],
  away: ['#a06000', 'M3.8 0A4 4 0 1 0 8 4.2 3 3 0 0 1 3.8 0Z'],
  busy: [
    '#c0322b',
    'M1.5 0h5A1.5 1.5 0 0 1 8 1.5v5A1.5 1.5 0 0 1 6.5 8h-5A1.5 1.5 0 0 1 0 6.5v-5A1.5 1.5 0 0 1 1.5 0ZM1.7 3v2h4.6V3Z',
  ],
  offline: ['#5f696e', 'M4 0a4 4 0 0 0 0 8 4 4 0 0 0 0-8Zm0 1.8a2.2 2.2 0 0 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z'],
  unknown: [
    '#4c6285',
    'M.9 2.7C1 .9 2.3 0 4 0s3.1 1 3.1 2.7C7.1 4.6 5 4.7 5 5.6H3.2C3.2 3.7 5.4 3.9 5.4 2.7 5.4 2 4.9 1.7 4 1.7S2.6 2.1 2.6 2.9ZM3.1 7.05a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z',
  ],
  mine: ['#0b6b76', 'M4-.2 8.2 4 4 8.2-.2 4Z'],
};

/** @param wordWidth in px: with its glyph it stands in the middle of a small one */
export function draw(state: ShownState, { width: w, height: h, family }: Box, wordWidth: number): Drawing {
  const [colour, glyph] = looks[state];
  const hollow = state === 'offline' || state === 'unknown';
  const dash = state === 'unknown' ? '2 1.5' : 'none';
  const [ground, ink] = hollow ? ['#fff', colour] : [colour, '#fff'];
  const mark = (x: number, y: number, side: number): Shape => [
    glyph,
    ink,
    'none',
    'none',
    `translate(${x} ${y}) scale(${side / 8})`,
  ];
  const empty: Shape = ['', 'none', 'none', 'none', ''];
  if (family === 'icon') {
    const side = h < 18 ? 8 : 9;
    const bubble: Shape = [outline(w, h - 3, 3, `H8L4 ${h - 0.5}V${h - 3.5}`), ground, ink, dash, ''];
    return { shapes: [bubble, empty, mark((w - side) / 2, (h - 3 - side) / 2, side)], word: [0, 0, 0, ink] };
  }
  if (family === 'small') {
    const left = Math.max(2, (w - 12 - wordWidth) / 2);
    const frame: Shape = [outline(w, h, h < 14 ? 2 : 3), ground, colour, dash, ''];
    return {
      shapes: [frame, empty, mark(left, (h - 8) / 2, 8)],
      word: [left + 12 + wordWidth / 2, w - 16, h < 14 ? 11 : 12, ink],
    };
  }
  const cell = w < 77 ? 20 : 22;
  const left = `M3.5 .5H${cell + 0.5}V${h - 0.5}H3.5a3 3 0 0 1-3-3V3.5a3 3 0 0 1 3-3Z`;
  return {
    shapes: [
      [outline(w, h, 3), '#fff', colour, dash, ''],
      [left, hollow ? '#f0f1f2' : colour, colour, dash, ''],
      mark((cell - 10) / 2 + 0.5, (h - 10) / 2, 10),
    ],
    word: [(cell + w) / 2, w - cell - 5, 12, hollow ? '#4c565b' : '#192024'],
  };
}

/** A box with round corners, its line on the half pixel; `tail` goes in at the lower left. */
function outline(w: number, h: number, r: number, tail = ''): string {
  const turn = `a${r} ${r} 0 0 1 `;
  const near = r + 0.5;
  return `M${near} .5H${w - near}${turn}${r} ${r}V${h - near}${turn}-${r} ${r}${tail}H${near}${turn}-${r}-${r}V${near}${turn}${r}-${r}Z`;
}
