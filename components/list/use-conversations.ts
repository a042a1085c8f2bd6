import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import type { Changes } from '../../lib/store/changes';
import type { ConversationView } from '../../lib/store/read';
import { useWorld } from '../world';
import { newestFirst, type Order, type Placed, planOrder, type RowId, type Rows, rowId } from './order';

/** Rows read at a time. */
const page = 50;
/** A change that names no rows (contacts, presence) is answered by reading so many from the top again. */
const refreshed = 200;

interface Loaded {
  readonly rows: Rows;
  /** True once the oldest conversation is in. */
  readonly whole: boolean;
}

export interface Conversations extends Order {
  readonly rows: Rows;
  /** False until the first read is through. */
  readonly ready: boolean;
  readonly error: unknown;
  readonly more: () => void;
  readonly again: () => void;
}

/**
 * The list, page by page. A change costs one read per conversation that changed, however long the list is.
 *
 * @param held while true rows keep their places.
 */
export function useConversations(
  accountId: AccountId | undefined,
  held: boolean,
  first: readonly ConversationView[],
): Conversations {
  const { read, watchChanges } = useWorld();
  const [loaded, setLoaded] = useState<Loaded>();
  const [error, setError] = useState<unknown>();
  const latest = useRef({ loaded, accountId, busy: false });
  Object.assign(latest.current, { loaded, accountId });
  // What was read of an account that is not the chosen one any more comes too late for this list.
  const put = (change: (now: Loaded | undefined) => Loaded | undefined) => {
    if (latest.current.accountId === accountId) setLoaded(change);
  };

  const readTop = useCallback(
    async (limit: number) => {
      const views = await read.conversations({ limit, ...(accountId === undefined ? {} : { accountId }) });
      return { views, whole: views.length < limit };
    },
    [read, accountId],
  );

  const refresh = useCallback(async () => {
    try {
      const before = latest.current.loaded?.rows.size ?? 0;
      const limit = Math.min(Math.max(before, page), refreshed);
      const top = await readTop(limit);
      setError(undefined);
      put((now) => mergeTop(now, top.views, top.whole));
    } catch (trouble) {
      setError(trouble);
    }
  }, [readTop]);

  useEffect(() => {
    setLoaded(undefined);
    void refresh();
    return watchChanges((changes) => {
      if (changes.contacts !== undefined || changes.accounts !== undefined) return void refresh();
      void readChanged(changes, accountId, read.conversation).then((changed) => {
        if (changed.length > 0) put((now) => now && mergeChanged(now, changed));
      }, setError);
    });
  }, [refresh, watchChanges, read, accountId]);

  const more = useCallback(async () => {
    const { loaded: now, busy } = latest.current;
    if (now === undefined || now.whole || busy) return;
    latest.current.busy = true;
    try {
      const oldest = newestFirst(now.rows).at(-1);
      const before = oldest && now.rows.get(oldest)?.conversation.recent;
      if (before === undefined) return;
      const views = await read.conversations({
        limit: page,
        before,
        ...(accountId === undefined ? {} : { accountId }),
      });
      put((then) => then && { rows: withRows(then.rows, views), whole: views.length < page });
    } catch (trouble) {
      setError(trouble);
    } finally {
      latest.current.busy = false;
    }
  }, [read, accountId]);

  const rows = useMemo(() => {
    if (loaded !== undefined) return loaded.rows;
    const mine = first.filter((view) => accountId === undefined || view.conversation.accountId === accountId);
    return withRows(new Map(), mine);
  }, [loaded, first, accountId]);

  const placed = useRef<{ accountId: AccountId | undefined; placed: Placed }>({ accountId, placed: new Map() });
  if (placed.current.accountId !== accountId) placed.current = { accountId, placed: new Map() };
  const order = planOrder(placed.current.placed, rows, held && loaded !== undefined);
  placed.current.placed = order.placed;

  return { ...order, rows, ready: loaded !== undefined, error, more, again: refresh };
}

async function readChanged(
  changes: Changes,
  accountId: AccountId | undefined,
  conversation: (
    key: readonly [AccountId, ConversationView['conversation']['peer']],
  ) => Promise<ConversationView | undefined>,
): Promise<Array<readonly [RowId, ConversationView | undefined]>> {
  const keys = (changes.conversations ?? []).filter(([id]) => accountId === undefined || id === accountId);
  return Promise.all(keys.map(async (key) => [`${key[0]}/${key[1]}` as RowId, await conversation(key)] as const));
}

/** A changed row comes in where the list reaches down to it; past the last loaded row it waits for its page. */
function mergeChanged(now: Loaded, changed: ReadonlyArray<readonly [RowId, ConversationView | undefined]>): Loaded {
  const rows = new Map(now.rows);
  const oldest = Math.min(...[...rows.values()].map((view) => view.conversation.recent));
  for (const [id, view] of changed) {
    if (view === undefined) rows.delete(id);
    else if (rows.has(id) || now.whole || view.conversation.recent >= oldest) rows.set(id, view);
  }
  return { ...now, rows };
}

/** The top of the list anew: what lay within its reach and is not in it any more is gone, what lies below stays. */
function mergeTop(now: Loaded | undefined, views: readonly ConversationView[], whole: boolean): Loaded {
  if (now === undefined || whole) return { rows: withRows(new Map(), views), whole };
  const reach = views.at(-1)?.conversation.recent ?? 0;
  const below = [...now.rows].filter(([, view]) => view.conversation.recent < reach);
  return { rows: withRows(new Map(below), views), whole: now.whole };
}

function withRows(rows: Rows, views: readonly ConversationView[]): Rows {
  return new Map([...rows, ...views.map((view) => [rowId(view), view] as const)]);
}
