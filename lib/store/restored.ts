import type { Restored } from '../model/store-standing';

/** Where the note lies in storage.local until the person has seen it. */
export const restoredKey = 'storeRestored';

/** Undefined for what is no such note. */
export function readRestored(raw: unknown): Restored | undefined {
  const { accounts, copiedAt } = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Restored>;
  const whole = Number.isSafeInteger(accounts) && typeof copiedAt === 'number' && Math.abs(copiedAt) <= 8.64e15;
  return whole ? { accounts: accounts as number, copiedAt } : undefined;
}
