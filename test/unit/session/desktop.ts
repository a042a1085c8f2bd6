import type { ConversationKey } from '../../../lib/model/ids';
import type { NoticeContent, NoticeWords } from '../../../lib/notify/content';
import type { RequestWords } from '../../../lib/notify/plan-requests';
import type { NotificationPort } from '../../../lib/notify/rounds';
import { type Announcer, createAnnouncer } from '../../../lib/notify/show';
import { createRequestAnnouncer, type RequestAnnouncer } from '../../../lib/notify/show-requests';
import { readNoticeView } from '../../../lib/store/notice-views';
import type { Connection } from '../../../lib/store/open';
import { readAccounts, readAttention } from '../../../lib/store/read';
import { createStore } from '../../../lib/store/write';
import { type Mortality, mortal, mortalPort } from './mortal';

/** A desktop made up: what it shows outlives every worker. */
export interface FakeDesktop {
  readonly up: Map<string, NoticeContent>;
  /** Every notification that was ever shown, in order. */
  readonly shown: Array<NoticeContent & { readonly id: string }>;
  /** Rejects every call while true. */
  refuses: boolean;
  /** What the announcer has told of it. */
  isKnownToRefuse: boolean;
  /** What the person chose and looks at. */
  shows: 'everything' | 'names' | 'nothing' | 'off';
  snoozedUntil?: number;
  looking: readonly ConversationKey[];
  readonly port: NotificationPort;
}

export function fakeDesktop(): FakeDesktop {
  const up = new Map<string, NoticeContent>();
  const shown: FakeDesktop['shown'] = [];
  const desktop: FakeDesktop = {
    up,
    shown,
    refuses: false,
    isKnownToRefuse: false,
    shows: 'everything',
    looking: [],
    port: {
      async create(id, content) {
        if (desktop.refuses) throw new Error('no notifications here');
        up.set(id, content);
        shown.push({ id, ...content });
      },
      clear: async (id) => void up.delete(id),
      ids: async () => [...up.keys()],
    },
  };
  return desktop;
}

/** Words that a test can read. */
export const plainNoticeWords: NoticeWords = {
  unread: (count) => `${count} unread`,
  ofAccount: (name, count) => `${name} ${count}`,
  list: (parts) => parts.join(', '),
  said: (sender, text) => `${sender}: ${text}`,
  peerName: ({ conversation }) => conversation.nick ?? conversation.peer,
  plain: ({ text }) => text,
};

const plainRequestWords: RequestWords = {
  ...plainNoticeWords,
  waiting: (count) => `${count} waiting`,
  askerName: ({ request }) => request.from,
  wish: (_, said) => (said === '' ? 'wants to be a friend' : `wants to be a friend: ${said}`),
  answering: (accept) => (accept ? 'accepting' : 'declining'),
};

export interface DesktopLife {
  now(): number;
  report(where: string, error: unknown): void;
  readonly mortality?: Mortality;
}

/** The real announcers over a real store and that desktop; each use of a port is a place to die. */
export function announcersOf(
  connection: Connection,
  desktop: FakeDesktop,
  { now, report, mortality = mortal(0) }: DesktopLife,
): { readonly messages: Announcer; readonly requests: RequestAnnouncer } {
  const shared = {
    now,
    store: mortalPort(createStore(connection), mortality),
    notifications: mortalPort(desktop.port, mortality),
    choice: mortality.wrap(async () => ({ shows: desktop.shows, snoozedUntil: desktop.snoozedUntil })),
    refused: (isRefused: boolean) => {
      desktop.isKnownToRefuse = isRefused;
    },
    report,
  };
  const messages = createAnnouncer({
    ...shared,
    words: plainNoticeWords,
    looking: mortality.wrap(async () => desktop.looking),
    readView: mortality.wrap((key, ordinal) => connection.run((db) => readNoticeView(db, key, ordinal))),
    readCounts: mortality.wrap(() =>
      connection.run(async (db) => ({
        accounts: (await readAccounts(db)).map(({ account }) => account),
        attention: await readAttention(db),
      })),
    ),
  });
  return { messages, requests: createRequestAnnouncer({ ...shared, words: plainRequestWords }) };
}

export function announcerOf(connection: Connection, desktop: FakeDesktop, life: DesktopLife): Announcer {
  return announcersOf(connection, desktop, life).messages;
}
