import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRequestHash } from '../../../components/inbox/parse-inbox-place';
import type { ConversationKey } from '../../../lib/model/ids';
import type { RequestKey } from '../../../lib/store/read';

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
const put: string[] = [];
const answers: string[] = [];
const ports = {
  isThere: async ([id]: ConversationKey) => id < 9,
  lastShown: async ([, peer]: ConversationKey): Promise<number | undefined> => (peer === 'u:5' ? 7 : undefined),
  markRead: async (key: ConversationKey, through: number) => void read.push(`${key.join('/')} ${through}`),
  putAway: async (of: ConversationKey | 'summary') => void put.push(typeof of === 'string' ? of : of.join('/')),
  putRequestAway: async (of: RequestKey | 'many') => void put.push(typeof of === 'string' ? of : of.join(' ')),
  answer: async (key: RequestKey, accept: boolean) => {
    answers.push(`${accept ? 'yes' : 'no'} ${key.join(' ')}`);
    return key[0] < 9;
  },
  takeBack: async (key: RequestKey) => {
    answers.push(`back ${key.join(' ')}`);
    return key[1] !== 'gone';
  },
  report: (where: string) => void trouble.push(where),
};
const clicks = createNoticeClicks(ports);

beforeEach(() => {
  for (const list of [done, trouble, read, put, answers]) list.length = 0;
  browser.tabs.query = async () => [];
});

describe('a notification that closes', () => {
  it('was put away where the person closed it, and nobody else', async () => {
    await clicks.closed('3/u:5', true);
    await clicks.closed('summary', true);
    await clicks.closed('request:3/q7.0 20001', true);
    await clicks.closed('requests', true);
    await clicks.closed('4/u:5', false);
    await clicks.closed('request:4/q7.0 20001', false);
    await clicks.closed('5/u:5', undefined);
    await clicks.closed('undo:5/q7.0 20001', true);
    await clicks.closed('something else', true);
    expect({ put, done, trouble }).toEqual({
      put: ['3/u:5', 'summary', '3 q7.0 20001', 'many'],
      done: [],
      trouble: [],
    });
  });
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

describe('a click on the notification of a request', () => {
  it('leads to that request, whatever stands in its key, and one for many to all of them', async () => {
    await clicks.clicked('request:3/q7.0 20001');
    await clicks.clicked('undo:3/add.flag/with#marks%');
    await clicks.clicked('requests');
    expect(done.filter((what) => what.startsWith('tab'))).toEqual([
      'tab ext://inbox.html#request/3/q7.0%2020001',
      'tab ext://inbox.html#request/3/add.flag%2Fwith%23marks%25',
      'tab ext://inbox.html#requests',
    ]);
    expect(done.filter((what) => what.startsWith('clear'))).toHaveLength(3);
    // Seen: an update does not bring them back.
    expect(put).toEqual(['3 q7.0 20001', '3 add.flag/with#marks%', 'many']);
    expect(parseRequestHash('#request/3/add.flag%2Fwith%23marks%25')).toEqual([3, 'add.flag/with#marks%']);
    expect(parseRequestHash('#requests')).toBe('all');
    expect(parseRequestHash('#request/3/%')).toBe('all');
  });

  it('on Accept and Decline answers it, on Undo takes the answer back, and opens no page', async () => {
    await clicks.button('request:3/q7.0 20001', 0);
    await clicks.button('request:3/q7.0 20001', 1);
    await clicks.button('undo:3/q7.0 20001', 0);
    expect(answers).toEqual(['yes 3 q7.0 20001', 'no 3 q7.0 20001', 'back 3 q7.0 20001']);
    expect(done.every((what) => what.startsWith('clear'))).toBe(true);
  });

  it('that comes too late, or cannot be answered from here, shows how it stands', async () => {
    await clicks.button('undo:3/gone', 0);
    await clicks.button('request:9/q7.0 20001', 1);
    expect(done.filter((what) => what.startsWith('tab'))).toEqual([
      'tab ext://inbox.html#request/3/gone',
      'tab ext://inbox.html#request/9/q7.0%2020001',
    ]);
  });
});
