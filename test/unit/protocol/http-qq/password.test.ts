import { createHash } from 'node:crypto';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodeGbk } from '../../../../lib/protocol/http-qq/gbk';
import { digestPassword } from '../../../../lib/protocol/http-qq/password';

const md5 = (bytes: Uint8Array | string) => createHash('md5').update(bytes).digest('hex');

describe('the digest of a password', () => {
  it.each([
    ['secret', '5ebe2294ecd0e0f08eab7690d2a6ee69'],
    ['a', '0cc175b9c0f1b6a831c399e269772661'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      '57edf4a22be3c955ac49da2e2107b67a',
    ],
  ])('of %j is %s in either encoding', (password, digest) => {
    expect(digestPassword(password, 'utf-8')).toEqual({ ok: true, md5: digest });
    expect(digestPassword(password, 'gbk')).toEqual({ ok: true, md5: digest });
  });

  it('of a Chinese password depends on the encoding', () => {
    expect(digestPassword('密码', 'utf-8')).toEqual({ ok: true, md5: md5('密码') });
    expect(digestPassword('密码', 'gbk')).toEqual({ ok: true, md5: md5(Uint8Array.of(0xc3, 0xdc, 0xc2, 0xeb)) });
  });

  it('of any text is that of its UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (password) => {
        expect(digestPassword(password, 'utf-8')).toEqual({ ok: true, md5: md5(password) });
      }),
    );
  });

  it('names the character that GBK lacks', () => {
    expect(digestPassword('密🔑码', 'gbk')).toEqual({ ok: false, trouble: 'not-gbk', character: '🔑' });
    expect(digestPassword('한', 'gbk')).toEqual({ ok: false, trouble: 'not-gbk', character: '한' });
  });

  it('of nothing is refused, since an empty password gets no answer at all', () => {
    expect(digestPassword('', 'utf-8')).toEqual({ ok: false, trouble: 'empty-password' });
  });
});

describe('GBK', () => {
  it('has the bytes of an independent encoder for all 20,902 ideographs', () => {
    const ideographs = Array.from({ length: 20_902 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
    expect(encodeGbk(ideographs)).toEqual({ ok: true, bytes: Uint8Array.from(iconv.encode(ideographs, 'gbk')) });
  });

  it('has the euro in one byte, as code page 936 does', () => {
    expect(encodeGbk('€')).toEqual({ ok: true, bytes: Uint8Array.of(0x80) });
  });

  it('is read back as it was written', () => {
    const known = fc.constantFrom(...'abc 123€、。《》（），一二三中国腾讯密码丂鱼');
    fc.assert(
      fc.property(fc.string({ unit: known }), (said) => {
        const encoded = encodeGbk(said);
        expect(encoded.ok && new TextDecoder('gbk').decode(encoded.bytes)).toBe(said);
      }),
    );
  });
});
