import type { AccountId, EpochMs, RealNumber } from './ids';
import type { Presence } from './presence';

/** Somebody on one account's list. Two accounts that know the same person have two contacts. */
export interface Contact {
  readonly accountId: AccountId;
  readonly number: RealNumber;
  readonly nick?: string;
  /** The person's own word for them, as the server keeps it. */
  readonly remark?: string;
  /** The same, kept here; it stands before the server's. */
  readonly called?: string;
  /** 1-based number of the picture (HTTP QQ: FC/3+1). */
  readonly picture?: number;
  /** The friend category of QQ it stands in. */
  readonly category?: string;
  /** Lower-cased name to search and sort by; absent where there is no name yet. */
  readonly nameKey?: string;
}

export interface PresenceRow {
  readonly accountId: AccountId;
  readonly number: RealNumber;
  readonly state: Presence;
  readonly at: EpochMs;
  readonly source: 'list' | 'pushed' | 'asked';
}

export function contactName(contact: Contact): string {
  return contact.called || contact.remark || contact.nick || contact.number;
}

/** A contact whose name nobody has told yet: HTTP QQ's list is bare numbers. */
export function isNameless(contact: Contact | undefined): boolean {
  return contact !== undefined && contact.nick === undefined && contact.remark === undefined;
}
