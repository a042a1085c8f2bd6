import { peerName } from '../../components/names';
import { plainWords } from '../../components/plain-words';
import { browser } from '../../lib/browser';
import { browserI18n } from '../../lib/i18n/browser-i18n';
import { parseLooking } from '../../lib/messaging/looking';
import type { NoticeWords } from '../../lib/notify/content';
import { type Announcer, createAnnouncer, type NotificationPort } from '../../lib/notify/show';
import type { Settings } from '../../lib/settings/settings';
import { readNoticeView } from '../../lib/store/notice-views';
import type { Connection } from '../../lib/store/open';
import { readAccounts, readAttention } from '../../lib/store/read';
import type { Store } from '../../lib/store/store';
import type { Sounder } from './sounder';

/** A system that never answers is as good as one that refuses: nobody may wait for it for ever. */
const patienceMs = 10_000;

/**
 * Chromium: two buttons, a lighter line, and no banner for what was told before. Firefox refuses the whole call for
 * any of these but the line (facts, 5): which it is, the build says, not a try.
 */
export function notificationPort(
  within: <T>(ms: number, work: Promise<T>) => Promise<T>,
  sounder: Sounder,
): NotificationPort {
  const { t } = browserI18n(browser);
  return {
    async create(id, { title, message, context, answerable, silent }) {
      const options = { type: 'basic' as const, iconUrl: '/icons/128.png', title, message };
      const more = {
        contextMessage: context,
        // One sound is enough: the person's own takes the system's place.
        silent: silent || sounder.isOn(),
        ...(answerable && { buttons: [{ title: t('reply') }, { title: t('mark_read') }] }),
      };
      const said = import.meta.env.FIREFOX ? options : { ...options, ...more };
      await within(patienceMs, browser.notifications.create(id, said));
      if (!silent) sounder.announced();
    },
    async clear(id) {
      await within(patienceMs, browser.notifications.clear(id));
    },
    ids: async () => Object.keys(await within(patienceMs, browser.notifications.getAll())),
  };
}

function noticeWords(): NoticeWords {
  const { t, plural } = browserI18n(browser);
  return {
    unread: (count) => plural('notice_unread', count),
    ofAccount: (name, count) => t('toolbar_addend', name, count),
    list: (parts) => (parts.length === 0 ? '' : parts.reduce((sum, part) => t('toolbar_addends', sum, part))),
    said: (sender, text) => t('preview_from', sender, text),
    peerName,
    plain: ({ text, parts, recalled }) => (recalled ? t('recalled') : parts ? plainWords(parts, t) : text),
  };
}

/** Hands the announcer its world. */
export function createNotices(
  connection: Connection,
  store: Store,
  settings: () => Promise<Settings>,
  notifications: NotificationPort,
  refused: (isRefused: boolean) => void,
  report: (where: string, error: unknown) => void,
): Announcer {
  return createAnnouncer({
    now: () => Date.now(),
    store,
    notifications,
    words: noticeWords(),
    choice: async () => {
      const { notices, snoozedUntil } = await settings();
      return { shows: notices ?? 'everything', snoozedUntil };
    },
    looking: async () => parseLooking(((await navigator.locks.query()).held ?? []).map(({ name }) => name)),
    readView: (key, ordinal) => connection.run((db) => readNoticeView(db, key, ordinal)),
    readCounts: () =>
      connection.run(async (db) => ({
        accounts: (await readAccounts(db)).map(({ account }) => account),
        attention: await readAttention(db),
      })),
    refused,
    report,
  });
}
