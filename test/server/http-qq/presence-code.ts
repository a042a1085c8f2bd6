import type { Presence } from '../world';

/** The status codes of ST and of MG in a status message. HTTP QQ has one word for away and busy. */
const CODES: Record<Presence, string> = { online: '10', offline: '20', busy: '30', away: '30', invisible: '40' };

export function encodePresence(presence: Presence): string {
  return CODES[presence];
}

/** The presence a client asks for with ST; undefined for the codes the 2005 text calls illegal. */
export function decodePresence(code: string): Presence | undefined {
  return (['online', 'offline', 'busy', 'invisible'] as const).find((presence) => CODES[presence] === code);
}
