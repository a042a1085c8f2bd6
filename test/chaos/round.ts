import { FAULTS_AFTER, FAULTS_BEFORE, type FAULTS_OF_WEBQQ, type FaultAfter, type FaultBefore } from '../server/faults';
import type { OnebotHabit } from '../server/onebot/habits';
import type { WebqqHabit } from '../server/webqq/habits';

/** A server that does any of these has lost nothing: the message waits there or comes again by replay. */
export type HonestFault = FaultBefore | FaultAfter | (typeof FAULTS_OF_WEBQQ)[number];
/** Those that HTTP QQ's server knows. */
export const honestFaults: readonly HonestFault[] = [...FAULTS_BEFORE, ...FAULTS_AFTER];

export interface PlannedFault {
  readonly kind: HonestFault;
  readonly uin: string;
  readonly cmd?: string;
  readonly times: number;
  readonly ms?: number;
  readonly retcode?: number;
}

export interface PlannedReply {
  readonly shop: string;
  readonly to: string;
  readonly text: string;
}

/**
 * What becomes of the server: its connections are reset (`restart`), its process is killed and started again on its
 * state file after `downMs` (`kill`), or it comes back without its sessions and replays (`forget`).
 */
export type ServerBlow =
  | { readonly kind: 'restart' }
  | { readonly kind: 'kill'; readonly downMs: number }
  | { readonly kind: 'forget' };

/** What happens between one kill of the background and the next. */
export interface Round {
  readonly server?: ServerBlow;
  readonly faults: readonly PlannedFault[];
  readonly says: ReadonlyArray<{
    readonly from: string;
    readonly to: string;
    readonly text: string;
    readonly id: string;
  }>;
  readonly replies: readonly PlannedReply[];
  /** The server changes its manner, for all accounts at once. */
  readonly habit?: { readonly name: OnebotHabit | WebqqHabit; readonly on: boolean };
  /** OneBot: QQ signs this number out, its program lives on, and the next round signs it in again. WebQQ: taken over. */
  readonly kicks?: string;
  /** WebQQ: from now on a request is always held, or again only shortly; the kill then closes whoever holds it. */
  readonly listens?: boolean;
  /** Somebody reads everything of this account. */
  readonly reads?: string;
  /** From the wake to the kill. */
  readonly liveMs: number;
  /** The whole browser goes as well. */
  readonly killsBrowser: boolean;
}
