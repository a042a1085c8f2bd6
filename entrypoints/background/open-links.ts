import { browser } from '../../lib/browser';
import { createChatWindow } from './chat-window';
import { makeMenu } from './make-menu';

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
/** The 2025 text puts the chat itself into a page, as a frame: no link stands there to be clicked. */
const frameMenuId = 'open-frame';

interface LinkClick {
  readonly menuItemId: string | number;
  readonly linkUrl?: string | undefined;
  readonly frameUrl?: string | undefined;
}

/** What the address bar and the links of pages lead to: our own small window, which reads the text and says what it is. */
export function createLinkOpener() {
  const openWindow = createChatWindow(Date.now);
  // What is longer is no link, and the screen says so of what is left.
  const open = (text: string) => openWindow(`popup.html#open/${encodeURIComponent(text.slice(0, 2_100))}`);
  return {
    open,
    menuClicked: async ({ menuItemId, linkUrl, frameUrl }: LinkClick) => {
      const address = menuItemId === menuId ? linkUrl : menuItemId === frameMenuId && frameUrl;
      if (address) await open(address);
    },
    /** What stands in the address bar behind `qq` until something is typed. */
    suggest: () => browser.omnibox.setDefaultSuggestion({ description: browser.i18n.getMessage('omnibox_hint') }),
    installed: async () => {
      const make = (targetUrlPatterns: string[]) =>
        makeMenu(menuId, 'menu_open_link', { contexts: ['link'], targetUrlPatterns });
      if (import.meta.env.FIREFOX) await make([...webLinks, ...clientLinks]).catch(() => make(webLinks));
      else await make(webLinks);
      await makeMenu(frameMenuId, 'menu_open_link', { contexts: ['frame'], documentUrlPatterns: webLinks });
    },
  };
}
