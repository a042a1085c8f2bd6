import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type Account, identityOf } from '../../../lib/model/account';
import type { AccountId, EpochMs } from '../../../lib/model/ids';
import type { Announcer } from '../../../lib/notify/show';
import type { RequestAnnouncer } from '../../../lib/notify/show-requests';
import { prepareAccount } from '../../../lib/protocol/prepare';
import type { Reply } from '../../../lib/protocol/protocol';
import { openProtocol as openOf } from '../../../lib/protocol/registry';
import { createAccountActs } from '../../../lib/session/account-acts';
import { addAccount, type Tried } from '../../../lib/session/add-account';
import { createFailureWatch } from '../../../lib/session/failures';
import { createKeyrings, withTold } from '../../../lib/session/keyring';
import { createLanes, type Lanes } from '../../../lib/session/lanes';
import { createLive } from '../../../lib/session/live';
import type { LookPorts } from '../../../lib/session/look-around';
import { createPersonActs } from '../../../lib/session/person-acts';
import { isWithdrawn } from '../../../lib/session/plan-step';
import { createPushes } from '../../../lib/session/take-pushes';
import { createTransport } from '../../../lib/session/transport';
import { createTrials } from '../../../lib/session/trials';
import { createVaultActs, type VaultActs } from '../../../lib/session/vault-acts';
import { createWake } from '../../../lib/session/wake';
import type { Changes } from '../../../lib/store/changes';
import { type Connection, connect } from '../../../lib/store/open';
import { readAccounts } from '../../../lib/store/read';
import { secretsPort } from '../../../lib/store/secrets';
import { createStore } from '../../../lib/store/write';
import type { Unlocked, UnlockedPort } from '../../../lib/vault/keys';
import { createVault } from '../../../lib/vault/vault';
import { controls } from '../../browser/server';
import { type RunningServer, startServer } from '../../server/server';
import { ManualClock } from '../server/manual-clock';
import { announcersOf, type FakeDesktop, fakeDesktop } from './desktop';
import { type Mortality, mortal, mortalPort } from './mortal';
import { nodeCookies } from './node-cookies';
import { createNodeFetch } from './node-fetch';
import { NodeSockets } from './node-socket';

/** The real session layer over a real store and the real embedded server; only the browser is made up. */
export interface World {
  readonly clock: ManualClock;
  readonly server: RunningServer;
  readonly people: ReturnType<typeof controls>;
  readonly connection: Connection;
  /** A worker starts: empty memory, same store, same alarm. */
  live(mortality?: Mortality, heldUp?: () => Promise<void>): Life;
  /** The browser ends: what only its memory held is gone. */
  endBrowser(): void;
  /** When the browser would wake the worker. */
  alarm(): EpochMs | undefined;
  /** What browsers do to alarms now and then: after an update, after a restart. */
  wipeAlarm(): void;
  /** The notifications that are up, which outlive workers, and all that ever were. */
  readonly desktop: FakeDesktop;
  readonly announces: boolean;
  /** Sets the clock of this machine back; the server keeps its own, which goes on. */
  setBack(ms: number): void;
  /** What the clock of this machine says. */
  now(): EpochMs;
  /** In how many ms the life that asked last wants to be woken, should it live so long. */
  soon(): number | undefined;
  close(): Promise<void>;
}

export interface Life {
  readonly ports: LookPorts;
  readonly wake: ReturnType<typeof createWake>;
  /** Where the world announces. */
  readonly announcer: Announcer | undefined;
  readonly requests: RequestAnnouncer | undefined;
  readonly acts: ReturnType<typeof createAccountActs>;
  readonly people: ReturnType<typeof createPersonActs>;
  readonly vault: VaultActs;
  /** Until no wake of this life is under way, those included that nobody waits for. */
  rest(): Promise<void>;
  add(uin: string, password?: string): Promise<Tried>;
  /** An account of whoever answers at that address, OneBot's way. */
  addOneBot(address: string, token?: string): Promise<Tried>;
  /** A number of WebQQ, which then waits for its phone. */
  addWebQq(uin: string, host?: string, password?: string): Promise<Tried>;
  /** Its sockets, which end with it. */
  readonly sockets: NodeSockets;
  /** What was reported as unforeseen. */
  readonly trouble: string[];
}

export const password = 'secret';

/**
 * @param announces whether what comes in is told on the desktop; it doubles the death points of a wake.
 * @param listens whether accounts whose server holds requests listen without a pause.
 */
export async function openWorld({ announces = false, listens = false } = {}): Promise<World> {
  globalThis.indexedDB = new IDBFactory();
  const clock = new ManualClock();
  const server = await startServer({ ports: 'auto', seed: 1, clock });
  const connection = connect();
  const desktop = fakeDesktop();
  let alarm: number | undefined;
  let soon: number | undefined;
  let kept: Unlocked | undefined;
  const session: UnlockedPort = {
    read: async () => kept,
    write: async (unlocked) => {
      kept = unlocked;
    },
    clear: async () => {
      kept = undefined;
    },
  };
  const openProtocol = (account: Account) => openOf(account, { live: listens });
  let back = 0;
  const now = () => clock.now() - back;
  const lives: Life[] = [];

  /** `heldUp`: what a reply waits for before it has its place at a socket. */
  function live(mortality = mortal(0), heldUp?: () => Promise<void>): Life {
    const held = new Set<string>();
    const trouble: string[] = [];
    const later = (ms: number, run: () => void) => clock.after(ms, run);
    const failures = createFailureWatch((ms, run) => void setTimeout(run, Math.min(ms, 50)).unref());
    const store = createStore(connection);
    const vault = createVault(mortalPort(secretsPort(connection), mortality), mortalPort(session, mortality), crypto);
    const keyringOf = createKeyrings({ vault: mortalPort(vault, mortality), store: mortalPort(store, mortality) });
    const transport = (secret: (account: Account, name: string) => Promise<string | undefined>, keyring = keyringOf) =>
      createTransport({
        jars: { keyring, cookies: nodeCookies(failures.heard), now, openProtocol },
        fetch: createNodeFetch(failures.heard),
        failures,
        lanes: heldUp ? holding(createLanes(later), heldUp) : createLanes(later),
        allowed: async () => true,
        withdrawn: async ({ id }, request) => {
          const row = await connection.run((db) => db.get('sessions', id));
          return row !== undefined && isWithdrawn(row, request);
        },
        secret,
        later,
        stayAwake: () => {},
        nonce: () => crypto.randomUUID(),
      });
    const secretOf = async (account: Account, name: string) =>
      (await vault.open(account.id, identityOf(account)))?.[name];
    const sockets = new NodeSockets();
    void mortality.died.then(() => sockets.dropAll());
    const report = (where: string, error: unknown) => void trouble.push(`${where}: ${String(error)}`);
    const linesWith = (secret: typeof secretOf, take: typeof pushed) =>
      createLive({ openSocket: sockets.open, openProtocol, secret, later, take, report });
    const pushed = (account: Account, pushes: readonly Reply[]) => takePushes(account, pushes);
    const [send, lines] = [transport(secretOf), linesWith(secretOf, pushed)];
    const trials = createTrials((secret) => linesWith(secret, async () => {}));
    const announcers = announces ? announcersOf(connection, desktop, { now, report, mortality }) : undefined;
    const announcer = announcers?.messages;
    const ports: LookPorts = {
      later,
      now,
      random: () => 0.5,
      store: mortalPort(store, mortality),
      vault: mortalPort(vault, mortality),
      keyringOf,
      readAccounts: mortality.wrap(() => connection.run((db) => readAccounts(db, { removing: true }))),
      isLocked: async () => (await vault.state()).locked,
      openProtocol,
      send: mortality.wrap((account, request) =>
        request.via.kind === 'frame' ? lines.send(account, request) : send(account, request),
      ),
      keepTold: (account, told) => keyringOf(account).change((secrets) => withTold(secrets, told)),
      lines,
      try: mortality.wrap((account, request, keyring) => {
        if (request.via.kind === 'frame') return trials.send(account, request, keyring);
        const secret = async (_: Account, name: string) => keyring.now()[name];
        return transport(secret, () => keyring)(account, request);
      }),
      tried: trials.end,
      alarm: {
        read: mortality.wrap(async () => alarm),
        set: mortality.wrap(async (at: number) => {
          alarm = at;
        }),
        clear: mortality.wrap(async () => {
          alarm = undefined;
        }),
        soon: (ms) => {
          soon = ms;
        },
      },
      lock: async (name, work) => {
        if (held.has(name)) return false;
        held.add(name);
        try {
          await work();
        } finally {
          held.delete(name);
        }
        return true;
      },
      published: mortality.wrap(async ({ conversations, requests }: Changes) => {
        if (announcer && conversations?.length) void announcer.announce(false);
        if (requests?.length) void announcers?.requests.announce();
      }) as (changes: Changes) => void,
      ...(announcers && {
        announce: async (caughtUp: boolean) =>
          (await announcers.messages.announce(caughtUp)) ?? (await announcers.requests.announce()),
      }),
      report,
    };
    const woken = createWake(ports);
    const running = new Set<Promise<void>>();
    const wake: typeof woken = {
      ...woken,
      wake(...asked) {
        const one = woken.wake(...asked).finally(() => running.delete(one));
        running.add(one);
        return one;
      },
    };
    const takePushes = createPushes(ports, wake);
    const life: Life = {
      ports,
      wake,
      trouble,
      announcer,
      requests: announcers?.requests,
      acts: createAccountActs(ports, wake),
      people: createPersonActs(ports, wake),
      vault: createVaultActs(ports, vault, wake),
      rest: async () => {
        while (running.size > 0) await Promise.all(running);
      },
      add: async (uin, secret = password) => {
        const typed = { server: `127.0.0.1:${server.ready.httpqq}`, uin, password: secret, encoding: 'utf-8' as const };
        const prepared = prepareAccount('http-qq', typed);
        if (!prepared.ok) throw new Error(prepared.trouble);
        return addAccount(ports, { protocol: 'http-qq', ...prepared.value, name: uin, colour: 1, tag: '' });
      },
      addOneBot: async (address, token = '') => {
        const prepared = prepareAccount('onebot', { server: address, uin: '', password: token, encoding: 'utf-8' });
        if (!prepared.ok) throw new Error(prepared.trouble);
        return addAccount(ports, { protocol: 'onebot', ...prepared.value, name: '', colour: 1, tag: '' });
      },
      addWebQq: async (uin, host = '127.0.0.1', password = '') => {
        const typed = { server: `${host}:${server.ready.webqq}`, uin, password, encoding: 'utf-8' as const };
        const prepared = prepareAccount('webqq', typed);
        if (!prepared.ok) throw new Error(prepared.trouble);
        return addAccount(ports, { protocol: 'webqq', ...prepared.value, name: uin, colour: 1, tag: '' });
      },
      sockets,
    };
    lives.push(life);
    return life;
  }

  return {
    clock,
    desktop,
    announces,
    server,
    people: controls(server.ready.control),
    connection,
    live,
    endBrowser: () => {
      kept = undefined;
      desktop.up.clear();
    },
    alarm: () => alarm,
    wipeAlarm: () => {
      alarm = undefined;
    },
    setBack: (ms) => {
      back += ms;
    },
    now,
    soon: () => soon,
    async close() {
      for (const life of lives) life.sockets.dropAll();
      connection.close();
      await server.close();
    },
  };
}

function holding(lanes: Lanes, heldUp: () => Promise<void>): Lanes {
  return {
    async enter(host, kind, abort) {
      if (kind === 'urgent') await heldUp();
      return lanes.enter(host, kind, abort);
    },
  };
}

/** An account that is signed in, whose id is returned. */
export async function signedIn(_world: World, life: Life, uin: string): Promise<AccountId> {
  const tried = await life.add(uin);
  if (!tried.ok) throw new Error(`not added: ${tried.reason}`);
  await life.wake.wake('person');
  return tried.accountId;
}
