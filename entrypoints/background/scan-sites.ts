import { browser } from '../../lib/browser';
import { oneByOne } from '../../lib/model/one-by-one';
import { allSites, patternOf } from '../../lib/settings/site-host';
import {
  type Granted,
  parseSites,
  planScan,
  type Site,
  type Sites,
  siteOf,
  sitesKey,
  type Trust,
  trustOf,
  withSite,
} from '../../lib/settings/sites';
import type { SearchScope } from '../../lib/status-button/search';
import { sayAll } from '../../lib/status-button/told-words';

const scanner = '/status-scan.js';
const button = '/status-button.js';
const scriptId = 'status-scan';

interface Target {
  readonly tabId: number;
  frameIds?: number[];
  allFrames?: boolean;
}

/** Where the browser lets us read pages, and the scripts that do. */
export function createScanSites(servers: () => Promise<readonly string[]>, replacesStatic: () => Promise<boolean>) {
  const read = async (): Promise<Sites> => parseSites((await browser.storage.local.get(sitesKey))[sitesKey]);
  const granted = async (): Promise<Granted> => {
    const [{ origins = [] }, there] = await Promise.all([browser.permissions.getAll(), servers()]);
    return { origins, servers: there };
  };
  // Two clicks that wait for a worker to start are answered at once; neither waits for pages that are being looked at.
  const [inTurn, changing] = [oneByOne(), oneByOne()];

  /** Registered scripts outlive neither an update nor a reload, and permissions come and go: every start looks. */
  async function register(): Promise<void> {
    const { matches, excludeMatches } = planScan(await read(), await granted());
    const [there] = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
    if (matches.length === 0) {
      if (there) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
      return;
    }
    const script = { id: scriptId, matches, ...(excludeMatches.length > 0 ? { excludeMatches } : {}) };
    if (there && isSame(there.matches, matches) && isSame(there.excludeMatches, excludeMatches)) return;
    if (there) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
    await browser.scripting.registerContentScripts([
      { ...script, js: [scanner.slice(1)], allFrames: true, matchOriginAsFallback: true, runAt: 'document_end' },
    ]);
  }

  /** Pages that are open already; those that may not be read, or are gone, stay as they are. */
  async function runInOpenPages(patterns: readonly string[]): Promise<void> {
    const tabs = patterns.length === 0 ? [] : await browser.tabs.query({ url: [...patterns] });
    await Promise.all(tabs.map(({ id, discarded }) => (id === undefined || discarded ? 0 : scan(id))));
  }

  async function inject(target: Target, what: string | (() => unknown) | Told) {
    const script =
      typeof what === 'string'
        ? { files: [what] }
        : typeof what === 'function'
          ? { func: what }
          : { func: tell, args: what };
    try {
      return await browser.scripting.executeScript(
        // What comes after the scanner has no page to wait for: browsers leave one alone for 200 ms after it was read.
        { target, injectImmediately: what !== scanner, ...script },
      );
    } catch {
      // A page of the browser's, one that may not be read, or a frame that went meanwhile.
      return undefined;
    }
  }

  /** How many pictures each frame has; undefined where the page may not be read. */
  async function scan(tabId: number): Promise<ReadonlyArray<{ frameId: number; count: number }> | undefined> {
    return scanFrames({ tabId, allFrames: true });
  }

  async function scanFrames(target: Target): Promise<ReadonlyArray<{ frameId: number; count: number }> | undefined> {
    if (!(await inject(target, scanner))) return undefined;
    const results = await inject(target, countPictures);
    return results?.map(({ frameId, result }) => ({ frameId, count: Number(result) || 0 }));
  }

  /**
   * Buttons again on open pages of a host that was stopped: their scanner has told of them once and tells no more. Frames
   * of other hosts in them have their own word.
   */
  async function revive(host: string): Promise<void> {
    const tabs = await browser.tabs.query({ url: patternOf(host) });
    for (const { id: tabId, discarded } of tabs) {
      if (tabId === undefined || discarded) continue;
      const frames = await browser.scripting
        .executeScript({ target: { tabId, allFrames: true }, func: () => location.hostname })
        .catch(() => []);
      const frameIds = frames.filter(({ result }) => result === host).map(({ frameId }) => frameId);
      const counts = frameIds.length === 0 ? [] : ((await scanFrames({ tabId, frameIds })) ?? []);
      await upgrade(
        tabId,
        counts.filter(({ count }) => count > 0).map(({ frameId }) => frameId),
      );
    }
  }

  /** Puts buttons into frames of a tab. */
  async function upgrade(tabId: number, frameIds: readonly number[], statics?: boolean): Promise<void> {
    const target = { tabId, frameIds: [...frameIds] };
    if (frameIds.length === 0) return;
    const replaces = statics ?? (await replacesStatic());
    const told = inject(target, [replaces, [...sayAll(browser.i18n.getMessage as Parameters<typeof sayAll>[0])]]);
    // Words that come too late are asked for; the choice would be missed.
    if (replaces) await told;
    await inject(target, button);
  }

  return {
    read,
    granted,
    scan,
    change: (host: string, plan: (site: Site) => { [K in keyof Site]?: Site[K] | undefined }): Promise<void> =>
      changing(async () => {
        const sites = await read();
        await browser.storage.local.set({ [sitesKey]: withSite(sites, host, plan(siteOf(sites, host))) });
      }),
    /** What is registered alone: pages that are open stay as they are. */
    register: (): Promise<void> => inTurn(register),
    /** Brings what is registered in line with what is granted and wanted; pages that are open join in. */
    sync: (): Promise<void> =>
      inTurn(async () => {
        await register();
        const { matches, excludeMatches } = planScan(await read(), await granted());
        if (!matches.includes(allSites) && excludeMatches.length === 0) await runInOpenPages(matches);
      }),
    runInOpenPages,
    revive,
    upgrade,
    replacesStatic,
    /** As `trustOf`; the servers, which are in the store, are looked up only where they matter. */
    async trust(host: string): Promise<Trust> {
      const [sites, { origins = [] }] = await Promise.all([read(), browser.permissions.getAll()]);
      return trustOf(host, sites, { origins, servers: sites.hosts[host] === undefined ? await servers() : [] });
    },
  };
}

/** Runs in the page's frame, after the scanner; more pictures than these no page shows. */
function countPictures(): number {
  const { find, roots } = (globalThis as unknown as SearchScope).uinbell ?? {};
  return roots ? (find?.(document, roots(document), 1000).length ?? 0) : 0;
}

/** What buttons are told before they begin. */
type Told = [statics: boolean, said: [string, string][]];

/** Runs in the page's frame, before the buttons do. */
function tell(...[statics, said]: Told): void {
  const { uinbell } = globalThis as unknown as SearchScope;
  if (uinbell) Object.assign(uinbell, { statics, said });
}

function isSame(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return JSON.stringify([...(a ?? [])].sort()) === JSON.stringify([...b].sort());
}
