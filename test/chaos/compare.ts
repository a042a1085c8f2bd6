import type { LedgerEntry } from '../server/ledger';
import { compareMessages, toldBy } from './compare-messages';
import { compareNotices } from './compare-notices';
import { compareReplies, type QueuedReply, type RepliesFound } from './compare-replies';
import type { GapRow, Rows } from './rows';

/** Both sides' word, once everything has settled. */
export interface Books {
  readonly ledger: readonly LedgerEntry[];
  readonly rows: Rows;
  readonly queued: readonly QueuedReply[];
  readonly badge: string;
  readonly gaps?: readonly GapRow[];
  /** Numbers whose server cannot tell again what friends wrote. */
  readonly blind?: ReadonlySet<string>;
}

export interface Verdict {
  /** Messages that the server took for our accounts, and those of them that are stored where they belong. */
  readonly accepted: number;
  readonly stored: number;
  /** Of both directions: stored or taken once too often, gone, or in the wrong place. */
  readonly duplicated: number;
  readonly lost: number;
  readonly crossed: number;
  /** Missed where nothing could bring them, within a gap that is told; absent where that is nowhere so. */
  readonly told?: number;
  readonly replies: RepliesFound;
  /** One sentence for each, with ids; empty where both sides agree. */
  readonly differences: readonly string[];
}

/** Compares ledger and store by id and text, each account by itself, in both directions. */
export function compare({ ledger, rows, queued, badge, gaps = [], blind = new Set() }: Books): Verdict {
  const uins = new Map(rows.accounts.map(({ id, uin }) => [id, uin]));
  const accepted = ledger.filter(({ kind }) => kind === 'accepted');
  const messages = compareMessages(accepted, rows, uins, toldBy(gaps, blind, uins, ledger));
  const replies = compareReplies(accepted, rows, uins, queued);
  return {
    accepted: messages.accepted,
    stored: messages.stored,
    duplicated: messages.duplicated + replies.duplicated,
    lost: messages.lost + replies.lost,
    crossed: messages.crossed + replies.crossed,
    ...(blind.size > 0 && { told: messages.told }),
    replies: replies.found,
    differences: [
      ...messages.differences,
      ...replies.differences,
      ...compareUnread(rows, badge),
      ...compareNotices(rows),
    ],
  };
}

/** The badge is what is unread, counted from the messages themselves. */
function compareUnread({ messages, conversations }: Rows, badge: string): string[] {
  const differences: string[] = [];
  let total = 0;
  for (const { accountId, peer, readThrough, unread } of conversations) {
    const counted = messages.filter(
      (row) => row.accountId === accountId && row.peer === peer && row.direction === 'in' && row.ordinal > readThrough,
    ).length;
    total += counted;
    if (counted !== unread) differences.push(`account ${accountId} ${peer}: ${unread} unread, counted ${counted}`);
  }
  if (badge !== badgeOf(total)) differences.push(`the badge shows "${badge}" where ${total} are unread`);
  return differences;
}

/** What the toolbar shows for so many: three characters at most. */
export function badgeOf(unread: number): string {
  if (unread === 0) return '';
  return unread > 99 ? '99+' : String(unread);
}
