import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCallee } from '../../../lib/temporary-session/read-callee';

it.each([
  // As pages kept what Tencent's script led to (web-presence F6).
  ["location.href='tencent://message/?Menu=yes&uin=80000805&Site=&Service=200&sigT=0a1b'", '80000805'],
  ['<a href="tencent://message/?Menu=yes&amp;uin=80000805&amp;Site=shop">QQ</a>', '80000805'],
  ['<a href="tencent://message/?uin=80000805"></a><iframe src="tencent://Message/?Uin=80000805"></iframe>', '80000805'],
  ['<a href="tencent://message/?uin=80000805"></a><a href="tencent://message/?uin=80000806"></a>', undefined],
  ['<a href="tencent://ntqq-open?uin=80000805">', undefined],
  ['<a href="https://wpa.qq.com/msgrd?v=3&uin=80000805">', undefined],
  ['tencent://message/?uin=1&uin=2', undefined],
  [`${' '.repeat(70_000)}tencent://message/?uin=80000805`, undefined],
])('in %j it finds %s', (page, number) => {
  expect(readCallee(page)).toBe(number);
});

it('finds a number or nobody in whatever a service says', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const found = readCallee(`${before}tencent://message/?uin=80000805${after}`);
      expect(found === undefined || /^[1-9]\d{4,10}$/.test(found)).toBe(true);
    }),
  );
});
