import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** md5(number + moment + secret), 32 hex digits: the 2025 text's. It covers neither life nor source. */
export function tokenOf(uin: string, timestamp: string, secret: string): string {
  return createHash('md5').update(`${uin}${timestamp}${secret}`).digest('hex');
}

/**
 * HMAC-SHA-256 over all that a link says, as a JSON list: number, moment, life, source, menu (`yes` where the link has
 * none), autoid, session, whether it asks for a code. What a link does not say is null.
 */
export function sealOf(query: URLSearchParams, secret: string): string {
  const text = (name: string) => query.get(name) || null;
  const count = (name: string) => (query.get(name) ? Number(query.get(name)) : null);
  const told = [
    text('uin'),
    count('timestamp'),
    count('expire'),
    text('from'),
    text('menu') ?? 'yes',
    text('autoid'),
    text('session'),
    query.get('code') === '1' ? true : null,
  ];
  return createHmac('sha256', secret).update(JSON.stringify(told)).digest('hex');
}

/**
 * The six digits that a person's secret gives for one minute: the first four bytes of HMAC-SHA-256 over
 * `["code", number, minute]`, minutes since 1970, modulo a million.
 */
export function codeOf(uin: string, minute: number, secret: string): string {
  const mac = createHmac('sha256', secret)
    .update(JSON.stringify(['code', uin, minute]))
    .digest();
  return String(mac.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
