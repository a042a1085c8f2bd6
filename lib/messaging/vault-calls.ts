import * as v from 'valibot';
import { list, whole } from './shapes';

/** The pages' calls about the passphrase; part of the table in `page-calls.ts`. */
const bytes = (length: number) => list(whole(0, 255), length, length);
/** What a page made of a passphrase, which itself stays there: 32 bytes. */
const derivedKey = bytes(32);

export const vaultCalls = {
  'vault.state': v.object({}),
  'vault.unlock': v.object({ key: derivedKey }),
  'vault.lock': v.object({}),
  /** Sets one, or changes the one that `current` opens. Fewer rounds than are usual now are not taken. */
  'vault.setPassphrase': v.object({
    key: derivedKey,
    salt: bytes(16),
    rounds: whole(600_000, 100_000_000),
    current: v.optional(derivedKey),
  }),
  'vault.removePassphrase': v.object({ current: derivedKey }),
  'vault.lockOnStart': v.object({ on: v.boolean() }),
  /** Drops the passphrase with all it seals: accounts and messages stay, passwords are asked for again. */
  'vault.forget': v.object({}),
} as const;

export interface VaultStanding {
  readonly locked: boolean;
  /** Absent where none is set. */
  readonly passphrase?: { readonly salt: readonly number[]; readonly rounds: number; readonly lockOnStart: boolean };
}

export interface VaultOutput {
  'vault.state': VaultStanding;
  /** False where that was not the passphrase, as in the two below. */
  'vault.unlock': boolean;
  'vault.setPassphrase': boolean;
  'vault.removePassphrase': boolean;
  /** False while locked. */
  'vault.lockOnStart': boolean;
}
