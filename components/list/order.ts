import type { EpochMs, Peer } from '../../lib/model/ids';
import type { ConversationView } from '../../lib/store/read';

/** A conversation's key as one string, for maps, element keys and ids. */
export type RowId = `${number}/${Peer}`;

export function rowId(view: ConversationView): RowId {
  return `${view.conversation.accountId}/${view.conversation.peer}`;
}

export type Rows = ReadonlyMap<RowId, ConversationView>;

/** Newest first; a tie is broken by the key, so that two reads never disagree. */
export function newestFirst(rows: Rows): RowId[] {
  return [...rows.entries()]
    .sort(([a, x], [b, y]) => y.conversation.recent - x.conversation.recent || (a < b ? -1 : 1))
    .map(([id]) => id);
}

/** The list as it was last put in order: which row, and how new it was then. */
export type Placed = ReadonlyMap<RowId, EpochMs>;

export interface Order {
  readonly ids: readonly RowId[];
  readonly placed: Placed;
  /** Rows that want to move up or come in: the pill's number. */
  readonly waiting: number;
}

/**
 * Nothing jumps (ui, principle 5): while the list is held rows keep their places and only their contents change. Rows
 * that go on below the last one are let in, since they move nothing; rows that are gone go.
 */
export function planOrder(before: Placed, rows: Rows, held: boolean): Order {
  const fresh = newestFirst(rows);
  if (!held || before.size === 0) return { ids: fresh, placed: place(fresh, rows), waiting: 0 };
  const kept = [...before.keys()].filter((id) => rows.has(id));
  const last = kept.at(-1);
  const below = last === undefined ? [] : fresh.slice(fresh.indexOf(last) + 1).filter((id) => !before.has(id));
  const ids = [...kept, ...below];
  const placed = new Map([...kept.map((id) => [id, before.get(id) ?? 0] as const), ...place(below, rows)]);
  const sameOrder = ids.length === fresh.length && ids.every((id, n) => id === fresh[n]);
  const newer = fresh.filter((id) => (rows.get(id)?.conversation.recent ?? 0) > (placed.get(id) ?? 0));
  return { ids, placed, waiting: sameOrder ? 0 : newer.length };
}

function place(ids: readonly RowId[], rows: Rows): Map<RowId, EpochMs> {
  return new Map(ids.map((id) => [id, rows.get(id)?.conversation.recent ?? 0]));
}
