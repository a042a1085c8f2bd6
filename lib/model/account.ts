import type { AccountId, EpochMs, RealNumber } from './ids';
import type { OwnStatus } from './presence';

export type ProtocolName = 'http-qq' | 'webqq' | 'onebot';

/** One UIN on one server over one protocol: only what the person decided. What changes by itself is a `Session`. */
export interface Account {
  readonly id: AccountId;
  readonly protocol: ProtocolName;
  /** Canonical origin or address, as the protocol's settings parser returns it, so that equal servers are equal text. */
  readonly server: string;
  readonly uin: RealNumber;
  readonly name: string;
  /** 1 to 12, an index into the palette of ui tokens. */
  readonly colour: number;
  /** One character that no other account has: it tells accounts apart where colours repeat. */
  readonly tag: string;
  /** Place in the person's own order, ascending. */
  readonly order: number;
  readonly status: OwnStatus;
  /** Nobody has been at this computer since: online then shows as away, and goes on by itself. */
  readonly awayAt?: EpochMs;
  readonly pausedAt?: EpochMs;
  /** With `pausedAt`: it goes on by itself then. */
  readonly pausedUntil?: EpochMs;
  /** Removal can be undone until then; afterwards everything of the account is deleted. */
  readonly removeAt?: EpochMs;
  readonly mutedUntil?: EpochMs;
  readonly addedAt: EpochMs;
}

/** What is asked of the server: while nobody is there, online becomes away, or busy where a protocol has one word for both. */
export function shownStatus({ status, awayAt, protocol }: Pick<Account, 'status' | 'awayAt' | 'protocol'>): OwnStatus {
  if (status !== 'online' || awayAt === undefined) return status;
  return protocol === 'http-qq' ? 'busy' : 'away';
}

export const paletteSize = 12;

/** What makes an account the same account, also bound into the seal of its secrets: it outlives the store's ids. */
export function identityOf({ protocol, server, uin }: Pick<Account, 'protocol' | 'server' | 'uin'>): string {
  return `${protocol} ${server} ${uin}`;
}
