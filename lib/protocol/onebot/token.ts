/** The secret that a line and each HTTP request carry, by the name they mark it with. Empty where the server has none. */
export const tokenSecret = 'token';

/**
 * Where the token stands in a request over HTTP: a header, which no log shows. One beyond ASCII fits in none (`fetch`
 * throws, and programs read its bytes differently), so it stands in the address, never in both (spec/onebot, Auth).
 */
export function spellToken(as: string, token: string): string {
  const fits = /^[\x20-\x7e]*$/.test(token);
  if (as === 'header') return fits ? `Bearer ${token}` : '';
  return fits ? '' : `?access_token=${encodeURIComponent(token)}`;
}
