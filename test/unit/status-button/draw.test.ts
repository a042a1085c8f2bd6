import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shownStates } from '../../../lib/model/shown-state';
import { type Box, markBox, planBox } from '../../../lib/status-button/box';
import { type DrawnWords, draw, type Look } from '../../../lib/status-button/draw';

const looks: readonly Look[] = [...shownStates, 'enterprise'];
const words = (width: number, chinese = true): DrawnWords => ({
  state: [width, ' M0 0h9'],
  brand: [178, ' M1 1h8'],
  enterprise: 'M2 2h7',
  chinese,
});
const boxes: readonly Box[] = [
  ...[1, 3, 4, 5, 6, 7, 10, 17, 41, 46, 51, 52, 53].map((style) => planBox(style, {})),
  planBox(41, { width: 16, height: 16 }),
  planBox(41, { width: 400, height: 400 }),
  markBox,
];

test('every look of every box is four paths, so that no state has a shape of its own in the tree', () => {
  for (const box of boxes) {
    for (const look of looks) expect(draw(look, box, words(240))).toHaveLength(4);
  }
});

test('no two looks of one box are drawn alike without their colours', () => {
  for (const box of boxes) {
    const shapes = looks.map((look) => draw(look, box, words(240)).map(([d, , , dash]) => [d, dash]));
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(looks.length);
  }
});

test('nothing that is drawn leaves its box, whatever the word', () => {
  for (const box of boxes) {
    for (const width of [100, 240, 541, 2000]) {
      const [, , , word] = draw('online', box, words(width, false));
      const [, x = '0', , scale = '0'] = /translate\((\S+)px,(\S+)px\) scale\((\S+)\)/.exec(word?.[4] ?? '') ?? [];
      const wide = word?.[0].includes('1 1') ? 178 : width;
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x) + wide * Number(scale)).toBeLessThanOrEqual(box.width);
    }
  }
});

test('a word that would be too small to read gives way to the brand', () => {
  expect(draw('online', planBox(5, {}), words(2000))[3]?.[0]).toBe(' M1 1h8');
  expect(draw('online', planBox(5, {}), words(240))[3]?.[0]).toBe(' M0 0h9');
});

test('the brand goes before a Chinese word where both fit, and moves all of it', () => {
  expect(draw('online', planBox(51, {}), words(240))[3]?.[0]).toBe(' M1 1h8M213 0 m0 0h9');
});

test('every word of both languages can be moved as a whole: only its first step is absolute', () => {
  for (const lang of ['en', 'zh_CN']) {
    const messages = JSON.parse(readFileSync(`public/_locales/${lang}/messages.json`, 'utf8'));
    for (const look of looks) {
      const { message } = messages[`button_word_${look}`];
      expect(message).toMatch(/^\d+ M[-\dlhvqmz. ]+$/);
    }
  }
});

test('what is filled has a white line around it, so that no ground of a page swallows its shape', () => {
  for (const box of [planBox(41, { width: 16, height: 16 }), planBox(5, {}), planBox(10, {})]) {
    for (const look of ['online', 'away', 'busy', 'mine'] as const) {
      const [[, fill, line] = []] = draw(look, box, words(240));
      expect([line, fill === line]).toEqual(['#fff', false]);
    }
  }
});
