import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import type { PasswordEncoding, Uin } from '../world';

/** hash33 of spec/webqq B3: ptqrtoken from the cookie qrsig; with 5381 to start from, g_tk from skey. */
export function hash33(text: string, start = 0): number {
  let hash = start;
  for (const char of text) hash = (hash + (hash << 5) + (char.codePointAt(0) ?? 0)) & 0x7fffffff;
  return hash;
}

/** What get_user_friends2 and get_group_name_list_mask2 carry as `hash` (spec/webqq, B3). */
export function friendListHash(uin: Uin, ptwebqq: string): string {
  const cells = [0, 0, 0, 0];
  for (const [index, byte] of Buffer.from(ptwebqq).entries()) cells[index % 4] = (cells[index % 4] ?? 0) ^ byte;
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(uin));
  const salt = Buffer.from('ECOK');
  const mixed = cells.flatMap((cell, index) => [cell, (number[4 + index] ?? 0) ^ (salt[index] ?? 0)]);
  return Buffer.from(mixed).toString('hex').toUpperCase();
}

/** What a sign-in by password carries as `p` (spec/webqq, B2): never the password. */
export function passwordProof(password: string, encoding: PasswordEncoding, uin: Uin, code: string): string {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(uin));
  const first = createHash('md5').update(iconv.encode(password, encoding)).digest();
  const second = md5Hex(Buffer.concat([first, number]));
  return md5Hex(Buffer.from(second + code.toUpperCase()));
}

function md5Hex(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex').toUpperCase();
}
