import type { LiveBrowser } from '../browser/live-browser';
import { readRows } from '../browser/raw-store';
import type { QqServer } from '../browser/server';
import type { LedgerEntry } from '../server/ledger';
import { idIn } from './demo-people';

/** What `npm start` says happened: the ledger's word and the raw store's word side by side. */
export interface Report {
  readonly build: string;
  readonly browser: string;
  readonly accounts: ReadonlyArray<{ readonly uin: string; readonly protocol: string; readonly session: string }>;
  readonly messages: {
    readonly accepted: number;
    readonly stored: number;
    readonly duplicated: number;
    readonly notified: number;
    readonly quiet: number;
  };
  readonly replies: { readonly sent: number; readonly delivered: number; readonly uncertain: number };
  readonly statusButtons: { readonly found: number; readonly upgraded: number };
  readonly badge: string;
  readonly errors: readonly string[];
}

interface StoredAccount {
  readonly id: number;
  readonly uin: string;
  readonly protocol: string;
}
interface StoredMessage {
  readonly accountId: number;
  readonly direction: 'in' | 'out';
  readonly text: string;
  readonly delivery?: string;
}
interface StoredSession {
  readonly accountId: number;
  readonly state: string;
  /** What became of the messages that came in; each is in one of these once its fate is known. */
  readonly notices?: { readonly notified: number; readonly quiet: Readonly<Record<string, number>> };
}

/** Collects the report. `sent`: the replies that a person made the composer send. */
export async function readReport(
  browser: LiveBrowser,
  server: QqServer,
  build: string,
  sent: number,
  statusButtons: Report['statusButtons'] = { found: 0, upgraded: 0 },
): Promise<Report> {
  const accounts = await readRows<StoredAccount>(browser, 'accounts');
  const sessions = await readRows<StoredSession>(browser, 'sessions');
  const messages = await readRows<StoredMessage>(browser, 'messages');
  const ours = new Map(accounts.map(({ id, uin }) => [id, uin]));
  const uins = new Set(ours.values());
  const { entries } = await server.ledger();
  const accepted = entries.filter((entry) => entry.kind === 'accepted' && entry.to !== undefined && uins.has(entry.to));
  const delivered = entries.filter(
    (entry) => entry.kind === 'accepted' && entry.from !== undefined && uins.has(entry.from),
  );
  const stored = messages.filter(({ direction }) => direction === 'in').map((message) => nameOf(message, ours));
  return {
    build,
    browser: `${browser.name} ${browser.version}`,
    accounts: accounts.map(({ id, uin, protocol }) => ({
      uin,
      protocol,
      session: sessions.find(({ accountId }) => accountId === id)?.state ?? 'none',
    })),
    messages: {
      accepted: accepted.length,
      stored: new Set(stored).size,
      duplicated: stored.length - new Set(stored).size,
      notified: sum(sessions.map(({ notices }) => notices?.notified ?? 0)),
      quiet: sum(sessions.flatMap(({ notices }) => Object.values(notices?.quiet ?? {}))),
    },
    replies: {
      sent,
      delivered: delivered.length,
      uncertain: messages.filter(({ delivery }) => delivery === 'uncertain').length,
    },
    statusButtons,
    badge: await browser.badge(),
    errors: [...browser.errors(), ...differences(accepted, stored)],
  };
}

/** Exit code 1 follows from any of these. */
export function faultsOf(report: Report): string[] {
  const { accounts, messages, replies, errors } = report;
  const faults = errors.map((error) => error);
  if (messages.stored !== messages.accepted) faults.push(`${messages.accepted} accepted, ${messages.stored} stored`);
  const { notified, quiet, stored } = messages;
  if (notified + quiet !== stored) faults.push(`${stored} stored, ${notified} notified and ${quiet} kept quiet`);
  if (messages.duplicated > 0) faults.push(`${messages.duplicated} messages are stored twice`);
  if (replies.delivered !== replies.sent) faults.push(`${replies.sent} replies sent, ${replies.delivered} delivered`);
  const { found, upgraded } = report.statusButtons;
  if (found !== upgraded) faults.push(`${found} QQ pictures, ${upgraded} live buttons`);
  for (const { uin, session } of accounts) if (session !== 'online') faults.push(`${uin} is ${session}`);
  return faults;
}

/** A demo text is known by its id and by whose it is: one that landed in another account is another message. */
function nameOf(message: StoredMessage, ours: ReadonlyMap<number, string>): string {
  return `${ours.get(message.accountId)} ${idIn(message.text) ?? message.text}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, number) => so + number, 0);
}

function differences(accepted: readonly LedgerEntry[], stored: readonly string[]): string[] {
  const expected = accepted.map(({ to, text }) => `${to} ${idIn(text ?? '') ?? text}`);
  const lost = expected.filter((name) => !stored.includes(name)).map((name) => `not stored: ${name}`);
  const strange = stored
    .filter((name) => !expected.includes(name))
    .map((name) => `stored, but never accepted: ${name}`);
  return [...lost, ...strange];
}
