import { createHash } from 'node:crypto';

/** As the script of the sign-in page computed it. */
export function hash33(text: string): number {
  let e = 0;
  for (let i = 0; i < text.length; i += 1) e += (e << 5) + text.charCodeAt(i);
  return 2147483647 & e;
}

/** As mq.js computed it. */
export function friendListHash(uin: number, ptwebqq: string): string {
  const cells = [0, 0, 0, 0];
  for (let i = 0; i < ptwebqq.length; i += 1) cells[i % 4] = (cells[i % 4] ?? 0) ^ ptwebqq.charCodeAt(i);
  const bytes = [(uin >> 24) & 255, (uin >> 16) & 255, (uin >> 8) & 255, uin & 255];
  const salted = bytes.map((byte, i) => byte ^ 'ECOK'.charCodeAt(i));
  const mixed = cells.flatMap((cell, i) => [cell, salted[i] ?? 0]);
  return mixed.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

/** As the sign-in page of WebQQ 3 computed it. */
export function passwordProof(password: string, uin: string, code: string): string {
  const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest();
  const upper = (bytes: Buffer) => bytes.toString('hex').toUpperCase();
  const number = Buffer.from(BigInt(uin).toString(16).padStart(16, '0'), 'hex');
  return upper(md5(upper(md5(Buffer.concat([md5(password), number]))) + code.toUpperCase()));
}
