import type { Vault } from '../vault/vault';
import type { SessionPorts } from './ports';
import { shortestAlarmMs } from './schedule';
import type { Wake } from './wake';

/** The vault as pages may use it: every act is in the store before it is answered, and the accounts follow at once. */
export type VaultActs = Pick<
  Vault,
  'state' | 'unlock' | 'lock' | 'setPassphrase' | 'removePassphrase' | 'setLockOnStart' | 'forget'
>;

export function createVaultActs(ports: SessionPorts, vault: Vault, { wake }: Wake): VaultActs {
  /** Stopped accounts have no alarm of their own: one is set first, and a death on the way is then only a delay. */
  const act = async <T>(work: () => Promise<T>): Promise<T> => {
    const at = await ports.alarm.read();
    const soon = ports.now() + shortestAlarmMs;
    if (at === undefined || at > soon) await ports.alarm.set(soon);
    try {
      return await work();
    } finally {
      ports.published({ vault: true });
      void wake('alarm');
    }
  };
  return {
    state: () => vault.state(),
    unlock: (key) => act(() => vault.unlock(key)),
    lock: () => act(() => vault.lock()),
    setPassphrase: (next, current) => act(() => vault.setPassphrase(next, current)),
    removePassphrase: (current) => act(() => vault.removePassphrase(current)),
    setLockOnStart: (on) => act(() => vault.setLockOnStart(on)),
    forget: () => act(() => vault.forget()),
  };
}
