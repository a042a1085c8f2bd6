import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initial } from '../../../lib/format/initial';
import { cleanName } from '../../../lib/format/name';
import { longestPreview, previewLine } from '../../../lib/format/preview';
import { planAccountName } from '../../../lib/model/plan-account';

/** Attacks 12 and 13: what somebody calls themselves, in places of one line that our own words share. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const unseen = /[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f/;
const hostile = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(
      '\u202e',
      '\u2066',
      '\u200b',
      '\u3164',
      '\u200d',
      '\u0301',
      '\n',
      '\r',
      '\t',
      '\u2028',
      '\0',
      '\u{e0041}',
    ),
  ),
  { maxLength: 60 },
);

describe('a hostile name', () => {
  it.each([
    ['an override', 'Shop\u202eecivreS', 'ShopecivreS'],
    ['an isolate that is never closed', 'a\u2067b', 'ab'],
    ['a line of our own', 'Lin\n[System] signed out\u2028Kicked', 'Lin [System] signed out Kicked'],
    ['control characters', 'a\0b\u001b[31mc\u0085d', 'a b [31mc d'],
    ['zero-width letters', 'sup\u200bp\u2060ort\ufeff', 'support'],
    ['tag letters', 'a\u{e0068}\u{e0069}b', 'ab'],
    ['nothing that can be seen', '\u3164\u200d\u2800\u00ad\u0301', ''],
    ['a pile of marks', `Z${'\u0335'.repeat(200)}a`, `Z${'\u0335'.repeat(4)}a`],
  ])('with %s is told as plain text', (_what, name, plain) => {
    expect(cleanName(name)).toBe(plain);
  });

  it('of honest letters stays as it is', () => {
    for (const name of ['林小满', 'می‌خواهم', '👩‍👧 mum', '❤️', 'Ngô Bảo Châu', 'क्‍ष']) expect(cleanName(name)).toBe(name);
  });

  it('is one short line that turns nothing about, whatever it is made of', () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        for (const line of [
          cleanName(pieces.join('')),
          previewLine(pieces.join('')),
          planAccountName(pieces.join('')),
        ]) {
          expect(line).not.toMatch(turning);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be left
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
          expect(line.isWellFormed() || !pieces.join('').isWellFormed()).toBe(true);
        }
        expect(cleanName(pieces.join(''))).not.toMatch(unseen);
      }),
    );
  });

  it('of a megabyte costs a row no more than a short one', () => {
    const long = '長'.repeat(1_000_000);
    expect(cleanName(long).length).toBeLessThanOrEqual(400);
    expect(previewLine(long).length).toBeLessThanOrEqual(longestPreview + 1);
    expect(planAccountName(long).length).toBeLessThanOrEqual(60);
  });

  it('of emoji chained without end gives a face one of them', () => {
    expect(initial(Array.from({ length: 200 }, () => '👩').join('\u200d'))).toBe('👩');
    expect(initial('👨🏽‍👩🏽‍👧🏽‍👦🏽 all')).toBe('👨🏽‍👩🏽‍👧🏽‍👦🏽');
  });
});
