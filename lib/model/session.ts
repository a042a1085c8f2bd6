import type { EpochMs } from './ids';

/** An account's connection as it stands. */
export type SessionState =
  | 'signing-in'
  | 'online'
  | 'waiting'
  | 'displaced'
  | 'refused'
  | 'unreachable'
  | 'no-network'
  | 'needs-permission'
  | 'locked'
  | 'offline-in-qq'
  | 'paused'
  | 'signed-out';

/** Why a session is not simply online. The person's words for each stand in the locales as `reason_<name>`. */
export type SessionReason =
  | 'wrong-password'
  | 'illegal-number'
  | 'no-secret'
  | 'vault-locked'
  | 'taken-over'
  | 'too-fast'
  | 'sign-in-budget'
  | 'nobody-listens'
  | 'name-unknown'
  | 'blocked-port'
  | 'certificate'
  | 'no-answer'
  | 'answered-nothing'
  | 'line-dropped'
  | 'too-large'
  | 'not-qq'
  | 'garbled'
  | 'wrong-account'
  | 'wrong-seq'
  | 'no-network'
  | 'no-permission'
  | 'server-trouble'
  | 'wrong-token'
  | 'not-onebot'
  | 'no-socket'
  | 'other-number'
  | 'scan-picture'
  | 'confirm-on-phone'
  | 'type-letters'
  | 'picture-expired'
  | 'not-webqq'
  | 'password-wanted';

export interface SessionTruth {
  readonly state: SessionState;
  readonly reason?: SessionReason;
  /** The server's own words, untrusted text. */
  readonly said?: string;
  /** A picture that the person is to do something with, as a data: address of a PNG that was looked at. */
  readonly picture?: string;
  /** When this is expected to end by itself. */
  readonly until?: EpochMs;
}

/** States that end only by an act of the person: such an account is not due, whatever the clock says. */
export const stoppedStates: readonly SessionState[] = [
  'displaced',
  'refused',
  'needs-permission',
  'locked',
  'paused',
  'signed-out',
];

export function isStopped(state: SessionState): boolean {
  return stoppedStates.includes(state);
}

/** Held by the passphrase: nothing that still comes in changes that, only unlocking does. */
export function isVaultLocked({ state, reason }: Pick<SessionTruth, 'state' | 'reason'>): boolean {
  return state === 'locked' && reason === 'vault-locked';
}
