import type { Account } from '../model/account';
import type { Request } from '../protocol/protocol';
import type { TrialKeyring } from './keyring';
import type { Live } from './live';
import type { SessionPorts } from './ports';

type Secret = (account: Account, name: string) => Promise<string | undefined>;

/**
 * Lines of accounts that are being tried and have no number of their own yet. Each has its own, with its own secret:
 * somebody may try two in two windows at once, and neither server may be told the token of the other.
 */
export function createTrials(linesWith: (secret: Secret) => Live) {
  const lines = new Map<Account, Live>();
  return {
    send(account: Account, request: Request, keyring: TrialKeyring): ReturnType<SessionPorts['send']> {
      const line = lines.get(account) ?? linesWith(async (_, name) => keyring.now()[name]);
      lines.set(account, line);
      return line.send(account, request);
    },
    end(accounts: readonly Account[]): void {
      for (const account of accounts) {
        lines.get(account)?.keep(new Set());
        lines.delete(account);
      }
    },
  };
}
