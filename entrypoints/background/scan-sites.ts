import { browser } from '../../lib/browser';
import { allSites, type Granted, parseSites, planScan, type Sites, sitesKey } from '../../lib/settings/sites';

const scanner = '/status-scan.js';
const button = '/status-button.js';
const scriptId = 'status-scan';

/** Where the browser lets us read pages, and the scripts that do. */
export function createScanSites(servers: () => Promise<readonly string[]>) {
  const read = async (): Promise<Sites> => parseSites((await browser.storage.local.get(sitesKey))[sitesKey]);
  const granted = async (): Promise<Granted> => ({
    origins: (await browser.permissions.getAll()).origins ?? [],
    servers: await servers(),
  });
  let queue: Promise<unknown> = Promise.resolve();

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

  async function inject(target: { tabId: number; frameIds?: number[]; allFrames?: boolean }, file: string) {
    try {
      return await browser.scripting.executeScript({ target, files: [file] });
    } catch {
      // A page of the browser's, one that may not be read, or a frame that went meanwhile.
      return undefined;
    }
  }

  /** How many pictures each frame has; undefined where the page may not be read. */
  async function scan(tabId: number): Promise<ReadonlyArray<{ frameId: number; count: number }> | undefined> {
    const results = await inject({ tabId, allFrames: true }, scanner);
    return results?.map(({ frameId, result }) => ({ frameId, count: typeof result === 'number' ? result : 0 }));
  }

  return {
    read,
    granted,
    scan,
    async set(host: string, how: 'on' | 'off' | 'ask'): Promise<void> {
      const { hosts } = await read();
      const { [host]: _, ...others } = hosts;
      await browser.storage.local.set({ [sitesKey]: { hosts: how === 'ask' ? others : { ...others, [host]: how } } });
    },
    /** What is registered alone: pages that are open stay as they are. */
    register(): Promise<void> {
      const next = queue.then(register);
      queue = next.catch(() => undefined);
      return next;
    },
    /** Brings what is registered in line with what is granted and wanted; pages that are open join in. */
    sync(): Promise<void> {
      const next = queue.then(async () => {
        await register();
        const { matches, excludeMatches } = planScan(await read(), await granted());
        if (!matches.includes(allSites) && excludeMatches.length === 0) await runInOpenPages(matches);
      });
      queue = next.catch(() => undefined);
      return next;
    },
    runInOpenPages,
    /** Puts buttons into frames of a tab. */
    upgrade: async (tabId: number, frameIds: readonly number[]) =>
      void (frameIds.length > 0 && (await inject({ tabId, frameIds: [...frameIds] }, button))),
  };
}

function isSame(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return JSON.stringify([...(a ?? [])].sort()) === JSON.stringify([...b].sort());
}
