import type { CookiePort } from '../../../lib/session/cookie-port';
import { exchange } from './node-http';

/**
 * What a browser's session rules do: one Cookie header and one Referer on one request, redirects left alone, every
 * Set-Cookie handed back.
 */
export function nodeCookies(heard: (details: { url: string; error: string }) => void): CookiePort {
  return {
    async send(address, init, cookie) {
      try {
        return await exchange(address, init, cookie);
      } catch (error) {
        heard({ url: address, error: names[(error as { code?: string }).code ?? ''] ?? 'net::ERR_FAILED' });
        throw error;
      }
    },
  };
}

const names: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
};
