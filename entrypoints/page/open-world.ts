import { placeAddress } from '../../components/place';
import type { World } from '../../components/world';
import { createClock } from '../../lib/format/time';
import { browserI18n } from '../../lib/i18n/browser-i18n';
import { createClient } from '../../lib/messaging/client';
import { lookingLock } from '../../lib/messaging/looking';
import { hostPattern } from '../../lib/model/host-pattern';
import type { ConversationKey } from '../../lib/model/ids';
import { browser } from '../../lib/page-browser';

import { noticesRefusedKey, parseNoticesRefused } from '../../lib/settings/notices-refused';
import { defaultSettings, parseSettings, settingsKey } from '../../lib/settings/settings';
import { watchChanges } from '../../lib/store/changes';
import { connect } from '../../lib/store/open';
import { readSnapshot } from '../../lib/store/read-snapshot';
import { snapshotKey } from '../../lib/store/snapshot';
import { hearUnreadable } from '../../lib/store/sound';
import { choosePassphrase, derive } from '../../lib/vault/passphrase';
import { bindReader } from './bind-reader';
import { storeWorld, tellOnce } from './store-world';

/** The real world of a page: the browser, the store and the background behind the ports that components know. */
export function openWorld(): World {
  const i18n = browserI18n(browser);
  const { version } = browser.runtime.getManifest();
  const ask = createClient(
    (envelope) => browser.runtime.sendMessage(envelope),
    version,
    // A page that outlives its extension keeps the API but not its id.
    () => browser.runtime?.id !== undefined,
  );
  const outdated = new EventTarget();
  // One that is newer already is told as the store's own trouble: this page may be as new as any that is left.
  const onOutdated = (how: 'becoming' | 'already') => {
    if (how === 'becoming') outdated.dispatchEvent(new Event('outdated'));
  };
  hearUnreadable(tellOnce((what) => void ask('store.unreadable', { store: what.store, key: [...what.key] })));
  return {
    i18n,
    clock: createClock(i18n.locale),
    version,
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    ask,
    passphrases,
    read: bindReader(connect({ patience: 12_000, onOutdated }), countsRequests),
    snoozedUntil: async () => (await settings()).snoozedUntil,
    noticesRefused: async () => {
      const kept = await browser.storage.local.get([settingsKey, noticesRefusedKey]);
      return parseSettings(kept[settingsKey]).notices === 'off'
        ? undefined
        : parseNoticesRefused(kept[noticesRefusedKey]);
    },
    firstSight: async () => readSnapshot((await browser.storage.local.get(snapshotKey))[snapshotKey]),
    ...storeWorld(),
    watchChanges,
    watchOutdated: (listener) => {
      outdated.addEventListener('outdated', listener);
      return () => outdated.removeEventListener('outdated', listener);
    },
    linkService: async () => (await settings()).linkService,
    keepsTemporary: async () => (await settings()).keepTemporary === true,
    reload: () => location.reload(),
    restart: () => browser.runtime.reload(),
    open: (place) => void openPlace(placeAddress(place)),
    look,
    requestServer,
    requestSites: (pattern) => request([pattern]),
    readAnswer,
    dropSites: async (pattern) => void (await browser.permissions.remove({ origins: [pattern] })),
    tabBelow,
  };
}

function look(key: ConversationKey): () => void {
  let away = () => {};
  const looked = new Promise<void>((resolve) => {
    away = resolve;
  });
  void navigator.locks.request(lookingLock(key), { mode: 'shared' }, () => looked);
  return away;
}

const passphrases: World['passphrases'] = {
  choose: async (text) => {
    const { key, salt, rounds } = await choosePassphrase(text, crypto);
    return { key: [...key], salt: [...salt], rounds };
  },
  derive: async (text, salt, rounds) => [...(await derive(text, new Uint8Array(salt), rounds, crypto))],
};

/** Settings that cannot be read are as if nothing was chosen. */
async function countsRequests(): Promise<boolean> {
  return (await settings().catch(() => defaultSettings)).countRequests === true;
}

async function settings() {
  return parseSettings((await browser.storage.local.get(settingsKey))[settingsKey]);
}

/** A tab of ours that is already there is brought forward; the popup closes behind it. */
async function openPlace(address: string): Promise<void> {
  const url = browser.runtime.getURL(`/${address}`);
  const page = url.split('#')[0];
  const [open] = await browser.tabs.query({ url: `${page}*` });
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
  } else {
    await browser.tabs.update(open.id, { active: true, ...(url.includes('#') ? { url } : {}) });
    if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
  }
  if (location.pathname === '/popup.html') window.close();
}

const requestServer = (server: string) => request([hostPattern(server)]);

/** Must be the first thing a click leads to: no await before it. */
async function request(origins: string[]): Promise<boolean> {
  try {
    return await browser.permissions.request({ origins });
  } catch {
    return false;
  }
}

/** How long a service may take to say whom a link calls. */
const answerMs = 15_000;
const longestAnswer = 262_144;

async function readAnswer(url: string): Promise<{ status: number; text: string } | undefined> {
  try {
    const answer = await fetch(url, {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(answerMs),
    });
    const text = await answer.text();
    return text.length > longestAnswer ? undefined : { status: answer.status, text };
  } catch {
    return undefined;
  }
}

async function tabBelow(): Promise<number | undefined> {
  if (location.pathname !== '/popup.html') return undefined;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}
