import { type Account, identityOf } from '../model/account';
import type { AccountId } from '../model/ids';
import type { Told } from '../protocol/protocol';
import type { Store } from '../store/store';
import type { Secrets, Vault } from '../vault/vault';
import { changeCookie, parseJar } from './cookie-jar';

/** An account's secrets, cookies among them, while a request of it is under way. Both reject with `VaultLocked`. */
export interface Keyring {
  read(): Promise<Secrets | undefined>;
  /** Resolves once the change would outlive this worker. */
  change(plan: (secrets: Secrets) => Secrets): Promise<void>;
}

/** The name under which the vault holds an account's cookies. */
export const jarSecret = 'cookie-jar';

/** Of accounts that are stored. */
export function createKeyrings(ports: {
  readonly vault: Pick<Vault, 'open' | 'seal'>;
  readonly store: Pick<Store, 'writeSecret'>;
}): (account: Account) => Keyring {
  // A poll and a reply of one account may both bring cookies: each change starts from what the one before left.
  const last = new Map<AccountId, Promise<void>>();
  return (account) => {
    const read = () => ports.vault.open(account.id, identityOf(account));
    return {
      read,
      change(plan) {
        const change = async () => {
          const before = (await read()) ?? {};
          const after = plan(before);
          if (after === before) return;
          await ports.vault.seal(identityOf(account), after, (sealed) => ports.store.writeSecret(account.id, sealed));
        };
        const done = (last.get(account.id) ?? Promise.resolve()).then(change, change);
        last.set(account.id, done);
        return done;
      },
    };
  };
}

/** Of an account that is being tried and of which nothing is stored yet. */
export interface TrialKeyring extends Keyring {
  now(): Secrets;
}

export function memoryKeyring(secrets: Secrets): TrialKeyring {
  let held = secrets;
  return {
    now: () => held,
    read: async () => held,
    async change(plan) {
      held = plan(held);
    },
  };
}

/** Secrets with what an answer told of them. */
export function withTold(secrets: Secrets, { secrets: told, cookies = {} }: Told): Secrets {
  let jar = parseJar(secrets[jarSecret]);
  for (const [name, value] of Object.entries(cookies)) jar = changeCookie(jar, name, value);
  return { ...secrets, ...told, ...(secrets[jarSecret] !== undefined && { [jarSecret]: JSON.stringify(jar) }) };
}

/** What lib/temporary-session keeps in an account's box, by the names it gives it: not the protocol's to replace. */
export function ofLinks(secrets: Secrets | undefined): Secrets {
  return Object.fromEntries(Object.entries(secrets ?? {}).filter(([name]) => name.startsWith('link-')));
}
