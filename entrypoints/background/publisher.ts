import { browser } from '../../lib/browser';
import type { Account } from '../../lib/model/account';
import { planToolbar } from '../../lib/notify/toolbar-badge';
import { announceChanges, type Changes } from '../../lib/store/changes';
import { hasMutedUnread } from '../../lib/store/muted-unread';
import type { Connection } from '../../lib/store/open';
import { planSnapshot } from '../../lib/store/plan-snapshot';
import { readAccounts, readAttention, readConversations } from '../../lib/store/read';
import { snapshotKey, snapshotRows } from '../../lib/store/snapshot';
import { nameTrouble } from '../../lib/store/trouble';
import { createToolbar } from './toolbar';

/**
 * After a commit: open pages hear which rows changed, then toolbar and first-paint snapshot follow the store. Commits
 * come in bursts (thirty accounts, one wake), so refreshing is done once at a time and once more if something changed
 * meanwhile; the number is always read from the store, never counted here.
 */
export function createPublisher(
  connection: Connection,
  report: (where: string, error: unknown) => void,
  copied: (accounts: readonly Account[]) => Promise<void>,
  isSnoozed: () => Promise<boolean>,
  countsRequests: () => Promise<boolean>,
): (changes: Changes) => void {
  let running = false;
  let again = false;
  const toolbar = createToolbar(Date.now);

  const refresh = async () => {
    do {
      again = false;
      const requests = await countsRequests();
      const seen = await connection.run(async (db) => ({
        accounts: await readAccounts(db, { requests }),
        attention: await readAttention(db, { requests }),
        conversations: await readConversations(db, { limit: snapshotRows }),
        muted: await hasMutedUnread(db),
      }));
      await browser.storage.local.set({ [snapshotKey]: planSnapshot(seen) });
      const { total } = seen.attention;
      const sessions = seen.accounts.map(({ session }) => session);
      const face = planToolbar({ total, muted: seen.muted, snoozed: await isSnoozed(), sessions });
      const accounts = seen.accounts.map(({ account: { name }, unread, session }) => ({ name, unread, ...session }));
      await toolbar.show(face, { total, accounts });
      await copied(seen.accounts.map(({ account }) => account));
    } while (again);
  };
  const failed = async (error: unknown) => {
    report('publisher', error);
    if (nameTrouble(error) !== undefined) await toolbar.showTrouble();
  };

  return (changes) => {
    announceChanges(changes);
    again = true;
    if (running) return;
    running = true;
    refresh()
      .catch(failed)
      .catch((error) => report('toolbar', error))
      .finally(() => {
        running = false;
      });
  };
}
