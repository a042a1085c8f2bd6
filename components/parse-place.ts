/** Whether the address wants the cursor in the composer. */
export function wantsReply(hash: string): boolean {
  return hash.endsWith('/reply');
}

/** The link or number that a hash hands to the desk, as in `#open/12345%20hello`; `#desk` shows it without one. */
export function parseDeskHash(hash: string): { readonly typed?: string } | undefined {
  if (hash === '#desk') return {};
  if (!hash.startsWith('#open/')) return undefined;
  try {
    return { typed: decodeURIComponent(hash.slice('#open/'.length)) };
  } catch {
    return { typed: hash.slice('#open/'.length) };
  }
}
