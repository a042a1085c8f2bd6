import { describe, expect, it } from 'vitest';
import { parseCursor, startCursor, takeSeq } from '../../../../lib/protocol/http-qq/cursor';
import { followingSeq, highestSeq, isLaterSeq, startSeq } from '../../../../lib/protocol/http-qq/seq';
import { signedInCursor } from './talk';

describe('SEQ', () => {
  it.each([0, 0.5, 1 - Number.EPSILON])('starts with nine digits (random %d)', (random) => {
    expect(String(startSeq(() => random))).toMatch(/^\d{9}$/);
  });

  it('counts upwards and wraps at 2^31-1', () => {
    expect(followingSeq(7)).toBe(8);
    expect(followingSeq(highestSeq)).toBe(1);
    const { cursor, key } = takeSeq({ ...startCursor(() => 0), seq: highestSeq });
    expect([key, cursor.seq]).toEqual(['2147483647', 1]);
  });

  it('is later across the wrap too', () => {
    expect(isLaterSeq(8, 7)).toBe(true);
    expect(isLaterSeq(7, 8)).toBe(false);
    expect(isLaterSeq(7, 7)).toBe(false);
    expect(isLaterSeq(1, highestSeq)).toBe(true);
    expect(isLaterSeq(highestSeq, 1)).toBe(false);
  });
});

describe('a stored cursor', () => {
  const random = () => 0;

  it('of this version is taken up as it is', () => {
    const cursor = signedInCursor();
    expect(parseCursor(structuredClone(cursor), random)).toEqual(cursor);
  });

  it('of any other version starts anew with the SEQ that comes next', () => {
    expect(parseCursor({ v: 99, seq: 4711, signedIn: true }, random)).toEqual({ ...startCursor(random), seq: 4711 });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'seq'],
    ['no SEQ', { v: 1 }],
    ['SEQ that is none', { v: 1, seq: 2 ** 31 }],
    ['SEQ as text', { v: 1, seq: '4711' }],
  ])('that is broken (%s) starts anew', (_, stored) => {
    expect(parseCursor(stored, random)).toEqual(startCursor(random));
  });

  it.each([
    { sentAt: 'never' },
    { contacts: null },
    { contacts: { walk: {} } },
    { presence: { walk: { seen: 'all' } } },
    { hiMs: Number.NaN },
    { signedIn: 'yes' },
  ])('that is broken inside (%j) keeps only its SEQ', (broken) => {
    const { seq } = signedInCursor();
    expect(parseCursor({ ...signedInCursor(), ...broken }, random)).toEqual({ ...startCursor(random), seq });
  });
});
