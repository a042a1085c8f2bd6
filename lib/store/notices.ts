import type { AccountId, ConversationKey, Peer } from '../model/ids';
import { ofConversation } from './key-range';
import { addCounts, countNotices } from './notice-counts';
import type { Database, NoticeCounts, NoticeRow } from './schema';
import { keep, type StoreName, type Write, write } from './transaction';
import { fileNotices, takeUnfiled } from './unfiled-notices';

/**
 * A notice is what is still to be said of one message:
 *
 *     waiting | late → showing → shown      under its conversation's id
 *                    → summing → summed     under the summary's
 *                    → the rule that keeps it quiet
 *     shown → again → shown                 an update took it away
 *           → put-away                      the person did, and sees it no more
 *
 * Rows go when their message is read or deleted. What became of each is counted in its account's session row by the
 * transaction that decides it, so the counts need no row to stay.
 */
export type NoticeKey = readonly [AccountId, Peer, number];

const stores: readonly StoreName[] = ['notices', 'sessions'];

/** What a state becomes once the notification it stands for is up. */
const ends: Readonly<Record<string, string>> = {
  showing: 'shown',
  summing: 'summed',
  again: 'shown',
  'again-summed': 'summed',
};
const putAway = 'put-away';
/** Not counted yet: nobody knows what becomes of it. */
const undecided: readonly string[] = ['waiting', 'late', 'showing', 'summing'];

/** States of one conversation's own notification, from its first try to the end. */
const ownStates = ['shown', 'showing', 'again'] as const;
const summaryStates = ['summed', 'summing', 'again-summed'] as const;

export async function readNotices(db: Database, ...states: readonly string[]): Promise<NoticeRow[]> {
  const tx = db.transaction(stores);
  const index = tx.objectStore('notices').index('state');
  const [sessions, ...filed] = await Promise.all([
    tx.objectStore('sessions').getAll(),
    ...states.map((state) => index.getAll(state)),
  ]);
  const unfiled = sessions.flatMap((session) => session.unfiled ?? []);
  return states.flatMap((state, n) => [...(filed[n] ?? []), ...unfiled.filter((row) => row.state === state)]);
}

/** Undefined: announced, and gone. A notice that was read in the meantime is not brought back; answers what moved. */
export function moveNotices(db: Database, keys: readonly NoticeKey[], to: string | undefined): Promise<NoticeKey[]> {
  return write(db, stores, async (tx) => {
    const there = [...(await readThose(tx, keys)), ...(await takeThose(tx, keys))];
    await move(tx, there, () => to);
    return there.map(keyOf);
  });
}

/** Of each conversation in one breath: a burst has hundreds of one, and they stand side by side. */
async function readThose(tx: Write, keys: readonly NoticeKey[]): Promise<NoticeRow[]> {
  const asked = new Map<string, { of: ConversationKey; ordinals: Set<number> }>();
  for (const [accountId, peer, ordinal] of keys) {
    const name = [accountId, peer].join();
    const known = asked.get(name);
    if (known) known.ordinals.add(ordinal);
    else asked.set(name, { of: [accountId, peer], ordinals: new Set([ordinal]) });
  }
  const rows = await Promise.all(
    [...asked.values()].map(async ({ of, ordinals }) => {
      const notices = tx.objectStore('notices');
      const [first, last] = [Math.min(...ordinals), Math.max(...ordinals)];
      // Far apart, there may be thousands of others between them.
      if (last - first >= 2 * ordinals.size) {
        const each = await Promise.all([...ordinals].map((ordinal) => notices.get([...of, ordinal])));
        return each.filter((row) => row !== undefined);
      }
      const between = await notices.getAll(ofConversation(of, first, last));
      return between.filter(({ ordinal }) => ordinals.has(ordinal));
    }),
  );
  return rows.flat();
}

/** The same of what has no row yet; all else of these accounts gets one, since the list is being written anyway. */
async function takeThose(tx: Write, keys: readonly NoticeKey[]): Promise<NoticeRow[]> {
  const asked = new Set(keys.map((key) => key.join()));
  const accounts = [...new Set(keys.map(([accountId]) => accountId))];
  const unfiled = (await Promise.all(accounts.map((id) => takeUnfiled(tx, id)))).flat();
  const those = unfiled.filter((row) => asked.has(keyOf(row).join()));
  for (const row of unfiled) if (!those.includes(row)) keep(tx, 'notices').put(row);
  return those;
}

/** What is up in the browser, by conversation, and the summary. */
export interface NoticesUp {
  readonly conversations: readonly ConversationKey[];
  readonly summary: boolean;
}

/**
 * Compares what is up with what is to be: what was being shown when a worker died and is up has been announced; what
 * is up and unread by nobody any more is answered, to be taken away.
 */
export function settleNotices(db: Database, up: NoticesUp): Promise<NoticesUp> {
  return write(db, stores, async (tx) => {
    const states = tx.objectStore('notices').index('state');
    const names = new Set(up.conversations.map((key) => key.join()));
    const begun = (await Promise.all(Object.keys(ends).map((state) => states.getAll(state)))).flat();
    const announced = begun.filter(({ state, accountId, peer }) =>
      ends[state] === 'summed' ? up.summary : names.has([accountId, peer].join()),
    );
    await move(tx, announced, ({ state }) => ends[state]);

    const stale: ConversationKey[] = [];
    for (const key of up.conversations) {
      const left = await Promise.all(ownStates.map((state) => hasOne(tx, state, key)));
      if (!left.includes(true)) stale.push(key);
    }
    const summed = await Promise.all(summaryStates.map((state) => states.getKey(state)));
    return { conversations: stale, summary: up.summary && summed.every((key) => key === undefined) };
  });
}

/** So many conversations come back after an update; nobody looks through more. */
const mostAgain = 20;

/** What was announced and is unread, to be shown again where the browser has dropped it: one row stands for each id. */
export function repeatNotices(db: Database): Promise<void> {
  return write(db, stores, async (tx) => {
    const states = tx.objectStore('notices').index('state');
    let cursor = await states.openCursor(IDBKeyRange.only('shown'), 'prev');
    for (let n = 0; cursor !== null && n < mostAgain; n++) {
      await cursor.update({ ...cursor.value, state: 'again' });
      // Keys ascend by conversation, so the next lower one is another conversation's.
      const [accountId, peer] = cursor.primaryKey;
      cursor = await stepBefore(cursor, [accountId, peer]);
    }
    const summed = await states.openCursor(IDBKeyRange.only('summed'), 'prev');
    await summed?.update({ ...summed.value, state: 'again-summed' });
  });
}

/** The person has wiped a notification away, a conversation's or the summary: it was seen, and never comes back. */
export function putNoticeAway(db: Database, of: ConversationKey | 'summary'): Promise<void> {
  return write(db, stores, async (tx) => {
    const notices = tx.objectStore('notices');
    const there =
      of === 'summary'
        ? (await Promise.all(summaryStates.map((state) => notices.index('state').getAll(state)))).flat()
        : await notices.getAll(ofConversation(of));
    const told: readonly string[] = of === 'summary' ? summaryStates : ownStates;
    await move(
      tx,
      there.filter(({ state }) => told.includes(state)),
      () => putAway,
    );
  });
}

/**
 * The newest message of a conversation that its notification has told of; undefined where none has. A button that is
 * pressed closes its notification, and the word of that may come first. It was up, so what a worker died over while it was
 * `showing` was told of too: an older one is taken away before a row becomes that.
 */
export async function lastShown(db: Database, [accountId, peer]: ConversationKey): Promise<number | undefined> {
  const index = db.transaction('notices').store.index('state');
  const last = [accountId, peer, Number.POSITIVE_INFINITY] as [AccountId, Peer, number];
  const newestIn = async (state: string) => {
    let cursor = await index.openKeyCursor(IDBKeyRange.only(state), 'prev');
    if (cursor !== null && indexedDB.cmp(cursor.primaryKey, last) > 0) {
      cursor = await cursor.continuePrimaryKey(state, last);
    }
    const key = cursor?.primaryKey;
    return key !== undefined && key[0] === accountId && key[1] === peer ? key[2] : 0;
  };
  const newest = Math.max(...(await Promise.all([...ownStates, putAway].map(newestIn))));
  return newest > 0 ? newest : undefined;
}

/** What was read is not announced any more; what nobody had announced by then was read in time. */
export async function forgetNotices(tx: Write, key: ConversationKey, through: number): Promise<void> {
  await fileNotices(tx, key[0]);
  const notices = tx.objectStore('notices');
  const range = ofConversation(key, Number.NEGATIVE_INFINITY, through);
  const states = notices.index('state');
  const keys = await Promise.all(undecided.map((state) => states.getAllKeys(state)));
  const read = keys.flat().filter((one) => range.includes(one)).length;
  if (read > 0) await countNotices(tx, key[0], { quiet: { read } });
  await notices.delete(range);
}

/** The notice of a message that is no more. */
export async function dropNotice(tx: Write, key: NoticeKey): Promise<void> {
  await fileNotices(tx, key[0]);
  const notices = tx.objectStore('notices');
  const row = await notices.get([...key]);
  if (row !== undefined && undecided.includes(row.state))
    await countNotices(tx, row.accountId, { quiet: { deleted: 1 } });
  await notices.delete([...key]);
}

/** The notice of a message that was here twice: what was counted of it is taken back, and it counts as the other one. */
export async function forgetCounted(tx: Write, key: NoticeKey): Promise<void> {
  await fileNotices(tx, key[0]);
  const row = await tx.objectStore('notices').get([...key]);
  await tx.objectStore('notices').delete([...key]);
  if (row !== undefined && undecided.includes(row.state)) return;
  const counts = (await tx.objectStore('sessions').get(key[0]))?.notices;
  const rule = row?.state ?? 'read';
  const isQuiet = (counts?.quiet[rule] ?? 0) > 0;
  await countNotices(tx, key[0], isQuiet ? { quiet: { [rule]: -1 } } : { notified: -1 });
}

async function move(tx: Write, rows: readonly NoticeRow[], to: (row: NoticeRow) => string | undefined): Promise<void> {
  const notices = tx.objectStore('notices');
  const counted = new Map<AccountId, NoticeCounts>();
  const written: Promise<unknown>[] = [];
  for (const row of rows) {
    const state = to(row);
    // Not one after the other: a burst has hundreds, and messages coming in wait for this transaction.
    written.push(state === undefined ? notices.delete([...keyOf(row)]) : notices.put({ ...row, state }));
    if (!undecided.includes(row.state) || (state !== undefined && undecided.includes(state))) continue;
    const announced = state === undefined || state === 'shown' || state === 'summed' || state === putAway;
    const one = announced ? { notified: 1 } : { quiet: { [state]: 1 } };
    counted.set(row.accountId, addCounts(counted.get(row.accountId), one));
  }
  await Promise.all(written);
  for (const [accountId, counts] of counted) await countNotices(tx, accountId, counts);
}

/** Asks an index that is in the order of conversations within a state: as cheap as if there were nothing else. */
async function hasOne(tx: Write, state: string, [accountId, peer]: ConversationKey): Promise<boolean> {
  let cursor = await tx.objectStore('notices').index('state').openKeyCursor(IDBKeyRange.only(state));
  const first = [accountId, peer, Number.NEGATIVE_INFINITY] as [AccountId, Peer, number];
  if (cursor !== null && indexedDB.cmp(cursor.primaryKey, first) < 0) {
    cursor = await cursor.continuePrimaryKey(state, first);
  }
  return cursor !== null && cursor.primaryKey[0] === accountId && cursor.primaryKey[1] === peer;
}

type StateCursor = NonNullable<Awaited<ReturnType<typeof openState>>>;
function openState(tx: Write) {
  return tx.objectStore('notices').index('state').openCursor();
}

async function stepBefore(cursor: StateCursor, [accountId, peer]: ConversationKey): Promise<StateCursor | null> {
  const first = [accountId, peer, Number.NEGATIVE_INFINITY] as [AccountId, Peer, number];
  return cursor.continuePrimaryKey(cursor.key, first);
}

export function keyOf({ accountId, peer, ordinal }: NoticeRow): NoticeKey {
  return [accountId, peer, ordinal];
}
