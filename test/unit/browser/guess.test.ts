import { expect, test } from 'vitest';
import { beyondChance, commonest, guess, type Trial } from '../../browser/guess';

/** The same numbers on every machine. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const kinds = ['friend', 'stranger'];
const count = 200;

/** A page with sixteen measures that tell nothing, and whatever `leak` adds. */
function trials(seed: number, leak: (kind: string, random: () => number) => Trial['measured'] = () => ({})): Trial[] {
  const random = dice(seed);
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, n) => sum + n, -6);
  return Array.from({ length: count }, () => {
    const kind = kinds[Math.floor(random() * 2)] ?? '';
    const times = Array.from({ length: 8 }, (_, n) => [`time ${n}`, 10 + normal()]);
    const words = Array.from({ length: 8 }, (_, n) => [`word ${n}`, random() < 0.9 ? 'same' : `other ${n}`]);
    return { kind, measured: { ...Object.fromEntries([...times, ...words]), ...leak(kind, random) } };
  });
}

const bound = (all: readonly Trial[]) => beyondChance(all.length, commonest(all), 1e-4);
const most = (all: readonly Trial[]) => Math.max(...guess(all).map(({ right }) => right));

test('measures that tell nothing are guessed from as well as by chance', () => {
  const better = Array.from({ length: 10 }, (_, seed) => trials(seed + 1)).filter((all) => most(all) >= bound(all));
  expect(better).toEqual([]);
});

test.each<[string, (kind: string, random: () => number) => Trial['measured']]>([
  ['an attribute that only contacts have', (kind) => ({ html: kind === 'friend' ? '<span online>' : '<span>' })],
  ['a box one pixel wider', (kind) => ({ width: kind === 'friend' ? 77 : 76 })],
  [
    'an answer that comes a little sooner, within the noise',
    (kind, random) => ({ at: 40 + 12 * random() + (kind === 'friend' ? 0 : 6) }),
  ],
  [
    'a word that is found now and then',
    (kind, random) => ({ found: kind === 'friend' && random() < 0.6 ? 'yes' : 'no' }),
  ],
])('%s is found among sixteen that tell nothing', (_, leak) => {
  for (let seed = 100; seed < 103; seed++) {
    const all = trials(seed, leak);
    expect(most(all)).toBeGreaterThanOrEqual(bound(all));
  }
});

test('the bound is the tail of the binomial distribution', () => {
  expect(beyondChance(10, 0.5, 0.011)).toBe(9);
  expect(beyondChance(10, 0.5, 0.0107)).toBe(10);
  expect(beyondChance(200, 0.5, 1e-4)).toBe(127);
});
