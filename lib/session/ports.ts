import type { Account } from '../model/account';
import type { AccountId, EpochMs } from '../model/ids';
import type { Cursor, Protocol, Reply, Request, Told } from '../protocol/protocol';
import type { Changes } from '../store/changes';
import type { SessionRow } from '../store/schema';
import type { Store } from '../store/store';
import type { Live } from './live';

/**
 * All that the session layer touches of the world. Every one is handed in, so that a test can kill a wake before and
 * after each use of one, and start the next wake with an empty memory.
 */
export interface SessionPorts {
  now(): EpochMs;
  later(ms: number, run: () => void): () => void;
  /** In [0, 1). */
  random(): number;
  readonly store: Store;
  /** Every account with its session, those awaiting removal included. */
  readAccounts(): Promise<ReadonlyArray<{ readonly account: Account; readonly session: SessionRow }>>;
  /** Whether secrets wait for the passphrase; absent where there is no vault to lock. */
  isLocked?(): Promise<boolean>;
  openProtocol(account: Account): Protocol<Cursor>;
  send(account: Account, request: Request): Promise<Reply>;
  /** Keeps what an answer told of the account's secrets; absent where no protocol tells any. */
  keepTold?(account: Account, told: Told): Promise<void>;
  /** Lines of accounts whose server speaks first; absent where there are none. */
  readonly lines?: Pick<Live, 'isUp' | 'keep'>;
  /** Nobody is at this computer, as far as the browser said it last; absent: somebody always is. */
  isAway?(): boolean;
  readonly alarm: AlarmPort;
  /** Runs `work` unless somebody holds that name; answers whether it ran. Locks die with the worker. */
  lock(name: string, work: () => Promise<void>): Promise<boolean>;
  /**
   * Something visible changed: pages, toolbar and snapshot follow by themselves. Nobody waits for it, because thirty
   * accounts would then wait for each other's paint; what a death cuts off is shown by the next start.
   */
  published(changes: Changes): void;
  /**
   * Tells the person what waits to be told; `caughtUp` once nobody is being asked any more. Answers when to call again
   * where the browser refused. Absent where there is nobody to tell.
   */
  announce?(caughtUp: boolean): Promise<EpochMs | undefined>;
  /** What no edge foresaw: kept where the person can copy it, never thrown further. */
  report(where: string, error: unknown): void;
}

/** One alarm carries time across deaths of the worker; a timer only makes short waits exact while it lives. */
export interface AlarmPort {
  read(): Promise<EpochMs | undefined>;
  set(at: EpochMs): Promise<void>;
  clear(): Promise<void>;
  /** Wakes in this life, if there is one, in `ms`; a later call replaces an earlier one. */
  soon(ms: number): void;
}

export type AccountWithSession = Awaited<ReturnType<SessionPorts['readAccounts']>>[number];
export type { AccountId };
