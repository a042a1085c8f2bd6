import type { AccountId, Peer } from '../model/ids';
import type { Database, NoticeRow } from './schema';
import { write } from './transaction';

export function readNotices(db: Database, state: 'waiting' | 'showing'): Promise<NoticeRow[]> {
  return db.getAllFromIndex('notices', 'state', state);
}

/** Undefined: gone. A notice that was read in the meantime is not brought back. */
export function moveNotices(
  db: Database,
  keys: ReadonlyArray<readonly [AccountId, Peer, number]>,
  to: string | undefined,
): Promise<void> {
  return write(db, ['notices'], async (tx) => {
    const notices = tx.objectStore('notices');
    for (const key of keys) {
      const row = await notices.get([...key]);
      if (row === undefined) continue;
      if (to === undefined) await notices.delete([...key]);
      else await notices.put({ ...row, state: to });
    }
  });
}
