import { browser } from '../../lib/browser';
import { browserI18n } from '../../lib/i18n/browser-i18n';
import { wordKey } from '../../lib/i18n/i18n';
import type { Account } from '../../lib/model/account';
import { planToolbar, type Toolbar, toolbarWithoutStore } from '../../lib/notify/toolbar-badge';
import { announceChanges, type Changes } from '../../lib/store/changes';
import type { Connection } from '../../lib/store/open';
import { readAccounts, readAttention, readConversations } from '../../lib/store/read';
import { planSnapshot, snapshotKey, snapshotRows } from '../../lib/store/snapshot';
import { nameTrouble } from '../../lib/store/trouble';

/**
 * After a commit: open pages hear which rows changed, then toolbar and first-paint snapshot follow the store. Commits
 * come in bursts (thirty accounts, one wake), so refreshing is done once at a time and once more if something changed
 * meanwhile; the number is always read from the store, never counted here.
 */
export function createPublisher(
  connection: Connection,
  report: (where: string, error: unknown) => void,
  copied: (accounts: readonly Account[]) => Promise<void>,
): (changes: Changes) => void {
  let running = false;
  let again = false;
  let shown = '';

  const refresh = async () => {
    do {
      again = false;
      const seen = await connection.run(async (db) => ({
        accounts: await readAccounts(db),
        attention: await readAttention(db),
        conversations: await readConversations(db, { limit: snapshotRows }),
      }));
      await browser.storage.local.set({ [snapshotKey]: planSnapshot(seen) });
      const { total } = seen.attention;
      const toolbar = planToolbar({ total, sessions: seen.accounts.map(({ session }) => session) });
      const wanted = JSON.stringify([toolbar, total]);
      if (wanted !== shown) await showToolbar(toolbar, total);
      shown = wanted;
      await copied(seen.accounts.map(({ account }) => account));
    } while (again);
  };
  const failed = async (error: unknown) => {
    report('publisher', error);
    if (nameTrouble(error) === undefined) return;
    shown = '';
    await showToolbar(toolbarWithoutStore, 0);
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

async function showToolbar(toolbar: Toolbar, total: number): Promise<void> {
  await browser.action.setBadgeText({ text: toolbar.text });
  await browser.action.setBadgeBackgroundColor({ color: toolbar.colour });
  await browser.action.setBadgeTextColor?.({ color: '#ffffff' });
  const sizes = [16, 32, 48] as const;
  await browser.action.setIcon({
    path: Object.fromEntries(sizes.map((size) => [size, `/icons/${toolbar.icon}-${size}.png`])),
  });
  const { t } = browserI18n(browser);
  await browser.action.setTitle({ title: t(wordKey('toolbar', toolbar.title), total) });
}
