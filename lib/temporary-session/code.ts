import type { EpochMs, RealNumber } from '../model/ids';
import { hmacSha256 } from './hmac';

/** How long a code of six digits lives; the service takes it once (2025 text, FAQ 1). */
export const codeLifeMs = 5 * 60_000;
const minuteMs = 60_000;

export interface Code {
  readonly digits: string;
  /** When it ends; it is the same for whoever asks in the same minute. */
  readonly until: EpochMs;
}

/**
 * The code that a secret gives for the minute of `now`: the first four bytes of HMAC-SHA-256 over
 * `["code", number, minute]`, minutes since 1970, modulo a million. No server is asked for it: whoever checks it holds
 * the same secret.
 */
export async function codeAt(number: RealNumber, secret: string, now: EpochMs, crypto: Crypto): Promise<Code> {
  const minute = Math.floor(now / minuteMs);
  const mac = await hmacSha256(JSON.stringify(['code', number, minute]), secret, crypto);
  const digits = String(new DataView(mac).getUint32(0) % 1_000_000).padStart(6, '0');
  return { digits, until: minute * minuteMs + codeLifeMs };
}
