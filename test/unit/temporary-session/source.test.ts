import { expect, it } from 'vitest';
import { sourceOf } from '../../../lib/model/temporary';

it.each([
  ['【来自 shop.test】\n在吗', 'shop.test'],
  ['[from: My Shop] hi', 'My Shop'],
  ['（来自：五金论坛）你好', '五金论坛'],
  ['你好【来自 shop.test】', ''],
  ['【来自 】', ''],
  [`【来自 ${'x'.repeat(65)}】`, ''],
  ['【来自 a\u202eb】', 'ab'],
  ['在吗', ''],
])('%j names %j', (text, source) => {
  expect(sourceOf(text)).toBe(source);
});
