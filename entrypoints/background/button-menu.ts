import { browser } from '../../lib/browser';
import type { RealNumber } from '../../lib/model/ids';
import { isNumber, readLink, readPicture } from '../../lib/status-button/match';
import { clientLink } from '../../lib/temporary-session/client-links';
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

  const act = async (item: Item, at: Omit<Aimed, 'host'>, host: string | undefined, link: string | undefined) => {
    const { number, tabId, frameId } = at;
    if (item === 'open' && host !== undefined) await openChat({ ...at, host });
    const client = item === 'desktop' || item === 'phone' ? clientLink(item, number) : undefined;
    if (client !== undefined) await browser.tabs.update(tabId, { url: client });
    if (item === 'page') await acts.openPage(at, number, link);
    if (item === 'copy') await copy(tabId, frameId, number);
    if (item === 'hide' && host !== undefined) await acts.hide(host, number, true);
    if (item === 'never' && host !== undefined) await acts.setHow(host, 'off');
  };

  return {
    /** The pointer came over a button, or left it: its menu is there before it can be asked for. */
    async point(over: Aimed | undefined): Promise<void> {
      if (over) await browser.storage.session.set({ [overKey]: over });
      const show = (id: string, visible: boolean) =>
        browser.contextMenus.update(id, { visible }).catch(() => undefined);
      await Promise.all([
        ...items.map((item) => show(`button-${item}`, over !== undefined)),
        ...ofLinks.map((item) => show(`link-${item}`, over === undefined)),
      ]);
    },
    async clicked({ menuItemId, linkUrl, srcUrl, frameId = 0 }: MenuClick, tabId: number | undefined): Promise<void> {
      const [, kind, name] = /^(button|link)-(\w+)$/.exec(String(menuItemId)) ?? [];
      const item = items.find((one) => one === name);
      if (item === undefined || tabId === undefined) return;
      if (kind === 'button') {
        const at = await aimed();
        if (at?.tabId === tabId) await act(item, at, at.host, undefined);
        return;
      }
      const led = readLink(linkUrl ?? '');
      const number = isNumber(led) ? led : readPicture(srcUrl ?? '', 'http://wpa.qq.com/')?.number;
      if (number !== undefined) await act(item, { number, tabId, frameId }, undefined, linkUrl);
    },
    /** Menus outlive the worker, so they are made once an installation and once an update. */
    async installed(): Promise<void> {
      const make = async (id: string, item: Item, rest: object) => {
        await browser.contextMenus.remove(id).catch(() => undefined);
        browser.contextMenus.create({ id, title: browser.i18n.getMessage(`menu_${item}`), ...rest });
      };
      for (const item of items)
        await make(`button-${item}`, item, { contexts: ['page', 'frame', 'link', 'image'], visible: false });
      for (const item of ofLinks) {
        await make(`link-${item}`, item, { contexts: ['link', 'image'], targetUrlPatterns: links });
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
