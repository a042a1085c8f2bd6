import type { AccountId, EpochMs, RealNumber } from '../model/ids';
import { askEnterprise, type EnterpriseAnswer, type Post } from './ask-enterprise';
import { type Code, codeAt } from './code';
import type { TemporaryLink } from './link';
import { type EnterpriseAccess, enterpriseSecret, linkSecret, parseEnterprise } from './link-secrets';
import { sealLink } from './seal-link';

export interface LinkPorts {
  now(): EpochMs;
  readonly crypto: Crypto;
  /** The account's number; undefined where the account is gone. */
  numberOf(accountId: AccountId): Promise<RealNumber | undefined>;
  /** The account's box, or `locked`. */
  readSecrets(accountId: AccountId): Promise<Readonly<Record<string, string>> | 'locked'>;
  /** False while locked. */
  changeSecrets(
    accountId: AccountId,
    plan: (secrets: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
  ): Promise<boolean>;
  readonly post: Post;
}

/** What is known of an account's links, without a secret. */
export interface LinkStanding {
  readonly locked: boolean;
  readonly hasSecret: boolean;
  readonly enterprise?: Omit<EnterpriseAccess, 'clientSecret'>;
}

export type Signed =
  | { readonly ok: true; readonly link: TemporaryLink; readonly code?: Code }
  | { readonly ok: false; readonly why: 'locked' | 'no-secret' };

/** What pages ask about links that need a secret: it goes in and never comes out again, only what it proves does. */
export function createLinkActs(ports: LinkPorts) {
  return {
    async standing(accountId: AccountId): Promise<LinkStanding> {
      const secrets = await ports.readSecrets(accountId);
      if (secrets === 'locked') return { locked: true, hasSecret: false };
      const access = parseEnterprise(secrets[enterpriseSecret]);
      return {
        locked: false,
        hasSecret: secrets[linkSecret] !== undefined,
        ...(access && { enterprise: { origin: access.origin, clientId: access.clientId } }),
      };
    },
    keepSecret: (accountId: AccountId, secret: string): Promise<boolean> =>
      ports.changeSecrets(accountId, (secrets) => ({ ...secrets, [linkSecret]: secret })),
    keepEnterprise: (accountId: AccountId, access: EnterpriseAccess): Promise<boolean> =>
      ports.changeSecrets(accountId, (secrets) => ({ ...secrets, [enterpriseSecret]: JSON.stringify(access) })),
    /** Signs a link of the account's own number, whatever number it named; with the code of this minute where it asks. */
    async sign(accountId: AccountId, link: TemporaryLink): Promise<Signed> {
      const secrets = await ports.readSecrets(accountId);
      if (secrets === 'locked') return { ok: false, why: 'locked' };
      const [secret, number] = [secrets[linkSecret], await ports.numberOf(accountId)];
      if (secret === undefined || number === undefined) return { ok: false, why: 'no-secret' };
      const signed = await sealLink({ ...link, number }, secret, ports.now(), ports.crypto);
      if (!link.asksCode) return { ok: true, link: signed };
      return { ok: true, link: signed, code: await codeAt(number, secret, ports.now(), ports.crypto) };
    },
    async askEnterprise(
      accountId: AccountId,
      wish: { readonly openid: string; readonly lifeSeconds: number },
    ): Promise<EnterpriseAnswer | { readonly ok: false; readonly why: 'locked' | 'no-secret' }> {
      const secrets = await ports.readSecrets(accountId);
      if (secrets === 'locked') return { ok: false, why: 'locked' };
      const access = parseEnterprise(secrets[enterpriseSecret]);
      return access === undefined ? { ok: false, why: 'no-secret' } : askEnterprise(access, wish, ports.post);
    },
  };
}
export type LinkActs = ReturnType<typeof createLinkActs>;
