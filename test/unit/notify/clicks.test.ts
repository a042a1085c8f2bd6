import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationKey } from '../../../lib/model/ids';

const { browser, done } = vi.hoisted(() => {
  const done: string[] = [];
  const tell = (what: string) => async (of: unknown, more?: { url?: string }) => {
    done.push(
      `${what} ${typeof of === 'object' ? (of as { url?: string; type?: string }).url : of} ${more?.url ?? ''}`.trim(),
    );
  };
  const browser = {
    runtime: { getURL: (path: string) => `ext:/${path}` },
    notifications: { clear: tell('clear') },
    windows: { create: tell('window'), update: tell('focus') },
    tabs: { create: tell('tab'), update: tell('lead'), query: async (): Promise<unknown[]> => [] },
  };
  return { browser, done };
});
vi.mock('../../../lib/browser', () => ({ browser }));

const { createNoticeClicks } = await import('../../../entrypoints/background/notice-clicks');

const trouble: string[] = [];
const read: string[] = [];
const ports = {
  isThere: async ([id]: ConversationKey) => id < 9,
  lastShown: async ([, peer]: ConversationKey): Promise<number | undefined> => (peer === 'u:5' ? 7 : undefined),
  markRead: async (key: ConversationKey, through: number) => void read.push(`${key.join('/')} ${through}`),
  report: (where: string) => void trouble.push(where),
};
const clicks = createNoticeClicks(ports);

beforeEach(() => {
  for (const list of [done, trouble, read]) list.length = 0;
  browser.tabs.query = async () => [];
});

describe('a click on a notification', () => {
  it('opens its conversation in its account, and takes it away', async () => {
    await clicks.clicked('3/u:5');
    expect(done).toEqual(['tab ext://inbox.html#/3/u:5', 'clear 3/u:5']);
  });

  it('leads the page that is open there instead of opening another', async () => {
    browser.tabs.query = async () => [{ id: 1, windowId: 2 }];
    await clicks.clicked('3/u:5');
    expect(done).toEqual(['lead 1 ext://inbox.html#/3/u:5', 'focus 2', 'clear 3/u:5']);
  });

  it('opens a window where the browser has none', async () => {
    const { create } = browser.tabs;
    browser.tabs.create = async () => {
      throw new Error('no current window');
    };
    await clicks.clicked('3/u:5');
    browser.tabs.create = create;
    expect(done[0]).toBe('window ext://inbox.html#/3/u:5');
  });

  it.each(['summary', 'wake', '9/u:5', '', '0/u:1', '1/u:5"><script>', undefined, { id: 1 }])(
    'that names no conversation here (%j) opens the inbox and throws nothing',
    async (id) => {
      await clicks.clicked(id);
      await clicks.button(id, 0);
      expect(done.filter((what) => what.startsWith('tab'))).toEqual(['tab ext://inbox.html', 'tab ext://inbox.html']);
      expect(trouble).toEqual([]);
    },
  );

  it('on Reply opens the reply window, the cursor in it', async () => {
    await clicks.button('3/u:5', 0);
    expect(done).toEqual(['window ext://inbox.html#/3/u:5/reply', 'clear 3/u:5']);
  });

  it('on Mark read marks what was shown and no more', async () => {
    await clicks.button('3/u:5', 1);
    await clicks.button('3/u:6', 1);
    expect(read).toEqual(['3/u:5 7']);
    expect(done).toEqual(['clear 3/u:5', 'clear 3/u:6']);
  });

  it('leads somewhere though the store does not answer', async () => {
    const broken = createNoticeClicks({ ...ports, isThere: () => Promise.reject(new Error('store')) });
    await broken.clicked('3/u:5');
    expect(done[0]).toBe('tab ext://inbox.html#/3/u:5');
  });

  it('that comes to nothing is told and throws no further', async () => {
    browser.tabs.query = () => Promise.reject(new Error('gone'));
    await clicks.clicked('3/u:5');
    expect(trouble).toEqual(['notification click']);
  });
});
