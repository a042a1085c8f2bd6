/** HMAC-SHA-256 of a text under a secret, both as UTF-8. */
export async function hmacSha256(text: string, secret: string, { subtle }: Crypto): Promise<ArrayBuffer> {
  const bytes = (words: string) => new TextEncoder().encode(words);
  const key = await subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return subtle.sign('HMAC', key, bytes(text));
}
