import { placeAddress } from '../../components/place';
import { browser } from '../../lib/browser';
import { createFrameServer, type FrameHandlers } from '../../lib/messaging/frame-server';
import type { SiteStanding } from '../../lib/messaging/page-calls';
import type { PageHandlers } from '../../lib/messaging/server';
import type { Account } from '../../lib/model/account';
import type { RealNumber } from '../../lib/model/ids';
import { peerOf } from '../../lib/model/ids';
import { isStopped } from '../../lib/model/session';
import { createLookUp } from '../../lib/presence/look-up';
import { createWatchers, type Watching, type WatchingFrame } from '../../lib/presence/watchers';
import type { Settings } from '../../lib/settings/settings';
import { allSites, trustOf } from '../../lib/settings/sites';
import type { Changes } from '../../lib/store/changes';
import { readKnownPeople } from '../../lib/store/known-people';
import type { Connection } from '../../lib/store/open';
import { type AccountView, readAccounts } from '../../lib/store/read';
import { createChatWindow } from './chat-window';
import { createScanSites } from './scan-sites';

const keptKey = 'watching';
const onceKey = 'shownOnce';
/** Rings while pages show buttons, so that strangers' states do not grow old. */
export const presenceAlarm = 'presence';
const refreshMinutes = 2;
/** Changes come in bursts: one look for all of them, in ms. */
const burst = 400;
const askMs = 10_000;
const longestAnswer = 20_000;

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
  const sites = createScanSites(async () => {
    const [views, { statusAddress }] = await Promise.all([accounts(), settings()]);
    const servers = [...views.map(({ account }) => account.server), ...(statusAddress ? [statusAddress] : [])];
    return servers.flatMap((server) => URL.parse(server)?.hostname ?? []);
  });
  const openChat = createChatWindow(now);
  const lookUp = createLookUp({
    now,
    known: (numbers) => connection.run((db) => readKnownPeople(db, numbers)),
    address: async () => (await settings()).statusAddress,
    ask: askPublic,
  });
  const watchers = createWatchers({
    build: browser.runtime.getManifest().version,
    kept: {
      read: async () => (await browser.storage.session.get(keptKey))[keptKey],
      write: (rows: readonly Watching[]) => browser.storage.session.set({ [keptKey]: rows }),
    },
    trust: async (frame) => {
      const level = trustOf(frame.host, await sites.read(), await sites.granted());
      // Shown once by a click on that very page: as good as its name, until it goes.
      return level === 'none' && (await isShownOnce(frame)) ? 'named' : level;
    },
    lookUp,
    writes: async () => (await accounts()).some(canWrite),
    push: async ({ tabId, frameId, documentId }, message) => {
      try {
        const to = documentId === undefined ? { frameId } : { documentId };
        await browser.tabs.sendMessage(tabId, message, to as { frameId: number });
        return true;
      } catch {
        return false;
      }
    },
  });

  const handlers: FrameHandlers = {
    seen: async (_, frame) => {
      await watchers.begun(frame);
      const level = trustOf(frame.host, await sites.read(), await sites.granted());
      if (level !== 'none' || (await isShownOnce(frame))) await sites.upgrade(frame.tabId, [frame.frameId]);
      return null;
    },
    watch: async ({ buttons }, frame) => {
      const answer = await watchers.watch(frame, buttons);
      void browser.alarms.get(presenceAlarm).then((there) => {
        if (!there) void browser.alarms.create(presenceAlarm, { delayInMinutes: refreshMinutes });
      });
      return answer;
    },
    open: async ({ number }, frame) => {
      const level = trustOf(frame.host, await sites.read(), await sites.granted());
      if (level === 'none' && !(await isShownOnce(frame))) return null;
      const from = await chooseAccount(number);
      if (from) await openChat(placeAddress({ page: 'inbox', key: [from.id, peerOf('u', number)] }));
      return null;
    },
  };

  /** Whoever knows them, else the first in the person's order that can write. */
  async function chooseAccount(number: RealNumber): Promise<Account | undefined> {
    const able = (await accounts()).filter(canWrite).map(({ account }) => account);
    const knowing = await connection.run((db) => db.getAllFromIndex('contacts', 'number', number));
    return able.find(({ id }) => knowing.some(({ accountId }) => accountId === id)) ?? able[0];
  }

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
    'site.set': async ({ host, how }) => {
      await sites.set(host, how);
      if (how === 'off') await browser.storage.session.remove(onceKey);
      await followSites();
      return null;
    },
    'site.list': async () => {
      const [{ hosts }, granted] = [await sites.read(), await sites.granted()];
      const named = granted.origins.flatMap((pattern) => /^[^:]+:\/\/([^/*]+)\//.exec(pattern)?.[1] ?? []);
      const all = new Set([...Object.keys(hosts), ...named.filter((host) => !granted.servers.includes(host))]);
      return {
        all: granted.origins.includes(allSites),
        sites: [...all].sort().map((host) => ({
          host,
          how: hosts[host] ?? 'on',
          granted: trustOf(host, { hosts: { [host]: 'on' } }, granted) !== 'none',
        })),
      };
    },
  };

  /** What is granted or wanted changed: scripts, pages that are open, and what those already showing are told. */
  async function followSites(): Promise<void> {
    await sites.sync();
    await watchers.refresh();
  }

  let due = false;
  const refreshSoon = () => {
    if (due) return;
    due = true;
    later(burst, () => {
      due = false;
      // An account that was added, too: the permission for its server came first, and looked like one to read pages.
      Promise.all([sites.register(), watchers.refresh()]).catch((error) => report('status buttons', error));
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
    start: () => void sites.sync().catch((error) => report('status buttons', error)),
    /** @param less something was taken away: what was shown once is not shown any longer either */
    permissionsChanged: (less: boolean) =>
      (less ? browser.storage.session.remove(onceKey) : Promise.resolve())
        .then(followSites)
        .catch((error) => report('status buttons', error)),
    /** After a commit: who came and went, and whether somebody can write. */
    changed: ({ contacts, accounts: changed }: Changes) => {
      if (contacts !== undefined || changed !== undefined) refreshSoon();
    },
    async alarm(): Promise<void> {
      await watchers.refresh();
      if ((await watchers.all()).length > 0) {
        await browser.alarms.create(presenceAlarm, { delayInMinutes: refreshMinutes });
      }
    },
  };
}

/** WebQQ writes to strangers only through a group: whether it can is not known before the chat is open. */
function canWrite({ account, session }: AccountView): boolean {
  const { state, abilities } = session;
  return (
    account.protocol !== 'webqq' &&
    !isStopped(state) &&
    state !== 'offline-in-qq' &&
    (abilities === undefined || abilities.includes('send'))
  );
}

/** The text of a public answer. Nothing of the person goes along: no cookie, no referrer. */
async function askPublic(url: string): Promise<string | undefined> {
  try {
    const { origin } = new URL(url);
    const { protocol, hostname } = new URL(origin);
    if (!(await browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }))) return undefined;
    const answer = await fetch(url, {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(askMs),
    });
    const text = answer.ok ? await answer.text() : '';
    return answer.ok && text.length <= longestAnswer ? text : undefined;
  } catch {
    return undefined;
  }
}
