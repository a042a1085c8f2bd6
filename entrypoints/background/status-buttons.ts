import { browser } from '../../lib/browser';
import { createFrameServer, type FrameHandlers } from '../../lib/messaging/frame-server';
import type { PageHandlers } from '../../lib/messaging/server';
import type { SiteStanding } from '../../lib/messaging/site-calls';
import { createWatchers, type Watching, type WatchingFrame } from '../../lib/presence/watchers';
import type { Settings } from '../../lib/settings/settings';
import { allSites } from '../../lib/settings/site-host';
import { type Site, siteOf, trustOf } from '../../lib/settings/sites';
import type { Connection } from '../../lib/store/open';
import { readAccounts } from '../../lib/store/read';
import { within } from './browser-ports';
import { createButtonMenu } from './button-menu';
import { createButtonStates } from './button-states';
import { createNumberActs } from './number-acts';
import { canWrite, createNumberWindow } from './number-window';
import { createScanSites } from './scan-sites';

const keptKey = 'watching';
const onceKey = 'shownOnce';
/** Rings while pages show buttons, so that no state grows old. */
export const presenceAlarm = 'presence';
const refreshMinutes = 0.5;
/** At least so long lies between two looks for the pages that show buttons, in ms. */
const pause = 5_000;
/** So long a page may take to hear what it is told: all others, and whoever changed something, wait for it. */
const stuckMs = 1_000;

export interface StatusButtonPorts {
  readonly connection: Connection;
  settings(): Promise<Settings>;
  now(): number;
  later(ms: number, run: () => void): () => void;
  report(where: string, error: unknown): void;
}

/** Live buttons on web pages: who may have them, what they are told, and what a click on one opens. */
export function createStatusButtons({ connection, settings, now, later, report }: StatusButtonPorts) {
  const accounts = () => connection.run((db) => readAccounts(db));
  const servers = async () => {
    const [views, { statusAddress, pictureAddress }] = await Promise.all([accounts(), settings()]);
    const all = [...views.map(({ account }) => account.server), statusAddress ?? '', pictureAddress ?? ''];
    return all.flatMap((server) => URL.parse(server)?.hostname ?? []);
  };
  const sites = createScanSites(servers, async () => (await settings()).replaceStatic ?? false);
  const states = createButtonStates({ connection, settings, sites: sites.read, now, later });
  const trust = async (frame: WatchingFrame) => {
    const level = await sites.trust(frame.host);
    // Shown once by a click on that very page: as good as its name, until it goes.
    return level === 'none' && (await isShownOnce(frame)) ? 'named' : level;
  };
  const watchers = createWatchers({
    build: browser.runtime.getManifest().version,
    kept: {
      read: async () => (await browser.storage.session.get(keptKey))[keptKey],
      write: (rows: readonly Watching[]) => browser.storage.session.set({ [keptKey]: rows }),
    },
    states: async (frame, numbers) => states.statesFor(frame.host, await trust(frame), numbers),
    writes: async () => (await accounts()).some(canWrite),
    push: async ({ tabId, frameId, documentId }, message) => {
      try {
        const to = documentId === undefined ? { frameId } : { documentId };
        await within(stuckMs, browser.tabs.sendMessage(tabId, message, to as { frameId: number }));
        return true;
      } catch (error) {
        // One that is stuck is still there, and hears it once it is not.
        return (error as Error).name === 'TimeoutError';
      }
    },
  });

  const handlers: FrameHandlers = {
    seen: async (_, frame) => {
      // At once: what the buttons tell of themselves comes behind it in the same queue.
      const begun = watchers.begun(frame);
      // Asked together: while a page is being drawn, the browser takes its time over each answer.
      const [level, statics] = await Promise.all([trust(frame), sites.replacesStatic()]);
      if (level !== 'none') await sites.upgrade(frame.tabId, [frame.frameId], statics);
      await begun;
      return null;
    },
    watch: async ({ buttons }, frame) => {
      const answer = await watchers.watch(frame, buttons);
      browser.alarms
        .get(presenceAlarm)
        .then((there) => (there ? undefined : browser.alarms.create(presenceAlarm, { delayInMinutes: refreshMinutes })))
        .catch((error) => report('status buttons', error));
      return answer;
    },
    open: async ({ number, kind }, frame) => {
      if ((await trust(frame)) === 'none') return null;
      if (kind === 'over' || kind === 'away') await menu.point(kind === 'over' ? { ...frame, number } : undefined);
      else await chats.open({ ...frame, number }, kind === 'differs');
      return null;
    },
  };

  const acts = createNumberActs({
    sites,
    refresh: () => watchers.refresh(),
    follow: followSites,
    forgetOnce: () => browser.storage.session.remove(onceKey),
  });
  const chats = createNumberWindow({ connection, sites, acts, ownSight: states.ownSight, now });
  const menu = createButtonMenu({ openChat: (aimed) => chats.open(aimed), acts });

  const once = async () =>
    ((await browser.storage.session.get(onceKey))[onceKey] ?? {}) as Readonly<Record<string, string>>;
  const isShownOnce = async ({ tabId, host }: WatchingFrame) => (await once())[tabId] === host;

  async function look(tabId: number): Promise<SiteStanding> {
    const frames = await sites.scan(tabId);
    const { url } = await browser.tabs.get(tabId);
    const page = URL.parse(url ?? '');
    if (frames === undefined || !page?.protocol.startsWith('http')) return { found: 0, shown: 0, allowed: 'ask' };
    const host = page.hostname;
    const [known, granted] = [await sites.read(), await sites.granted()];
    const level = trustOf(host, known, granted);
    const shown = (await watchers.all())
      .filter((row) => row.tabId === tabId)
      .reduce((sum, { buttons }) => sum + buttons.length, 0);
    const allowed = level === 'named' ? 'named' : level === 'public' ? 'all' : known.hosts[host] ? 'stopped' : 'ask';
    const found = frames.reduce((sum, { count }) => sum + count, 0);
    return {
      host,
      found: Math.max(found, shown),
      shown,
      allowed: known.hosts[host] === 'on' && level === 'none' ? 'ask' : allowed,
    };
  }

  const calls: Pick<PageHandlers, Extract<keyof PageHandlers, `site.${string}`>> = {
    ...chats.calls,
    'site.look': ({ tabId }) => look(tabId),
    'site.show': async ({ tabId }) => {
      const { host } = await look(tabId);
      if (host === undefined) return look(tabId);
      await browser.storage.session.set({ [onceKey]: { ...(await once()), [tabId]: host } });
      const frames = (await sites.scan(tabId)) ?? [];
      await sites.upgrade(
        tabId,
        frames.filter(({ count }) => count > 0).map(({ frameId }) => frameId),
      );
      return look(tabId);
    },
    'site.set': async ({ host, how, asks }) => {
      const forgotten = { how: undefined, asks: undefined, hidden: undefined, account: undefined };
      await sites.change(host, () => (how === 'ask' ? forgotten : { how, asks }));
      if (how === 'off') await browser.storage.session.remove(onceKey);
      await followSites(host);
      return null;
    },
    'site.unhide': async ({ host }) => {
      await sites.change(host, () => ({ hidden: undefined }));
      await watchers.refresh();
      return null;
    },
    'site.list': async () => {
      const [known, granted] = [await sites.read(), await sites.granted()];
      const { hosts } = known;
      const named = granted.origins.flatMap((pattern) => /^[^:]+:\/\/([^/*]+)\//.exec(pattern)?.[1] ?? []);
      const all = new Set([...Object.keys(hosts), ...named.filter((host) => !granted.servers.includes(host))]);
      return {
        all: granted.origins.includes(allSites),
        sites: [...all].sort().map((host) => ({
          host,
          how: hosts[host] ?? 'on',
          ...sayOf(siteOf(known, host)),
          granted: trustOf(host, { hosts: { [host]: 'on' } }, granted) !== 'none',
        })),
      };
    },
  };

  /** What is granted or wanted changed: scripts, pages that are open, and what those already showing are told. */
  async function followSites(revived?: string): Promise<void> {
    await sites.sync();
    await watchers.refresh();
    if (revived !== undefined && (await sites.trust(revived)) !== 'none') await sites.revive(revived);
  }

  /** Looks that are still to come: two after each wake, since its answer may be later than the first. */
  let [due, left] = [false, 0];
  const refreshSoon = () => {
    left = 2;
    if (!due) lookLater();
  };
  const lookLater = () => {
    due = true;
    later(pause, () => {
      due = false;
      left--;
      // An account that was added, too: the permission for its server came first, and looked like one to read pages.
      Promise.all([sites.register(), watchers.refresh()]).catch((error) => report('status buttons', error));
      if (left > 0) lookLater();
    });
  };

  return {
    answer: createFrameServer({
      handlers,
      build: browser.runtime.getManifest().version,
      id: browser.runtime.id,
      report,
    }),
    calls,
    menu,
    start: () => void sites.sync().catch((error) => report('status buttons', error)),
    /** @param less something was taken away: what was shown once is not shown any longer either */
    permissionsChanged: (less: boolean) =>
      (less ? browser.storage.session.remove(onceKey) : Promise.resolve())
        .then(() => followSites())
        .catch((error) => report('status buttons', error)),
    /**
     * A while after every wake begins, and never when a contact comes or goes: pages could see by the moment alone whose
     * contact it is (promise 9). A wake may end with what it was told, so its end says too much as well.
     */
    woken: refreshSoon,
    async alarm(): Promise<void> {
      // First, so that a look that fails is not the last one.
      if ((await watchers.all()).length > 0) {
        await browser.alarms.create(presenceAlarm, { delayInMinutes: refreshMinutes });
      }
      await watchers.refresh();
    },
  };
}

/** What the settings tell of a site. */
function sayOf({ asks, hidden, account }: Site) {
  return { ...(asks && { asks }), hidden: hidden?.length ?? 0, ...(account !== undefined && { account }) };
}
