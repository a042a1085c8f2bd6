import type { PageHandlers } from '../../lib/messaging/server';
import type { Account } from '../../lib/model/account';
import { given } from '../../lib/model/given';
import type { Keyring } from '../../lib/session/keyring';
import type { SessionPorts } from '../../lib/session/ports';
import { createLinkActs } from '../../lib/temporary-session/link-acts';
import { VaultLocked } from '../../lib/vault/vault';

type LinkPages = Pick<PageHandlers, Extract<keyof PageHandlers, `link.${string}` | `desk.${string}`>>;

/** How long an enterprise's service may take. */
const patienceMs = 15_000;

/** The calls about links, each one act of lib/temporary-session on the account's box in the vault. */
export function createLinkHandlers(ports: SessionPorts, keyringOf: (account: Account) => Keyring): LinkPages {
  const accountOf = async (id: number) =>
    (await ports.readAccounts()).find(({ account }) => account.id === id)?.account;
  const unlessLocked = async <T>(work: () => Promise<T>, locked: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof VaultLocked) return locked;
      throw error;
    }
  };
  const acts = createLinkActs({
    now: ports.now,
    crypto,
    numberOf: async (id) => (await accountOf(id))?.uin,
    readSecrets: async (id) => {
      const account = await accountOf(id);
      if (account === undefined) return {};
      return unlessLocked<Readonly<Record<string, string>> | 'locked'>(
        async () => (await keyringOf(account).read()) ?? {},
        'locked',
      );
    },
    changeSecrets: async (id, plan) => {
      const account = await accountOf(id);
      if (account === undefined) return false;
      return unlessLocked(async () => {
        await keyringOf(account).change(plan);
        return true;
      }, false);
    },
    post,
  });
  return {
    'link.standing': ({ accountId }) => acts.standing(accountId),
    'link.keepSecret': ({ accountId, secret }) => acts.keepSecret(accountId, secret),
    'link.sign': ({ accountId, link }) => acts.sign(accountId, given(link)),
    'link.keepEnterprise': ({ accountId, ...access }) => acts.keepEnterprise(accountId, access),
    'link.askEnterprise': ({ accountId, ...wish }) => acts.askEnterprise(accountId, wish),
    'desk.done': async ({ accountId, peer, done }) => {
      await ports.store.setDone([accountId, peer], done ? ports.now() : undefined);
      ports.published({ conversations: [[accountId, peer]] });
      return null;
    },
  };
}

async function post(url: string, { headers, body }: { headers: Readonly<Record<string, string>>; body: string }) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers },
      body,
      credentials: 'omit',
      // A redirect would carry the client's secret to another place.
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}
