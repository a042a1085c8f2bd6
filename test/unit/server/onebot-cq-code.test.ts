import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCq, encodeCq } from '../../server/onebot/cq-code';
import type { Segment } from '../../server/postbox';

const word = fc.stringMatching(/^[a-z_]{1,8}$/);
const value = fc.string({ unit: fc.constantFrom('a', '&', '[', ']', ',', '=', ';', '#91', 'amp', '你', ' ') });
const code = fc.record({ type: word.filter((type) => type !== 'text'), data: fc.dictionary(word, value) });
const text = fc.record({ type: fc.constant('text'), data: fc.record({ text: value.filter((each) => each !== '') }) });

/** Two texts side by side are one where only their letters are left. */
function merged(segments: readonly Segment[]): Segment[] {
  const done: Segment[] = [];
  for (const { type, data } of segments) {
    const last = done.at(-1);
    if (last?.type === 'text' && type === 'text') last.data.text = `${last.data.text}${data.text}`;
    else done.push({ type, data: { ...data } });
  }
  return done;
}

test('what is written as text with codes is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(code, text)), (segments) => {
      expect(decodeCq(encodeCq(segments))).toEqual(merged(segments));
    }),
  );
});

test('what is no code is text', () => {
  expect(decodeCq('a[b]')).toEqual([{ type: 'text', data: { text: 'a[b]' } }]);
  expect(decodeCq('[CQ:]')).toEqual([{ type: 'text', data: { text: '[CQ:]' } }]);
});
