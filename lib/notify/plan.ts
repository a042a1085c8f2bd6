import type { Account } from '../model/account';
import { type Conversation, isQuietGroup } from '../model/conversation';
import type { EpochMs } from '../model/ids';
import type { Message } from '../model/message';
import type { NoticeRow } from '../store/schema';
import { encodeNoticeId } from './notice-id';

/** Why a message is not announced; each stands in its row and is counted under its name. */
export type QuietRule =
  /** The person's own words, told by another client. */
  | 'own'
  /** Its account is about to be removed. */
  | 'removed'
  | 'read'
  | 'muted-account'
  | 'muted'
  /** A group talks all day: it is heard where it mentions the person, or was turned loud. */
  | 'group'
  | 'off'
  | 'snoozed'
  /** Its conversation stands before the person's eyes. */
  | 'open';

/** So much younger a live message may be here than where it was written; what is older was waiting somewhere. */
const lateMs = 2 * 60_000;

/**
 * What its own transaction decides of a message: to be announced, `late` where it comes with others out of a night, or
 * the rule that keeps it quiet. Pure; what the person does and sees right now is asked as it is shown, by `planRound`.
 */
export function planNotice(
  message: Message,
  conversation: Conversation,
  account: Account,
  asked = false,
): 'waiting' | 'late' | QuietRule {
  if (message.direction === 'out' || message.sender === account.uin) return 'own';
  if (account.removeAt !== undefined) return 'removed';
  if (message.ordinal <= conversation.readThrough) return 'read';
  // Being called by name, or by somebody chosen, breaks through every mute.
  if (!message.mention && !conversation.always && !asked) {
    if (account.mutedUntil !== undefined) return 'muted-account';
    if (conversation.mutedUntil !== undefined) return 'muted';
    if (isQuietGroup(conversation)) return 'group';
  }
  const written = message.sentAt ?? message.sentAfter;
  return written !== undefined && message.at - written >= lateMs ? 'late' : 'waiting';
}

/** What notifications show; words as in the settings. */
export const shows = ['everything', 'names', 'nothing', 'off'] as const;
export type Shows = (typeof shows)[number];

export interface RoundInput {
  readonly rows: readonly NoticeRow[];
  readonly shows: Shows;
  readonly snoozedUntil?: EpochMs | undefined;
  /** Ids of conversations in a page of ours that has the focus. */
  readonly looking: ReadonlySet<string>;
  /** Ids of conversations announced a moment ago. */
  readonly recent: ReadonlySet<string>;
  /** Whether everybody who was away has been asked: only then what came late is told, all at once. */
  readonly caughtUp: boolean;
  readonly now: EpochMs;
}

export interface Round {
  readonly quiet: ReadonlyMap<QuietRule, readonly NoticeRow[]>;
  /** By id, each a notification of its own. */
  readonly single: ReadonlyMap<string, readonly NoticeRow[]>;
  /** Together in one. */
  readonly summary: readonly NoticeRow[];
}

/** So many conversations are announced one by one within a moment; past it they are counted in one notification. */
export const mostSingle = 3;

const firstRetryMs = 30_000;
export const longestRetryMs = 15 * 60_000;

/** How long a browser that refused, so many times in a row before this one, is left alone. */
export function retryMs(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 10));
}

/** How what waits is told: pure. What was about to be shown when a worker died keeps the id it had. */
export function planRound({ rows, shows, snoozedUntil, looking, recent, caughtUp, now }: RoundInput): Round {
  const quiet = new Map<QuietRule, NoticeRow[]>();
  const single = new Map<string, NoticeRow[]>();
  const summary: NoticeRow[] = [];
  const fresh = new Map<string, NoticeRow[]>();
  const late = new Map<string, NoticeRow[]>();
  for (const row of rows) {
    const id = idOf(row);
    if (shows === 'off') add(quiet, 'off', row);
    else if (row.state === 'showing' || row.state === 'again') add(single, id, row);
    else if (row.state === 'summing' || row.state === 'again-summed') summary.push(row);
    else {
      const rule = ruleNow(id, { snoozedUntil, looking, now });
      if (rule !== undefined) add(quiet, rule, row);
      else add(row.state === 'late' ? late : fresh, id, row);
    }
  }
  // One message of one night needs no counting.
  const lonely = late.size === 1 && summary.length === 0;
  if (caughtUp) for (const [id, those] of late) lonely ? add(fresh, id, ...those) : summary.push(...those);
  const more = [...fresh.keys()].filter((id) => !recent.has(id) && !single.has(id)).length;
  const isMany = more > 0 && recent.size + single.size + more > mostSingle;
  for (const [id, those] of fresh) {
    if (isMany && !recent.has(id) && !single.has(id)) summary.push(...those);
    else add(single, id, ...those);
  }
  return { quiet, single, summary };
}

export function idOf({ accountId, peer }: Pick<NoticeRow, 'accountId' | 'peer'>): string {
  return encodeNoticeId([accountId, peer]);
}

function ruleNow(
  id: string,
  { snoozedUntil, looking, now }: Pick<RoundInput, 'snoozedUntil' | 'looking' | 'now'>,
): QuietRule | undefined {
  if (looking.has(id)) return 'open';
  return snoozedUntil !== undefined && snoozedUntil > now ? 'snoozed' : undefined;
}

function add<K, V>(map: Map<K, V[]>, key: K, ...values: V[]): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, values);
  else there.push(...values);
}
