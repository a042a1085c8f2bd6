import type { EpochMs } from '../model/ids';

/** Where in `storage.local` stands since when the system shows no notifications; nothing stands there where it does. */
export const noticesRefusedKey = 'noticesRefused';

/** Undefined for anything that is no moment. */
export function parseNoticesRefused(raw: unknown): EpochMs | undefined {
  return typeof raw === 'number' && Number.isFinite(raw) && raw > 0 ? raw : undefined;
}
