import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import { ToastContext, ToastView, useToastBoard } from '../../../components/parts/toast';
import { type World, WorldContext } from '../../../components/world';
import { createClock } from '../../../lib/format/time';
import { createI18n } from '../../../lib/i18n/i18n';
import type { Answer } from '../../../lib/messaging/envelope';
import type { VaultStanding } from '../../../lib/messaging/vault-calls';
import type { Account } from '../../../lib/model/account';
import type { Peer } from '../../../lib/model/ids';
import type { Message } from '../../../lib/model/message';
import type { TemporaryCount } from '../../../lib/model/temporary';
import type { Changes } from '../../../lib/store/changes';
import type { AccountView, ConversationView, RequestView } from '../../../lib/store/read';
import type { PersonCard, PersonView } from '../../../lib/store/read-people';
import type { GapRow, OutboxRow, SessionRow } from '../../../lib/store/schema';
import en from '../../../public/_locales/en/messages.json';
import zh from '../../../public/_locales/zh_CN/messages.json';

export const noon = Date.UTC(2026, 10, 22, 12);

const wordsOf = (messages: Record<string, { message: string }>, locale: string) =>
  createI18n(
    (key, with_) => (messages[key]?.message ?? '').replace(/\$(\d)/g, (_, n) => with_[Number(n) - 1] ?? ''),
    locale,
  );
export const i18n = wordsOf(en, 'en');
export const clock = createClock('en', 'UTC');

export interface Call {
  readonly call: string;
  readonly input: unknown;
}

export interface FakeWorld extends World {
  readonly calls: Call[];
  /** What the background answers from now on; everything goes well unless told otherwise. */
  answers: (call: Call) => Answer<unknown>;
  vault: VaultStanding | undefined;
  readonly drafts: Map<string, string>;
  readonly announce: (changes: Changes) => Promise<void>;
}

export interface Kept {
  readonly accounts: AccountView[];
  readonly conversations: ConversationView[];
  readonly messages: Message[];
  readonly outbox: OutboxRow[];
  readonly gaps: GapRow[];
  readonly requests: RequestView[];
  readonly people: PersonView[];
  readonly cards: PersonCard[];
  readonly counts: TemporaryCount[];
}

/** A world in memory: the store is arrays, the background a list of calls. */
export function fakeWorld(kept: Partial<Kept> = {}): FakeWorld {
  const listeners = new Set<(changes: Changes) => void>();
  const {
    accounts = [],
    conversations = [],
    messages = [],
    outbox = [],
    gaps = [],
    requests = [],
    people = [],
    cards = [],
    counts = [],
  } = kept;
  const byRecent = () => [...conversations].sort((a, b) => b.conversation.recent - a.conversation.recent);
  let ids = 0;
  const world: FakeWorld = {
    calls: [],
    answers: () => ({ ok: true, value: null }),
    drafts: new Map(),
    announce: async (changes) => {
      await act(async () => {
        for (const listener of listeners) listener(changes);
      });
    },
    i18n,
    clock,
    version: '1.2.3',
    now: () => noon,
    newId: () => `id-${++ids}`,
    vault: undefined,
    passphrases: {
      choose: async (text) => ({ key: [...text].map(Number), salt: [1], rounds: 600_000 }),
      derive: async (text, salt) => [...salt, ...text].map(Number),
    },
    ask: async (call, input) => {
      // Every page asks for it: no act of a person, so it stands apart.
      if (call === 'vault.state') return { ok: true, value: world.vault ?? { locked: false } } as Answer<never>;
      world.calls.push({ call, input });
      return world.answers({ call, input }) as Answer<never>;
    },
    read: {
      accounts: async () => accounts,
      attention: async () => ({ total: 0, byAccount: new Map() }),
      uncounted: async () => ({ total: 0, byAccount: new Map() }),
      conversations: async ({ accountId, before = Number.POSITIVE_INFINITY, limit }) =>
        byRecent()
          .filter(({ conversation: row }) => row.recent < before && (!accountId || row.accountId === accountId))
          .slice(0, limit),
      conversation: async ([accountId, peer]) =>
        conversations.find(({ conversation: row }) => row.accountId === accountId && row.peer === peer),
      messages: async ([accountId, peer], limit) =>
        messages.filter((row) => row.accountId === accountId && row.peer === peer).slice(-limit),
      gaps: async () => gaps,
      unseenGaps: async () => gaps.filter(({ seen }) => !seen),
      outboxOf: async () => outbox,
      drafts: async () => [],
      people: async (ids) => people.filter(({ accountId }) => ids.includes(accountId)),
      person: async (accountId, number) =>
        cards.find(({ view }) => view.accountId === accountId && view.number === number) ?? {
          view: { accountId, number, presence: 'unknown' },
          elsewhere: [],
        },
      answers: async () => people.flatMap(({ person }) => (person?.answered ? [person] : [])),
      desk: async () => conversations.filter(({ conversation }) => conversation.temporary),
      temporaryCounts: async () => counts,
      requests: async () => requests,
      byRemoteKey: async (accountId, key) =>
        messages.find((row) => row.accountId === accountId && row.remoteKey === key),
      draft: async (key) => ({ text: world.drafts.get(key.join('/')) ?? '' }),
      writeDraft: async (key, text) => void world.drafts.set(key.join('/'), text),
    },
    snoozedUntil: async () => undefined,
    noticesRefused: async () => undefined,
    firstSight: async () => undefined,
    storeStanding: async () => ({ unreadable: 0 }),
    forgetRestored: async () => {},
    watchChanges: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watchOutdated: () => () => {},
    linkService: async () => undefined,
    keepsTemporary: async () => false,
    reload: () => {},
    restart: () => {},
    open: () => {},
    look: () => () => {},
    requestServer: async () => true,
    readAnswer: async () => undefined,
    requestSites: async () => true,
    dropSites: async () => undefined,
    tabBelow: async () => undefined,
  };
  return world;
}

/** The same world for somebody who reads Chinese. */
export function inChinese(world: FakeWorld): FakeWorld {
  return Object.assign(world, { i18n: wordsOf(zh, 'zh-CN'), clock: createClock('zh-CN', 'UTC') });
}

export function accountView(
  id: number,
  session: Partial<SessionRow> = {},
  account: Partial<Account> = {},
): AccountView {
  return {
    account: {
      id,
      protocol: 'http-qq',
      server: 'http://qq.example.cn:8000',
      uin: String(10_000_000 + id),
      name: `Account ${id}`,
      colour: id,
      tag: String(id),
      order: id,
      status: 'online',
      addedAt: 0,
      ...account,
    },
    session: {
      accountId: id,
      state: 'online',
      since: noon - 60_000,
      lastOkAt: noon - 12_000,
      due: noon + 18_000,
      cursor: null,
      inFlight: [],
      todo: [],
      failures: 0,
      signIns: [],
      undecoded: 0,
      ...session,
    },
    unread: 0,
  };
}

export function talk(n: number, more: Partial<ConversationView['conversation']> = {}): ConversationView {
  return {
    conversation: {
      accountId: 1,
      peer: `u:${20_000_000 + n}` as Peer,
      recent: noon - n * 1000,
      lastOrdinal: 3,
      readThrough: 3,
      unread: 0,
      mentions: 0,
      preview: { text: `text ${n}`, direction: 'in' },
      ...more,
    },
    contact: undefined,
    presence: 'unknown',
    stranger: false,
  };
}

export function message(ordinal: number, more: Partial<Message> = {}): Message {
  return {
    accountId: 1,
    peer: 'u:20000001',
    ordinal,
    remoteKey: `k${ordinal}`,
    direction: 'in',
    sender: '20000001',
    text: `line ${ordinal}`,
    at: noon - 60_000 + ordinal,
    ...more,
  };
}

/** Draws into a fresh page and waits until nothing more is to come. */
export async function show(world: World, children: ComponentChildren): Promise<HTMLElement> {
  document.body.innerHTML = '<div id="app"></div>';
  const root = document.getElementById('app') as HTMLElement;
  await act(async () => render(<Around world={world}>{children}</Around>, root));
  await settle();
  return root;
}

/** Draws once and stops there: what effects do after the page was painted is still to come. */
export async function paint(world: World, children: ComponentChildren): Promise<HTMLElement> {
  document.body.innerHTML = '<div id="app"></div>';
  const root = document.getElementById('app') as HTMLElement;
  render(<Around world={world}>{children}</Around>, root);
  return root;
}

/** Lets promises that are already kept, and screens whose code is loaded when it is first wanted, reach the page. */
export async function settle(): Promise<void> {
  for (let n = 0; n < 5; n++) await act(async () => {});
  await act(() => vi.dynamicImportSettled());
}

export async function leave(): Promise<void> {
  const root = document.getElementById('app');
  if (root) await act(async () => render(null, root));
}

function Around({ world, children }: { world: World; children: ComponentChildren }) {
  const board = useToastBoard();
  return (
    <WorldContext.Provider value={world}>
      <ToastContext.Provider value={board.toasts}>
        {children}
        <ToastView message={board.message} close={board.close} />
      </ToastContext.Provider>
    </WorldContext.Provider>
  );
}

/** The person types over what stands in a field. */
export function typeInto(field: Element | null | undefined, value: string): Promise<void> {
  return act(async () => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error('no such field');
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** The person sends a form off. */
export async function submit(form: Element | null): Promise<void> {
  await act(async () => void form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  await settle();
}
