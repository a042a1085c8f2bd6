import type { PageHandlers } from '../../lib/messaging/server';
import type { VaultActs } from '../../lib/session/vault-acts';

type VaultCalls = Extract<keyof PageHandlers, `vault.${string}`>;

/** The vault's part of the call table. Keys come as numbers, since messages are JSON in Chromium. */
export function createVaultHandlers(vault: VaultActs): Pick<PageHandlers, VaultCalls> {
  return {
    'vault.state': async () => {
      const { locked, passphrase } = await vault.state();
      return { locked, ...(passphrase && { passphrase: { ...passphrase, salt: [...passphrase.salt] } }) };
    },
    'vault.unlock': ({ key }) => vault.unlock(bytesOf(key)),
    'vault.lock': async () => {
      await vault.lock();
      return null;
    },
    'vault.setPassphrase': ({ key, salt, rounds, current }) =>
      vault.setPassphrase({ key: bytesOf(key), salt: bytesOf(salt), rounds }, current && bytesOf(current)),
    'vault.removePassphrase': ({ current }) => vault.removePassphrase(bytesOf(current)),
    'vault.lockOnStart': ({ on }) => vault.setLockOnStart(on),
    'vault.forget': async () => {
      await vault.forget();
      return null;
    },
  };
}

function bytesOf(numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(numbers);
}
