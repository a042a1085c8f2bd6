import type { LiveBrowser } from '../browser/live-browser';
import { readRows } from '../browser/raw-store';

/** What the comparison knows of the store's rows, written down anew: it shares no type with lib/ either. */
export interface AccountRow {
  readonly id: number;
  readonly uin: string;
}
export interface MessageRow {
  readonly accountId: number;
  readonly peer: string;
  readonly ordinal: number;
  readonly remoteKey: string;
  readonly direction: 'in' | 'out';
  readonly sender: string;
  readonly text: string;
  readonly delivery?: 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain';
}
export interface ConversationRow {
  readonly accountId: number;
  readonly peer: string;
  readonly readThrough: number;
  readonly unread: number;
}
export interface SessionRow {
  readonly accountId: number;
  readonly state: string;
  readonly reason?: string;
  readonly inFlight: ReadonlyArray<{ readonly key: string; readonly tries: number }>;
  readonly todo: readonly object[];
  /** What became of the messages that came in: told of, or kept quiet by the rule of that name. */
  readonly notices?: { readonly notified: number; readonly quiet: Readonly<Record<string, number>> };
  readonly unfiled?: readonly NoticeRow[];
}
export interface NoticeRow {
  readonly accountId: number;
  readonly peer: string;
  readonly ordinal: number;
  readonly state: string;
}
export interface GapRow {
  readonly accountId: number;
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

export interface Rows {
  readonly accounts: readonly AccountRow[];
  readonly messages: readonly MessageRow[];
  readonly conversations: readonly ConversationRow[];
  readonly sessions: readonly SessionRow[];
  readonly outbox: readonly object[];
  readonly journal: readonly object[];
  readonly notices?: readonly NoticeRow[];
}

export async function readAllRows(live: LiveBrowser): Promise<Rows> {
  const sessions = await readRows<SessionRow>(live, 'sessions');
  return {
    accounts: await readRows(live, 'accounts'),
    messages: await readRows(live, 'messages'),
    conversations: await readRows(live, 'conversations'),
    sessions,
    outbox: await readRows(live, 'outbox'),
    journal: await readRows(live, 'journal'),
    // The newest ones may still stand in their account's session row.
    notices: [...(await readRows<NoticeRow>(live, 'notices')), ...sessions.flatMap(({ unfiled }) => unfiled ?? [])],
  };
}
