import { peerName } from '../../components/names';
import { plainWords } from '../../components/plain-words';
import { askerName, wishWords } from '../../components/request-words';
import { browser } from '../../lib/browser';
import { browserI18n } from '../../lib/i18n/browser-i18n';
import { parseLooking } from '../../lib/messaging/looking';
import type { NoticeWords } from '../../lib/notify/content';
import type { RequestWords } from '../../lib/notify/plan-requests';
import type { NotificationPort } from '../../lib/notify/rounds';
import { type Announcer, createAnnouncer } from '../../lib/notify/show';
import { createRequestAnnouncer, type RequestAnnouncer } from '../../lib/notify/show-requests';
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
    async create(id, { title, message, context, buttons, silent }) {
      const options = { type: 'basic' as const, iconUrl: '/icons/128.png', title, message };
      const more = {
        contextMessage: context,
        // One sound is enough: the person's own takes the system's place.
        silent: silent || sounder.isOn(),
        ...(buttons && { buttons: buttonWords[buttons].map((word) => ({ title: t(word) })) }),
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

/** In their order, which is what a click names them by. */
const buttonWords = {
  talk: ['reply', 'mark_read'],
  request: ['accept', 'decline'],
  undo: ['undo'],
} as const;

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

function requestWords(): Omit<RequestWords, 'ofAccount' | 'list'> {
  const { t, plural } = browserI18n(browser);
  return {
    waiting: (count) => plural('requests', count),
    askerName,
    wish: (one, said) => wishWords(one, said, t),
    answering: (accept) => t('act_under_way', t(accept ? 'act_accepting' : 'act_declining')),
  };
}

/** Hands the announcers their world. */
export function createNotices(
  connection: Connection,
  store: Store,
  settings: () => Promise<Settings>,
  notifications: NotificationPort,
  refused: (isRefused: boolean) => void,
  report: (where: string, error: unknown) => void,
): { readonly messages: Announcer; readonly requests: RequestAnnouncer } {
  const words = noticeWords();
  const shared = {
    now: () => Date.now(),
    store,
    notifications,
    choice: async () => {
      const { notices, snoozedUntil } = await settings();
      return { shows: notices ?? ('everything' as const), snoozedUntil };
    },
    refused,
    report,
  };
  const messages = createAnnouncer({
    ...shared,
    words,
    looking: async () => parseLooking(((await navigator.locks.query()).held ?? []).map(({ name }) => name)),
    readView: (key, ordinal) => connection.run((db) => readNoticeView(db, key, ordinal)),
    readCounts: () =>
      connection.run(async (db) => ({
        accounts: (await readAccounts(db)).map(({ account }) => account),
        attention: await readAttention(db),
      })),
  });
  return { messages, requests: createRequestAnnouncer({ ...shared, words: { ...words, ...requestWords() } }) };
}
