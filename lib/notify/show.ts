import type { Account } from '../model/account';
import type { AccountId, ConversationKey, EpochMs } from '../model/ids';
import type { Attention } from '../store/attention';
import type { NoticeView } from '../store/notice-views';
import { keyOf } from '../store/notices';
import type { NoticeRow } from '../store/schema';
import type { Store } from '../store/store';
import { type NoticeContent, type NoticeWords, planContent, planSummary } from './content';
import { encodeNoticeId, parseNoticeId, summaryId } from './notice-id';
import { idOf, planRound, type Round, type RoundInput } from './plan';
import { createRounds, type RoundPorts } from './rounds';

export interface AnnouncerPorts extends RoundPorts {
  readonly store: Pick<Store, 'readNotices' | 'moveNotices' | 'settleNotices' | 'repeatNotices'>;
  readonly words: NoticeWords;
  /** What the person chose, as it stands now. */
  choice(): Promise<Pick<RoundInput, 'shows' | 'snoozedUntil'>>;
  /** Conversations in a page of ours that has the focus. */
  looking(): Promise<readonly ConversationKey[]>;
  readView(key: ConversationKey, ordinal: number): Promise<NoticeView | undefined>;
  readCounts(): Promise<{ readonly accounts: readonly Account[]; readonly attention: Attention }>;
}

export interface Announcer {
  /**
   * Brings what is up in line with the store. `caughtUp`: everybody who was away has been asked, so that what came late
   * may be told. Never throws; resolves when a round that began after the call has ended, with when to call again
   * where the browser refused.
   */
  announce(caughtUp: boolean): Promise<EpochMs | undefined>;
  /** Shows what is unread and was announced once more, silently: an update has taken it away. */
  again(): Promise<void>;
}

/** For so long a conversation counts as just announced. */
const momentMs = 15_000;
/** Who wrote, in a summary. */
const mostNames = 3;
/** Conversations that a summary looks at one by one: a flood of strangers must not be read in whole. */
const mostLookedAt = 50;

const unsettled = ['waiting', 'late', 'showing', 'summing', 'again', 'again-summed'] as const;

/**
 * Tells what waits in the store: row → showing → create → shown, so that a death at any point leaves either a row that
 * is still to be shown or a notification that is up. A notification of the same id that is already up is taken away
 * before the row moves: after a death, "showing and up" can then only mean that this very message was announced.
 */
export function createAnnouncer(ports: AnnouncerPorts): Announcer {
  const { store, notifications } = ports;
  /** Memory only: a new worker begins with a calm moment. */
  const announcedAt = new Map<string, EpochMs>();
  const rounds = createRounds(ports, 'notices', round);

  async function round(caughtUp: boolean): Promise<void> {
    const up = new Set(await notifications.ids());
    if (up.size > 0) await settle(up);
    const rows = await store.readNotices(...unsettled);
    if (rows.length === 0 || rounds.isHeldBack()) return;
    const [choice, looking] = [await ports.choice(), await ports.looking()];
    const now = ports.now();
    for (const [id, at] of announcedAt) if (now - at >= momentMs || now < at) announcedAt.delete(id);
    const planned = planRound({
      rows,
      ...choice,
      looking: new Set(looking.map(encodeNoticeId)),
      recent: new Set(announcedAt.keys()),
      caughtUp,
      now,
    });
    for (const [rule, those] of planned.quiet) await store.moveNotices(those.map(keyOf), rule);
    await showAll(planned, up, choice.shows);
  }

  /** After a death: what was being shown and is up was announced. What is up and was read since is taken away. */
  async function settle(up: Set<string>): Promise<void> {
    const keys = [...up].map(parseNoticeId).filter((key) => key !== undefined);
    const stale = await store.settleNotices({ conversations: keys, summary: up.has(summaryId) });
    const gone = [...stale.conversations.map(encodeNoticeId), ...(stale.summary ? [summaryId] : [])];
    for (const id of gone) {
      await notifications.clear(id);
      up.delete(id);
    }
  }

  async function showAll({ single, summary }: Round, up: ReadonlySet<string>, shows: RoundInput['shows']) {
    for (const [id, rows] of single) {
      await show(id, rows, 'showing', 'shown', up, async (silent) => {
        const [first] = rows;
        if (first === undefined) return undefined;
        const newest = Math.max(...rows.map(({ ordinal }) => ordinal));
        const one = await ports.readView([first.accountId, first.peer], newest);
        return one && planContent(one, shows, silent, ports.words);
      });
    }
    await show(summaryId, summary, 'summing', 'summed', up, async (silent) => {
      const [{ accounts, attention }, summed] = [await ports.readCounts(), await readSummed(summary)];
      const named = shows === 'everything' || shows === 'names' ? summed.slice(-mostNames) : [];
      const names = named.map(({ view }) => ports.words.peerName(view.view));
      const who = { names, more: summed.length > names.length };
      return planSummary(accounts, attention, uncounted(summed), who, silent, ports.words);
    });
  }

  async function show(
    id: string,
    rows: readonly NoticeRow[],
    begun: string,
    done: string,
    up: ReadonlySet<string>,
    content: (silent: boolean) => Promise<NoticeContent | undefined>,
  ): Promise<void> {
    if (rows.length === 0) return;
    if (up.has(id)) await notifications.clear(id);
    const fresh = rows.filter(({ state }) => state === 'waiting' || state === 'late');
    const repeated = rows.filter(({ state }) => state === 'again' || state === 'again-summed');
    // What was read while this was decided is gone by now, and with all of it the reason to say anything.
    const moved = [
      ...(await store.moveNotices(fresh.map(keyOf), begun)),
      ...rows.filter((row) => !fresh.includes(row)).map(keyOf),
    ];
    const silent = repeated.length === rows.length || announcedAt.has(id);
    const said = moved.length === 0 ? undefined : await content(silent);
    if (said === undefined) return;
    if (!(await rounds.create(id, said))) {
      const begunNow = rows.filter((row) => !repeated.includes(row));
      await store.moveNotices(begunNow.map(keyOf), 'waiting');
      return;
    }
    announcedAt.set(id, ports.now());
    const told = await store.moveNotices(moved, done);
    // Read in the very moment it was shown: the next round takes it away.
    if (told.length < moved.length) rounds.follow();
  }

  /** Of each conversation in a summary: what it is, and how many of its messages are in there. */
  async function readSummed(rows: readonly NoticeRow[]): Promise<{ view: NoticeView; count: number }[]> {
    const found = new Map<string, { newest: NoticeRow; count: number }>();
    for (const row of rows) found.set(idOf(row), { newest: row, count: (found.get(idOf(row))?.count ?? 0) + 1 });
    const read = await Promise.all(
      [...found.values()].slice(-mostLookedAt).map(async ({ newest: { accountId, peer, ordinal }, count }) => {
        const view = await ports.readView([accountId, peer], ordinal);
        return view && { view, count };
      }),
    );
    return read.filter((one) => one !== undefined);
  }

  return {
    announce: rounds.run,
    async again() {
      try {
        await store.repeatNotices();
      } catch (error) {
        ports.report('notices', error);
      }
      await rounds.run(false);
    },
  };
}

/** Whom the person asked to be told of once is announced though a mute keeps them out of the badge. */
function uncounted(summed: readonly { view: NoticeView; count: number }[]): Map<AccountId, number> {
  const extra = new Map<AccountId, number>();
  for (const { view, count } of summed) {
    if (view.view.conversation.attention !== undefined) continue;
    extra.set(view.account.id, (extra.get(view.account.id) ?? 0) + count);
  }
  return extra;
}
