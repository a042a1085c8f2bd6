import { browser } from '../../lib/browser';
import { createChatWindow } from './chat-window';

/** Where links of temporary sessions stand on pages. Chromium knows no patterns for a client's own schemes. */
const webLinks = [
  '*://qm.qq.com/go*',
  '*://wpa.qq.com/msgrd*',
  '*://wpa.qq.com/wpa_jump_page*',
  '*://wpa.qq.com/authd*',
  '*://sighttp.qq.com/*',
  // A service of the person's own has the same paths (lib/temporary-session/places).
  '*://*/go?tn=temporary*',
  '*://*/msgrd?v=3&uin=*',
  '*://*/cgi-bin/check?sigkey=*',
];
const clientLinks = ['tencent:*', 'mqqwpa:*'];
const menuId = 'open-link';

/** What the address bar and the links of pages lead to: our own small window, which reads the text and says what it is. */
export function createLinkOpener() {
  const openWindow = createChatWindow(Date.now);
  // What is longer is no link, and the screen says so of what is left.
  const open = (text: string) => openWindow(`popup.html#open/${encodeURIComponent(text.slice(0, 2_100))}`);
  return {
    open,
    menuClicked: async ({ menuItemId, linkUrl }: { menuItemId: string | number; linkUrl?: string | undefined }) => {
      if (menuItemId === menuId && linkUrl !== undefined) await open(linkUrl);
    },
    /** What stands in the address bar behind `qq` until something is typed. */
    suggest: () => browser.omnibox.setDefaultSuggestion({ description: browser.i18n.getMessage('omnibox_hint') }),
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
