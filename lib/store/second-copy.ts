import type { Account } from '../model/account';
import type { AccountId, EpochMs, Peer } from '../model/ids';
import { ownStatuses } from '../model/presence';

/**
 * What is left of Uinbell when its database is gone: the accounts as the person set them, without secrets, and how the
 * newest conversations stood. Kept in storage.local, which browsers lose apart from IndexedDB.
 */
export const secondCopyKey = 'secondCopy';
const copyVersion = 1;
/** Conversations in it, newest first. */
export const copiedMarks = 300;

export interface SecondCopy {
  readonly at: EpochMs;
  /** The highest account id ever given: none is given twice, not even by a store that starts anew. */
  readonly lastId: AccountId;
  readonly accounts: readonly Account[];
  readonly marks: readonly ReadMark[];
}

export interface ReadMark {
  readonly accountId: AccountId;
  readonly peer: Peer;
  readonly recent: EpochMs;
  readonly lastOrdinal: number;
  readonly readThrough: number;
  /** Epoch ms; the end of time where it is for good, since JSON has no Infinity. */
  readonly mutedUntil?: EpochMs;
  readonly pinned?: true;
  readonly loud?: true;
  readonly always?: true;
}

export type StoredCopy = SecondCopy & { readonly version: number };

/** The last moment a Date can name stands for "for good". */
const endOfTime = 8.64e15;

/** Accounts about to be removed are left out: what the person took away must not come back from here. */
export function planSecondCopy(
  accounts: readonly Account[],
  conversations: readonly ReadMark[],
  lastId: AccountId,
  at: EpochMs,
): StoredCopy {
  return {
    version: copyVersion,
    at,
    lastId: Math.max(lastId, ...accounts.map(({ id }) => id)),
    accounts: accounts.filter(({ removeAt }) => removeAt === undefined).map(plain),
    marks: conversations.slice(0, copiedMarks).map((row) => ({
      accountId: row.accountId,
      peer: row.peer,
      recent: row.recent,
      lastOrdinal: row.lastOrdinal,
      readThrough: row.readThrough,
      ...(row.mutedUntil !== undefined && { mutedUntil: Math.min(row.mutedUntil, endOfTime) }),
      ...(row.pinned && { pinned: true as const }),
      ...(row.loud && { loud: true as const }),
      ...(row.always && { always: true as const }),
    })),
  };
}

/**
 * Undefined for what is no copy, or another version's. storage.local is edited by hand and left half-written (features
 * 5.2, 18): a record that is not whole is left out and the others stay; marks whose account is not there go with it.
 */
export function readSecondCopy(raw: unknown): SecondCopy | undefined {
  if (!isObject(raw) || raw.version !== copyVersion || !Array.isArray(raw.accounts)) return undefined;
  const accounts = unique(raw.accounts.flatMap((row) => parseAccount(row) ?? []));
  const ids = new Set(accounts.map(({ id }) => id));
  const marks = Array.isArray(raw.marks) ? raw.marks.flatMap((row) => parseMark(row, ids) ?? []) : [];
  const lastId = Math.max(isId(raw.lastId) ? raw.lastId : 0, ...ids);
  return { at: isMoment(raw.at) ? raw.at : 0, lastId, accounts, marks };
}

function parseAccount(row: unknown): Account | undefined {
  if (!isObject(row)) return undefined;
  const { id, protocol, server, uin, name, colour, tag, order, status, mutedUntil, addedAt } = row;
  const { pausedAt, pausedUntil } = row;
  if (!isId(id) || !isText(server, 300) || server === '' || typeof uin !== 'string' || !/^\d{1,20}$/.test(uin)) {
    return undefined;
  }
  if (protocol !== 'http-qq' && protocol !== 'webqq' && protocol !== 'onebot') return undefined;
  const muted = restoreMute(mutedUntil);
  return {
    id,
    protocol,
    server,
    uin,
    // What only dresses an account has a stand-in; what says which one it is has none.
    name: isText(name, 60) && name !== '' ? name : uin,
    colour: Number.isInteger(colour) && (colour as number) >= 1 && (colour as number) <= 12 ? (colour as number) : 1,
    tag: isText(tag, 4) && tag !== '' ? tag : uin.slice(-1),
    order: Number.isFinite(order) ? (order as number) : id,
    status: ownStatuses.find((one) => one === status) ?? 'online',
    addedAt: isMoment(addedAt) ? addedAt : 0,
    ...(isMoment(pausedAt) && { pausedAt, ...(isMoment(pausedUntil) && { pausedUntil }) }),
    ...(muted !== undefined && { mutedUntil: muted }),
  };
}

function parseMark(row: unknown, ids: ReadonlySet<AccountId>): ReadMark | undefined {
  if (!isObject(row)) return undefined;
  const { accountId, peer, recent, lastOrdinal, readThrough, mutedUntil, pinned, loud, always } = row;
  if (!isId(accountId) || !ids.has(accountId) || !isPeer(peer) || !isMoment(recent)) return undefined;
  if (!isOrdinal(lastOrdinal) || !isOrdinal(readThrough)) return undefined;
  const muted = restoreMute(mutedUntil);
  return {
    accountId,
    peer,
    recent,
    lastOrdinal,
    readThrough: Math.min(readThrough, lastOrdinal),
    ...(muted !== undefined && { mutedUntil: muted }),
    ...(pinned === true && { pinned }),
    ...(loud === true && { loud }),
    ...(always === true && { always }),
  };
}

function unique(accounts: readonly Account[]): Account[] {
  const seen = new Set<string | number>();
  return accounts.filter(({ id, protocol, server, uin }) => {
    const identity = `${protocol} ${server} ${uin}`;
    if (seen.has(id) || seen.has(identity)) return false;
    seen.add(id).add(identity);
    return true;
  });
}

function plain(account: Account): Account {
  return account.mutedUntil === undefined
    ? account
    : { ...account, mutedUntil: Math.min(account.mutedUntil, endOfTime) };
}

function restoreMute(value: unknown): EpochMs | undefined {
  if (!isMoment(value)) return undefined;
  return value >= endOfTime ? Number.POSITIVE_INFINITY : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}
function isId(value: unknown): value is AccountId {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) < 2 ** 31;
}
function isOrdinal(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
function isMoment(value: unknown): value is EpochMs {
  return typeof value === 'number' && value >= 0 && value <= endOfTime;
}
function isPeer(value: unknown): value is Peer {
  return typeof value === 'string' && /^[ugds]:\d{1,20}$/.test(value);
}
