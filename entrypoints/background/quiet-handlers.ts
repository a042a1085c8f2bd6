import { browser } from '../../lib/browser';
import { browserI18n } from '../../lib/i18n/browser-i18n';
import type { PageHandlers } from '../../lib/messaging/server';
import type { LookPorts } from '../../lib/session/look-around';
import type { Wake } from '../../lib/session/wake';
import type { Snooze } from './snooze';
import type { Sounder } from './sounder';

export type QuietCalls = 'mute' | 'account.mute' | 'snooze' | 'notice.test';

/** What a person hears and does not hear. */
export function createQuietHandlers(
  { store, published, report }: LookPorts,
  { wake }: Wake,
  snooze: Snooze,
  sounder: Sounder,
  refresh: () => Promise<unknown>,
): Pick<PageHandlers, QuietCalls> {
  return {
    mute: async ({ accountId, peer, until }) => {
      await store.mute([accountId, peer], until);
      published({ conversations: [[accountId, peer]] });
      // Its end may be the next thing to happen.
      void wake('alarm');
      return null;
    },
    'account.mute': async ({ accountId, until }) => {
      await store.changeAccount(accountId, ({ mutedUntil: _, ...account }) => ({
        ...account,
        ...(until !== undefined && { mutedUntil: until }),
      }));
      published({ accounts: [accountId] });
      void wake('alarm');
      return null;
    },
    snooze: async ({ until }) => {
      await snooze.set(until);
      return null;
    },
    'notice.test': async () => {
      // A worker that this very call has started knows of no chosen sound yet.
      await refresh();
      const { t } = browserI18n(browser);
      // Chromium's question; Firefox has none and shows what it may.
      const { notifications } = browser as { notifications: { getPermissionLevel?(): Promise<string> } };
      if ((await notifications.getPermissionLevel?.()) === 'denied') return 'denied';
      try {
        await browser.notifications.create('test', {
          type: 'basic',
          iconUrl: browser.runtime.getURL('/icons/128.png'),
          title: t('notice_test_title'),
          message: t('notice_test_text'),
        });
      } catch (error) {
        report('notice.test', error);
        return 'failed';
      }
      sounder.announced();
      return 'handed-over';
    },
  };
}
