import { browser } from '../../lib/browser';
import type { FrameSender } from '../../lib/messaging/frame-server';
import { createServer } from '../../lib/messaging/server';
import { type Account, identityOf } from '../../lib/model/account';
import { actId } from '../../lib/model/act';
import { dayOf } from '../../lib/model/temporary';
import type { Request } from '../../lib/protocol/protocol';
import { openProtocol } from '../../lib/protocol/registry';
import { createAccountActs } from '../../lib/session/account-acts';
import { createFailureWatch } from '../../lib/session/failures';
import { createKeyrings, type Keyring, type TrialKeyring, withTold } from '../../lib/session/keyring';
import { createLanes } from '../../lib/session/lanes';
import { createLive, type LivePorts } from '../../lib/session/live';
import type { LookPorts } from '../../lib/session/look-around';
import { createPersonActs } from '../../lib/session/person-acts';
import { isWithdrawn } from '../../lib/session/plan-step';
import { createPushes } from '../../lib/session/take-pushes';
import { createTransport } from '../../lib/session/transport';
import { createTrials } from '../../lib/session/trials';
import { createVaultActs } from '../../lib/session/vault-acts';
import { createWake, type Why } from '../../lib/session/wake';
import { planKeep } from '../../lib/settings/keep';
import { planInterval } from '../../lib/settings/settings';
import { temporaryDays } from '../../lib/store/prune';
import { readAccounts } from '../../lib/store/read';
import { secretsPort } from '../../lib/store/secrets';
import { hearUnreadable } from '../../lib/store/sound';
import { createTidy, tidiedKey } from '../../lib/store/tidy';
import { createStore } from '../../lib/store/write';
import { createVault } from '../../lib/vault/vault';
import {
  alarmPort,
  allowed,
  hearOnce,
  later,
  lock,
  openSocket,
  random,
  report,
  unlockedPort,
  within,
} from './browser-ports';
import { browserCookies } from './cookie-rules';
import { followSettings } from './follow-settings';
import { createHandlers } from './handlers';
import { nobodyIsThere, usualAway, watchIdle } from './idle';
import { createKeeper } from './keep-store';
import { createLinkHandlers } from './link-handlers';
import { createNoticeClicks } from './notice-clicks';
import { createNotices, notificationPort } from './notices';
import { createPublisher } from './publisher';
import { createQuietHandlers } from './quiet-handlers';
import { createSnooze } from './snooze';
import { createSounder } from './sounder';
import { createStatusButtons, presenceAlarm } from './status-buttons';
import { createTeller } from './tell-people';
import { createRefusedTeller } from './tell-refused';
import { createUpdater } from './update';
import { createVaultHandlers } from './vault-handlers';

/** Rings once a day, so that history ends where the person said even where no account is due. */
const tidyAlarm = 'tidy';

/**
 * What somebody who asks is called comes a moment after the request, and then a wake ends and announces it; nobody waits
 * longer than this for a name.
 */
const askerNameMs = 1_000;

/** The composition root: builds the parts and hands each its ports. Nothing here decides anything. */
export function createBackground() {
  const keeper = createKeeper({
    random,
    refreshed: () => {
      ports.published({ standing: true });
      void wake('person');
    },
    troubled: () => ports.published({ standing: true }),
  });
  const { connection } = keeper;
  const store = createStore(connection);
  hearUnreadable((what) => void keeper.unreadable(what).catch((error) => report('unreadable', error)));
  const settings = followSettings();
  const sounder = createSounder(settings.now, Date.now, report);
  const snooze = createSnooze(settings, Date.now, (changes) => ports.published(changes));
  const vault = createVault(secretsPort(connection), unlockedPort, crypto);
  const keyringOf = createKeyrings({ vault, store });
  const failures = createFailureWatch(later);
  const lanes = createLanes(later);
  const hearFailures = hearOnce(failures.heard);
  const withdrawn = async ({ id }: Account, request: Request) => {
    const session = await connection.run((db) => db.get('sessions', id));
    return session !== undefined && isWithdrawn(session, request);
  };
  const cookies = browserCookies();
  const open = (account: Account) => {
    const { live = false } = settings.now();
    return openProtocol(account, { intervalMs: planInterval(settings.now()), live });
  };
  const transportWith = (
    secret: (account: Account, name: string) => Promise<string | undefined>,
    keyring: (account: Account) => Keyring,
  ) =>
    createTransport({
      fetch: (url, init) => fetch(url, init),
      failures,
      lanes,
      allowed: async (url) => {
        const yes = await allowed(url);
        if (yes) hearFailures();
        return yes;
      },
      withdrawn,
      secret,
      later,
      stayAwake: () => void browser.runtime.getPlatformInfo(),
      jars: { now: () => Date.now(), openProtocol: open, keyring, cookies },
      nonce: () => crypto.randomUUID(),
    });

  const linesWith = (
    secret: (account: Account, name: string) => Promise<string | undefined>,
    take: LivePorts['take'],
  ) => createLive({ openSocket, openProtocol, secret, later, take, report });
  const secretOf = async (account: Account, name: string) =>
    (await vault.open(account.id, identityOf(account)))?.[name];
  const transport = transportWith(secretOf, keyringOf);
  const lines = linesWith(secretOf, (account, pushes) => takePushes(account, pushes));
  const trials = createTrials((secret) => linesWith(secret, async () => {}));

  const published = createPublisher(
    connection,
    report,
    keeper.copied,
    snooze.isOn,
    async () => (await settings.refresh()).countRequests === true,
  );
  const refused = createRefusedTeller(Date.now, published, report);
  const notifications = notificationPort(within, sounder);
  const notices = createNotices(connection, store, settings.refresh, notifications, refused, report);
  const tellPeople = createTeller(connection, store, settings.refresh, notifications, report);
  let away = false;
  const ports: LookPorts = {
    later,
    now: () => Date.now(),
    random,
    store,
    vault,
    keyringOf,
    readAccounts: () => connection.run((db) => readAccounts(db, { removing: true })),
    isLocked: async () => (await vault.state()).locked,
    openProtocol: open,
    send: (account, request) =>
      request.via.kind === 'frame' ? lines.send(account, request) : transport(account, request),
    lines,
    keepTold: (account, told) => keyringOf(account).change((secrets) => withTold(secrets, told)),
    try(account: Account, request: Request, keyring: TrialKeyring) {
      if (request.via.kind === 'frame') return trials.send(account, request, keyring);
      return transportWith(
        async (_, name) => keyring.now()[name],
        () => keyring,
      )(account, request);
    },
    tried: trials.end,
    alarm: alarmPort(() => void wake('alarm')),
    lock,
    published: (changes) => {
      published(changes);
      // What was read is taken away, what came in is told.
      if (changes.conversations?.length) void notices.messages.announce(false);
      if (changes.requests?.length) later(askerNameMs, () => void notices.requests.announce());
      if (changes.contacts?.length) void tellPeople();
    },
    isAway: () => away,
    announce: async (caughtUp) => {
      const again = await Promise.all([notices.messages.announce(caughtUp), notices.requests.announce()]);
      return again.reduce((one, other) => Math.min(one ?? other ?? 0, other ?? one ?? 0) || undefined);
    },
    report,
  };
  const buttons = createStatusButtons({ connection, settings: settings.refresh, now: ports.now, later, report });
  const silent = createWake(ports);
  // A push of a server wakes too: pages must not see that it came.
  const takePushes = createPushes(ports, silent);
  const waker: typeof silent = {
    ...silent,
    wake: (...given) => {
      buttons.woken();
      return silent.wake(...given);
    },
  };
  const tidy = createTidy({
    now: ports.now,
    store,
    rules: (now) => ({
      now,
      ...planKeep(settings.now().keep, now),
      ...(settings.now().keepTemporary && { keepTemporary: true }),
      ...(!settings.now().keepCounts && { countsFrom: dayOf(now - temporaryDays * 86_400_000) }),
    }),
    readPassed: async () => (await browser.storage.local.get(tidiedKey))[tidiedKey],
    writePassed: (passed) => browser.storage.local.set({ [tidiedKey]: passed }),
    published: ports.published,
  });
  const vaultActs = createVaultActs(ports, vault, waker);
  const tellIdle = watchIdle();
  const lockIfAway = async () => {
    const { lockAfter, awayAfter } = await settings.refresh();
    tellIdle(lockAfter, awayAfter);
    away = await nobodyIsThere(awayAfter ?? usualAway);
    await acts.setAway(awayAfter !== undefined && away);
    const { locked, passphrase } = await vault.state();
    if (passphrase && !locked && (await nobodyIsThere(lockAfter))) await vaultActs.lock();
  };
  const wake = async (why: Why) => {
    // Beside the wake, not before it: nobody waits for the browser to say who is there.
    lockIfAway().catch((error) => report('idle', error));
    snooze.follow().catch((error) => report('snooze', error));
    await waker.wake(why);
    // After what waits: nobody looks at what is deleted.
    if (settings.known()) await tidy().catch((error) => report('tidy', error));
  };
  const acts = createAccountActs(ports, waker);
  const personActs = createPersonActs(ports, waker);
  const handlers = createHandlers(ports, waker, acts, personActs, settings.refresh, keeper);
  const answerPage = createServer({
    handlers: {
      ...handlers,
      ...createVaultHandlers(vaultActs),
      ...createQuietHandlers(ports, waker, snooze, sounder, settings.refresh),
      ...buttons.calls,
      ...createLinkHandlers(ports, keyringOf),
    },
    build: browser.runtime.getManifest().version,
    id: browser.runtime.id,
    origin: browser.runtime.getURL(''),
    report,
  });

  return {
    wake,
    notices: createNoticeClicks({
      isThere: async ([id]) => (await connection.run((db) => db.getKey('accounts', id))) !== undefined,
      lastShown: store.lastShown,
      putAway: store.putNoticeAway,
      putRequestAway: store.putRequestNoticeAway,
      markRead: ([accountId, peer], through) => handlers.markRead({ accountId, peer, through }),
      answer: async ([accountId, key], accept) => {
        const able = await personActs.act(accountId, { kind: 'answer', key, accept });
        if (able) await notices.requests.answered([accountId, key], accept);
        return able;
      },
      takeBack: ([accountId, key]) => personActs.cancelAct(accountId, actId({ kind: 'answer', key, accept: true })),
      report,
    }),
    answer: (message: unknown, sender: FrameSender) => buttons.answer(message, sender) ?? answerPage(message, sender),
    /** Accounts are looked at whichever alarm rings: it costs a glance where nothing is due. */
    async rang(name: string) {
      if (name === presenceAlarm) await buttons.alarm().catch((error) => report('status buttons', error));
      await wake('alarm');
    },
    menu: buttons.menu,
    updateAvailable: createUpdater(ports),
    /** Alarms are gone after an update and after a restart of an unpacked extension, badges too: every start looks. */
    start() {
      browser.alarms
        .get(tidyAlarm)
        .then((there) => (there ? undefined : browser.alarms.create(tidyAlarm, { periodInMinutes: 1440 })))
        .catch((error) => report('tidy', error));
      // The browser then deletes nothing of it when the disk fills up (features, M11). Asks nobody: unlimitedStorage.
      void navigator.storage?.persist?.().catch(() => undefined);
      ports.published({});
      void notices.messages.announce(false);
      void notices.requests.announce();
      void tellPeople();
      cookies.clean().catch((error) => report('cookie rules', error));
      buttons.start();
      void wake('alarm');
    },
    async permissionsChanged(less = false) {
      void buttons.permissionsChanged(less);
      for (const { account, session } of await ports.readAccounts()) {
        if (session.state === 'needs-permission' && (await allowed(account.server))) await acts.takeBack(account.id);
      }
    },
    async installed(reason: string) {
      // Chromium takes them away with the version that showed them; Firefox keeps them.
      if (reason === 'update' && !import.meta.env.FIREFOX) {
        void notices.messages.again();
        void notices.requests.again();
      }
      const known = await ports.readAccounts();
      if (reason === 'install' && known.length === 0) {
        await browser.tabs.create({ url: browser.runtime.getURL('/options.html#first-run') });
      }
    },
  };
}
