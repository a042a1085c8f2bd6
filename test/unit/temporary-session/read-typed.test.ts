import { expect, it } from 'vitest';
import { readTyped } from '../../../lib/temporary-session/read-typed';

it.each([
  ['12345 hello', '12345', 'hello'],
  ['  12345\nhello  there ', '12345', 'hello  there'],
  ['12345', '12345', ''],
  ['tencent://message/?uin=123456789&Site=shop', '123456789', ''],
  [`12345 ${'x'.repeat(900)}`, '12345', 'x'.repeat(500)],
])('%j is about %s', (text, number, words) => {
  expect(readTyped(text)).toMatchObject({ parsed: { ok: true, link: { number } }, words });
});

it.each(['1234', '012345', '123456789012', 'javascript:alert(1)', 'hello 12345', ''])('%j opens nothing', (text) => {
  expect(readTyped(text).parsed.ok).toBe(false);
});
