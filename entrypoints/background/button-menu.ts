import { browser } from '../../lib/browser';
import type { RealNumber } from '../../lib/model/ids';
import { isNumber, readLink, readPicture } from '../../lib/status-button/match';
import { clientLink } from '../../lib/temporary-session/client-links';
import { makeMenu } from './make-menu';
import type { Aimed, NumberActs } from './number-acts';

/** What the browser's own menu offers on a button, and on the links and pictures that pages of the time have of QQ. */
const items = ['open', 'desktop', 'phone', 'page', 'copy', 'hide', 'never'] as const;
type Item = (typeof items)[number];
/** What a link or a picture is offered where no button stands: "open" is the menu of links' own (open-links.ts). */
const ofLinks: readonly Item[] = ['desktop', 'phone', 'page', 'copy'];
const links = [
  '*://wpa.qq.com/msgrd*',
  '*://wpa.qq.com/wpa_jump_page*',
  '*://sighttp.qq.com/msgrd*',
  '*://wpa.qq.com/pa*',
];
const overKey = 'underPointer';

export interface MenuPorts {
  /** Opens the chat in the window of ours. */
  openChat(aimed: Aimed): Promise<void>;
  readonly acts: NumberActs;
}

export interface MenuClick {
  readonly menuItemId: string | number;
  readonly linkUrl?: string | undefined;
  readonly srcUrl?: string | undefined;
  readonly frameId?: number | undefined;
}

export function createButtonMenu({ openChat, acts }: MenuPorts) {
  const aimed = async () => (await browser.storage.session.get(overKey))[overKey] as Aimed | undefined;

  /** @param at without a host where no button stands: nothing is decided of a site there */
  const act = async (item: Item, at: Omit<Aimed, 'host'> & Partial<Aimed>, link?: string) => {
    const { number, tabId, frameId, host } = at;
    const client = item === 'desktop' || item === 'phone' ? clientLink(item, number) : undefined;
    if (client) await browser.tabs.update(tabId, { url: client });
    if (item === 'page') await acts.openPage(at, number, link);
    if (item === 'copy') await copy(tabId, frameId, number);
    if (!host) return;
    if (item === 'open') await openChat({ ...at, host });
    if (item === 'hide') await acts.hide(host, number, true);
    if (item === 'never') await acts.setHow(host, 'off');
  };

  return {
    /** The pointer came over a button, or left it: its menu is there before it can be asked for. */
    async point(over: Aimed | undefined): Promise<void> {
      if (over) await browser.storage.session.set({ [overKey]: over });
      const show = (id: string, visible: boolean) =>
        browser.contextMenus.update(id, { visible }).catch(() => undefined);
      await Promise.all([
        ...items.map((item) => show(`button-${item}`, !!over)),
        ...ofLinks.map((item) => show(`link-${item}`, !over)),
      ]);
    },
    async clicked({ menuItemId, linkUrl, srcUrl, frameId = 0 }: MenuClick, tabId: number | undefined): Promise<void> {
      const [, kind, name] = /^(button|link)-(\w+)$/.exec(String(menuItemId)) ?? [];
      const item = items.find((one) => one === name);
      if (!item || tabId === undefined) return;
      if (kind === 'button') {
        const at = await aimed();
        if (at?.tabId === tabId) await act(item, at);
        return;
      }
      const led = readLink(linkUrl ?? '');
      const number = isNumber(led) ? led : readPicture(srcUrl ?? '', 'http://wpa.qq.com/')?.number;
      if (number) await act(item, { number, tabId, frameId }, linkUrl);
    },
    async installed(): Promise<void> {
      for (const item of items) {
        await makeMenu(`button-${item}`, `menu_${item}`, {
          contexts: ['page', 'frame', 'link', 'image'],
          visible: false,
        });
      }
      for (const item of ofLinks) {
        await makeMenu(`link-${item}`, `menu_${item}`, { contexts: ['link', 'image'], targetUrlPatterns: links });
      }
    },
  };
}

/** A worker has no clipboard: the page's frame does, for as long as the person's click counts there. */
async function copy(tabId: number, frameId: number, number: RealNumber): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    func: (text: string) => {
      document.addEventListener(
        'copy',
        (event) => {
          event.clipboardData?.setData('text/plain', text);
          event.preventDefault();
          event.stopImmediatePropagation();
        },
        { capture: true, once: true },
      );
      document.execCommand('copy');
    },
    args: [number],
  });
}
