import { browser } from '../../lib/browser';
import type { RealNumber } from '../../lib/model/ids';
import type { Sites } from '../../lib/settings/sites';
import { readLink } from '../../lib/status-button/match';
import { webLink } from '../../lib/temporary-session/client-links';
import { linksFor } from './links-on-page';
import type { createScanSites } from './scan-sites';

/** A number on a page, and the frame it stands in. */
export interface Aimed {
  readonly number: RealNumber;
  readonly tabId: number;
  readonly frameId: number;
  readonly host: string;
}

export interface NumberActPorts {
  readonly sites: Pick<ReturnType<typeof createScanSites>, 'change'>;
  /** What pages may be told changed. */
  refresh(): Promise<void>;
  /** Where buttons may stand changed: on open pages of that host too. */
  follow(host: string): Promise<void>;
  /** A page that showed its buttons this once does so no longer. */
  forgetOnce(): Promise<void>;
}

/** What can be done about a number on a page, from the browser's own menu and from the chat window alike. */
export function createNumberActs({ sites, refresh, follow, forgetOnce }: NumberActPorts) {
  return {
    async openPage(at: Omit<Aimed, 'host'> | undefined, number: RealNumber, href?: string): Promise<void> {
      await openLink(href === undefined ? at && (await linksOnPage(at)) : [href], number);
    },
    async hide(host: string, number: RealNumber, hidden: boolean): Promise<void> {
      await sites.change(host, ({ hidden: before = [] }) => {
        const others = before.filter((one) => one !== number);
        return { hidden: hidden ? [...others, number] : others };
      });
      await refresh();
    },
    async setHow(host: string, how: Sites['hosts'][string] | undefined): Promise<void> {
      await sites.change(host, () => ({ how }));
      if (how === 'off') await forgetOnce();
      await follow(host);
    },
  };
}

export type NumberActs = ReturnType<typeof createNumberActs>;

/** The addresses that the page itself has with that number: read when asked for, since a frame never tells them. */
async function linksOnPage({ tabId, frameId, number }: Omit<Aimed, 'host'>): Promise<readonly unknown[]> {
  try {
    const [found] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: linksFor,
      args: [number],
    });
    return Array.isArray(found?.result) ? found.result : [];
  } catch {
    // The page has gone.
    return [];
  }
}

/** An address of the web; the 2010 text's has a key in the number's place, and is only ever one around its picture (`linksFor`). */
const ofWeb = /^\s*(?:https?:)?\/\/(sighttp\.qq\.com\/(?:cgi-bin\/check|authd)\?)?/i;

/** Only an address of the web that leads to that very number; else the one that such links always had. */
async function openLink(hrefs: readonly unknown[] = [], number: RealNumber): Promise<void> {
  const href = hrefs.find((one): one is string => {
    const web = typeof one === 'string' && ofWeb.exec(one);
    return !!web && (!!web[1] || readLink(one) === number);
  });
  const url = href === undefined ? webLink(number) : URL.parse(href.trim(), 'http://wpa.qq.com/')?.href;
  if (url) await browser.tabs.create({ url });
}
