import { expect, it } from 'vitest';
import { readTyped } from '../../../lib/temporary-session/read-typed';

it.each([
  ['12345 hello', '12345', 'hello'],
  ['  12345\nhello  there ', '12345', 'hello  there'],
  ['12345', '12345', ''],
  ['tencent://message/?uin=123456789&Site=shop', '123456789', ''],
  [`12345 ${'x'.repeat(900)}`, '12345', 'x'.repeat(500)],
  ['QQ：12345678', '12345678', ''],
  ['qq号 12345678 你好', '12345678', '你好'],
  // The 2025 text's frame, blanks and all, as it stands in a page's code.
  [
    '<iframe src="https://qm.qq.com/go?tn= temporar y&amp;from=yourdomain.com&uin=123456789&menu=custom" \n width="300"></iframe>',
    '123456789',
    '',
  ],
  [
    '<a target=blank href=tencent://message/?uin=80000805&Site=shop><img src="http://wpa.qq.com/pa?p=1:80000805:7"></a>',
    '80000805',
    '',
  ],
])('%j is about %s', (text, number, words) => {
  expect(readTyped(text)).toMatchObject({ parsed: { ok: true, link: { number } }, words });
});

it.each(['1234', '012345', '123456789012', 'javascript:alert(1)', 'hello 12345', ''])('%j opens nothing', (text) => {
  expect(readTyped(text).parsed.ok).toBe(false);
});

it('hands on the address that stands in pasted code, not the code', () => {
  const key = '81a37f0b7cac68639bddfdb9b93a6c92';
  const code = `<a href="http://sighttp.qq.com/cgi-bin/check?sigkey=${key}";target=_blank; onclick="var tempSrc='x'"><img></a>`;
  expect(readTyped(code)).toMatchObject({
    parsed: { ok: true, link: { kind: 'keyed', key } },
    address: `http://sighttp.qq.com/cgi-bin/check?sigkey=${key}`,
  });
});

it('says what is wrong with the first address in code that holds no link', () => {
  const { parsed } = readTyped('<a href="javascript:alert(1)">QQ 12345678</a>');
  expect(parsed).toEqual({ ok: false, fault: { why: 'other-scheme' } });
  expect(readTyped(`<a href="https://shop.test">${'x'.repeat(30_000)}`).parsed).toEqual({
    ok: false,
    fault: { why: 'too-long' },
  });
});
