import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { EpochMs } from '../model/ids';
import { hmacSha256 } from './hmac';
import type { TemporaryLink } from './link';

/**
 * Signs a link for its life from `now` on, with both proofs. The token is the 2025 text's, md5(number + moment +
 * secret), and weak: it covers neither life nor source, so whoever has the link may stretch the one and rename the
 * other. The seal is an HMAC-SHA-256 over everything that the link says.
 */
export async function sealLink(
  link: TemporaryLink,
  secret: string,
  now: EpochMs,
  crypto: Crypto,
): Promise<TemporaryLink> {
  const { token: _token, seal: _seal, ...rest } = link;
  const signed: TemporaryLink = { ...rest, kind: 'signed', signedAt: Math.floor(now / 1000) };
  return { ...signed, token: tokenOf(signed, secret), seal: await sealOf(signed, secret, crypto) };
}

/** Each proof that the link carries, and whether it was made with that secret. Neither: the link proves nothing. */
export async function checkSeal(
  link: TemporaryLink,
  secret: string,
  crypto: Crypto,
): Promise<{ readonly token?: boolean; readonly seal?: boolean }> {
  return {
    ...(link.token !== undefined && { token: isSame(link.token, tokenOf(link, secret)) }),
    ...(link.seal !== undefined && { seal: isSame(link.seal, await sealOf(link, secret, crypto)) }),
  };
}

function tokenOf({ number = '', signedAt = 0 }: TemporaryLink, secret: string): string {
  return bytesToHex(md5(new TextEncoder().encode(`${number}${signedAt}${secret}`)));
}

async function sealOf(link: TemporaryLink, secret: string, crypto: Crypto): Promise<string> {
  const { number, signedAt, lifeSeconds, source, menu, autoid, session, asksCode } = link;
  // As JSON, because joined by a character that a source may hold two different links would read the same.
  const told = [number, signedAt, lifeSeconds, source, menu ?? 'yes', autoid, session, asksCode].map(
    (one) => one ?? null,
  );
  return bytesToHex(new Uint8Array(await hmacSha256(JSON.stringify(told), secret, crypto)));
}

/** In the same time wherever they differ, so that nobody can guess a proof digit by digit. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i);
  return difference === 0;
}
