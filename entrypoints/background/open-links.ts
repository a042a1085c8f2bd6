import { browser } from '../../lib/browser';

/** Where links of temporary sessions stand on pages. Chromium knows no patterns for a client's own schemes. */
const webLinks = [
  '*://qm.qq.com/go*',
  '*://wpa.qq.com/msgrd*',
  '*://wpa.qq.com/wpa_jump_page*',
  '*://wpa.qq.com/authd*',
  '*://sighttp.qq.com/*',
];
const clientLinks = ['tencent:*', 'mqqwpa:*'];
const menuId = 'open-link';

/** What the address bar and the links of pages lead to: the inbox, which reads the text and says what it is. */
export function createLinkOpener() {
  const open = async (text: string) => {
    // What is longer is no link, and the inbox says so of what is left.
    const url = browser.runtime.getURL(`/inbox.html#open/${encodeURIComponent(text.slice(0, 2_100))}`);
    const [there] = await browser.tabs.query({ url: `${browser.runtime.getURL('/inbox.html')}*` });
    if (there?.id === undefined) await browser.tabs.create({ url });
    else await browser.tabs.update(there.id, { active: true, url });
  };
  return {
    open,
    menuClicked: async ({ menuItemId, linkUrl }: { menuItemId: string | number; linkUrl?: string | undefined }) => {
      if (menuItemId === menuId && linkUrl !== undefined) await open(linkUrl);
    },
    /** Menus outlive the worker, so they are made once an installation and once an update. */
    installed: async () => {
      await browser.contextMenus.remove(menuId).catch(() => undefined);
      const title = browser.i18n.getMessage('menu_open_link');
      const create = (targetUrlPatterns: string[]) =>
        browser.contextMenus.create({ id: menuId, title, contexts: ['link'], targetUrlPatterns });
      try {
        create([...webLinks, ...(import.meta.env.FIREFOX ? clientLinks : [])]);
      } catch {
        create(webLinks);
      }
    },
  };
}
