import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRequest } from '../../server/http-qq/parse-request';

const HEAD = 'VER=1.1&CMD=CLTMSG&SEQ=1&UIN=100001';

function textOf(mg: string | Buffer, formEncoded = false): string | undefined {
  const body = Buffer.concat([Buffer.from(`${HEAD}&MG=`), Buffer.from(mg)]);
  return parseRequest(body, formEncoded)?.params.get('MG');
}

const anyText = fc.string({ unit: 'grapheme' });

test('a percent-encoded value is read back whole', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(textOf(encodeURIComponent(text))).toBe(text);
    }),
  );
});

test('a form-encoded value is read back whole, + as a space', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(textOf(String(new URLSearchParams({ MG: text })).slice(3), true)).toBe(text);
    }),
  );
});

test('a raw value stands for itself where it holds neither & nor what looks like an escape', () => {
  const raw = anyText.filter((text) => !/&|%[0-9a-f]{2}/i.test(text));
  fc.assert(
    fc.property(raw, (text) => {
      expect(textOf(text)).toBe(text);
    }),
  );
});

test('+ is a plus outside a form', () => {
  expect(textOf('1+1')).toBe('1+1');
});

test('a value may hold =', () => {
  expect(textOf('a=b=c')).toBe('a=b=c');
});

test('text that is not UTF-8 is malformed, raw or percent-encoded', () => {
  expect(parseRequest(Buffer.concat([Buffer.from(`${HEAD}&MG=`), Buffer.from([0xc4, 0xe3])]), false)).toBeUndefined();
  expect(parseRequest(Buffer.from(`${HEAD}&RS=%C4%E3`), false)).toBeUndefined();
});

test.each(['VER', 'SEQ', 'UIN'])('a request without %s is malformed', (key) => {
  expect(parseRequest(Buffer.from(HEAD.replace(`${key}=`, 'XX=')), false)).toBeUndefined();
});

test.each(['abc', '10000x', '', '-1', '１００００１'])('the number "%s" is malformed', (uin) => {
  expect(parseRequest(Buffer.from(`VER=1.1&CMD=List&SEQ=1&UIN=${uin}`), false)).toBeUndefined();
});

test('a SEQ that could start a field of its own is malformed', () => {
  expect(parseRequest(Buffer.from('VER=1.1&CMD=List&SEQ=1%26RES=0&UIN=100001'), false)).toBeUndefined();
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.boolean(), (bytes, form) => {
      expect(() => parseRequest(Buffer.from(bytes), form)).not.toThrow();
    }),
  );
});
