import { useCallback } from 'preact/hooks';
import type { VaultStanding } from '../../lib/messaging/vault-calls';
import { isVaultLocked } from '../../lib/model/session';
import type { AccountView } from '../../lib/store/read';
import { useLive } from '../live';
import { inTrouble } from '../truth';
import { useWorld } from '../world';

/** How the vault stands; undefined until the background has said so. */
export function useVault(): VaultStanding | undefined {
  const { ask } = useWorld();
  const live = useLive<VaultStanding | undefined>(
    async () => {
      const answer = await ask('vault.state', {});
      return answer.ok ? answer.value : undefined;
    },
    (changes) => changes.vault !== undefined,
    [ask],
  );
  return live.value;
}

/** Whether the passphrase is waited for: at first sight the sessions tell, which need no background. */
export function waitsForPassphrase(vault: VaultStanding | undefined, accounts: readonly AccountView[]): boolean {
  return vault?.locked ?? accounts.some(({ session }) => isVaultLocked(session));
}

/** Whether the field that unlocks says all that a truth line would: nothing else is wrong with those shown. */
export function lockSaysAll(views: readonly AccountView[]): boolean {
  const trouble = inTrouble(views);
  return trouble.length > 0 && trouble.every(({ session }) => isVaultLocked(session));
}

export type Tried = 'done' | 'wrong' | 'failed';

/** Tries a passphrase: what it was made into goes to the background, the words themselves stay here. */
export function useUnlock(): (passphrase: string) => Promise<Tried> {
  const { ask } = useWorld();
  const current = useCurrentKey();
  return useCallback(
    async (passphrase) => {
      const key = await current(passphrase);
      if (key === undefined) return 'failed';
      const answer = await ask('vault.unlock', { key });
      return answer.ok ? (answer.value ? 'done' : 'wrong') : 'failed';
    },
    [ask, current],
  );
}

/** The key that a passphrase would be, with the salt and the rounds of the one that stands. */
export function useCurrentKey(): (passphrase: string) => Promise<number[] | undefined> {
  const { ask, passphrases } = useWorld();
  return useCallback(
    async (passphrase) => {
      const state = await ask('vault.state', {});
      if (!state.ok || !state.value.passphrase) return undefined;
      const { salt, rounds } = state.value.passphrase;
      return passphrases.derive(passphrase, salt, rounds);
    },
    [ask, passphrases],
  );
}
