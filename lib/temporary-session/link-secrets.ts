/** Names in an account's box of the vault. A new password keeps what begins so (`session/keyring.ts`). */
export const linkSecret = 'link-secret';
export const enterpriseSecret = 'link-enterprise';
/** An enterprise's access as the vault holds it: JSON of these three. */
export interface EnterpriseAccess {
  /** Where its service is, an origin. */
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Undefined where nothing, or nothing that can be read, lies there. */
export function parseEnterprise(kept: string | undefined): EnterpriseAccess | undefined {
  if (kept === undefined) return undefined;
  try {
    const { origin, clientId, clientSecret } = JSON.parse(kept) as Partial<EnterpriseAccess>;
    return typeof origin === 'string' && typeof clientId === 'string' && typeof clientSecret === 'string'
      ? { origin, clientId, clientSecret }
      : undefined;
  } catch {
    return undefined;
  }
}
