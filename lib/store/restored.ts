import type { EpochMs } from '../model/ids';

/** What a person is told after a restoration: how much came back, and from when the copy was. */
export interface Restored {
  readonly accounts: number;
  readonly copiedAt: EpochMs;
}

export const restoredKey = 'storeRestored';

/** Undefined for what is no such note. */
export function readRestored(raw: unknown): Restored | undefined {
  const { accounts, copiedAt } = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Restored>;
  const whole = Number.isSafeInteger(accounts) && typeof copiedAt === 'number' && Math.abs(copiedAt) <= 8.64e15;
  return whole ? { accounts: accounts as number, copiedAt } : undefined;
}
