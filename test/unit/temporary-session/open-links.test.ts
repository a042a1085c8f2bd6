import { afterAll, beforeEach, expect, it, vi } from 'vitest';

const { browser, items, opened } = vi.hoisted(() => {
  const items: { id: string; contexts: string[]; targetUrlPatterns?: string[]; documentUrlPatterns?: string[] }[] = [];
  const opened: string[] = [];
  const browser = {
    runtime: { getURL: (path: string) => `ext:${path}` },
    i18n: { getMessage: (key: string) => key },
    storage: { session: { get: async () => ({}), set: async () => undefined } },
    windows: {
      create: async ({ url }: { url: string }) => {
        opened.push(url);
        return {};
      },
    },
    contextMenus: {
      remove: async () => undefined,
      create: (item: (typeof items)[number]) => void items.push(item),
    },
  };
  return { browser, items, opened };
});
vi.mock('../../../lib/browser', () => ({ browser }));
// Files share their modules, and other tests have browsers of their own in some of these.
vi.resetModules();
afterAll(() => void vi.resetModules());
const { createLinkOpener } = await import('../../../entrypoints/background/open-links');

const link = 'https://qm.qq.com/go?tn=temporary&uin=20000001';

beforeEach(() => {
  [items.length, opened.length] = [0, 0];
});

it('the menu of a link and that of a frame that shows one open it in our window', async () => {
  const links = createLinkOpener();
  await links.installed();
  const [ofLink, ofFrame] = ['link', 'frame'].map((one) => items.find(({ contexts }) => contexts.includes(one)));
  expect(ofLink?.targetUrlPatterns).toContain('*://qm.qq.com/go*');
  // A frame is no link: what is asked for is the address of the document in it.
  expect(ofFrame).toMatchObject({ documentUrlPatterns: expect.arrayContaining(['*://qm.qq.com/go*']) });
  await links.menuClicked({ menuItemId: ofFrame?.id ?? '', frameUrl: link });
  expect(opened).toEqual([`ext:/popup.html#open/${encodeURIComponent(link)}`]);
});

it('a link is what was clicked, in a frame too, and items of others are theirs', async () => {
  const links = createLinkOpener();
  await links.installed();
  const id = items.find(({ contexts }) => contexts.includes('link'))?.id ?? '';
  await links.menuClicked({ menuItemId: 'beside', linkUrl: link });
  expect(opened).toEqual([]);
  await links.menuClicked({ menuItemId: id, linkUrl: link, frameUrl: 'https://shop.test/' });
  expect(opened).toEqual([`ext:/popup.html#open/${encodeURIComponent(link)}`]);
});
