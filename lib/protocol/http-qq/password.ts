import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeGbk } from './gbk';

export type PasswordEncoding = 'utf-8' | 'gbk';
export type Digest =
  | { readonly ok: true; readonly md5: string }
  | { readonly ok: false; readonly trouble: 'empty-password' }
  | { readonly ok: false; readonly trouble: 'not-gbk'; readonly character: string };

/**
 * What Login sends as PS. The texts never say which bytes of a password outside ASCII are taken: clients of the time
 * took UTF-8 or the system's code page, GBK in China, so the person may choose.
 */
export function digestPassword(password: string, encoding: PasswordEncoding): Digest {
  // An empty PS gets no answer at all (spec/http-qq, Transport), and the MD5 of nothing is nobody's password.
  if (password === '') return { ok: false, trouble: 'empty-password' };
  if (encoding === 'utf-8') return { ok: true, md5: bytesToHex(md5(new TextEncoder().encode(password))) };
  const encoded = encodeGbk(password);
  return encoded.ok
    ? { ok: true, md5: bytesToHex(md5(encoded.bytes)) }
    : { ok: false, trouble: 'not-gbk', character: encoded.lacks };
}
