import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Profile {
  readonly folder: string;
  /** Deletes it; does nothing to a folder that the caller named. */
  discard(): Promise<void>;
}

/** A named profile is kept for the next launch; without a name, a fresh one that goes with the browser. */
export async function openProfile(folder?: string): Promise<Profile> {
  if (folder !== undefined) return { folder, discard: async () => {} };
  const fresh = await mkdtemp(join(tmpdir(), 'uinbell-profile-'));
  // A dying browser may still be writing while we delete.
  return { folder: fresh, discard: () => rm(fresh, { recursive: true, force: true, maxRetries: 10 }) };
}
