import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** The token of a cookie that the sign-in page's script made: of qrsig as ptqrtoken (spec/webqq, B3). */
export function hash33(text: string): number {
  return timesThirtyThree(text, 0);
}

/** The same from another start: of skey as g_tk, of supertoken as auth_token (spec/webqq, B3). */
export function bkn(text: string): number {
  return timesThirtyThree(text, 5381);
}

function timesThirtyThree(text: string, start: number): number {
  let hash = start;
  // Cut to 31 bits each time: what is cut away never comes back, and floats would lose the low bits of long texts.
  for (let i = 0; i < text.length; i++) hash = (hash * 33 + text.charCodeAt(i)) & 0x7fff_ffff;
  return hash;
}

/** What SmartQQ's lists ask for beside vfwebqq: number and ptwebqq mixed, 16 upper-case hex digits (spec/webqq, B3). */
export function friendListHash(uin: string, ptwebqq: string): string {
  const cells = [0, 0, 0, 0];
  for (let i = 0; i < ptwebqq.length; i++) cells[i % 4] = (cells[i % 4] ?? 0) ^ ptwebqq.charCodeAt(i);
  const number = Number(uin);
  const salted = [24, 16, 8, 0].map((shift, i) => ((number >>> shift) & 255) ^ 'ECOK'.charCodeAt(i));
  return upper(Uint8Array.from(cells.flatMap((cell, i) => [cell, salted[i] ?? 0])));
}

/**
 * What WebQQ 3 sends for a password (spec/webqq, B2): of its MD5, the number and the letters of the picture. The
 * password itself is nowhere near.
 *
 * @param passwordMd5 32 hex digits.
 * @param code the letters typed off the picture, or those that check gave in its place.
 */
export function passwordProof(passwordMd5: string, uin: string, code: string): string {
  const number = hexToBytes(BigInt(uin).toString(16).padStart(16, '0'));
  const salted = upper(md5(Uint8Array.from([...hexToBytes(passwordMd5), ...number])));
  return upper(md5(new TextEncoder().encode(salted + code.toUpperCase())));
}

function upper(bytes: Uint8Array): string {
  return bytesToHex(bytes).toUpperCase();
}
