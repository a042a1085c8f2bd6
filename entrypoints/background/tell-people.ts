import { peerName } from '../../components/names';
import { browser } from '../../lib/browser';
import { browserI18n } from '../../lib/i18n/browser-i18n';
import { encodeComingId, planComing } from '../../lib/notify/coming';
import type { NotificationPort } from '../../lib/notify/rounds';
import type { Settings } from '../../lib/settings/settings';
import type { Connection } from '../../lib/store/open';
import { readAccounts, readConversation, readUnwritten } from '../../lib/store/read';
import type { Store } from '../../lib/store/store';

/**
 * Tells of people who came online and whom the person asked for. The notification first, then the word that it was
 * told: a death between the two tells it once more under the same id. While notifications are off or snoozed it is
 * passed over, since who came an hour ago is no news.
 */
export function createTeller(
  connection: Connection,
  store: Pick<Store, 'readComings' | 'tellComing'>,
  settings: () => Promise<Settings>,
  notifications: Pick<NotificationPort, 'create'>,
  report: (where: string, error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  /** Somebody may have come since those who came were read. */
  let again = false;
  const tell = async () => {
    again = false;
    for (const key of await store.readComings()) {
      const { notices = 'everything', snoozedUntil = 0 } = await settings();
      const [accounts, view] = await connection.run(
        async (db) =>
          [await readAccounts(db), (await readConversation(db, key)) ?? (await readUnwritten(db, key))] as const,
      );
      const account = accounts.find((each) => each.account.id === key[0])?.account;
      if (account && view && notices !== 'off' && snoozedUntil <= Date.now()) {
        const words = { peerName, cameOnline: browserI18n(browser).t('came_online') };
        await notifications.create(encodeComingId(key), planComing(account, view, notices, words));
      }
      await store.tellComing(key);
    }
    if (again) await tell();
  };
  return () => {
    again = true;
    running ??= tell()
      .catch((error) => report('people', error))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
}
