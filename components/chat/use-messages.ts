import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import type { ConversationKey } from '../../lib/model/ids';
import type { Message } from '../../lib/model/message';
import type { Changes } from '../../lib/store/changes';
import type { GapRow, OutboxRow } from '../../lib/store/schema';
import { useLive } from '../live';
import { useWorld } from '../world';

/** Messages read at a time. */
const page = 50;

export interface Messages {
  /** In the order they were stored; empty until read. */
  readonly rows: readonly Message[];
  readonly ready: boolean;
  readonly error: unknown;
  /** True where the oldest message is among them. */
  readonly whole: boolean;
  readonly gaps: readonly GapRow[];
  /** Replies that have not left, by the remoteKey of their message. */
  readonly outbox: ReadonlyMap<string, OutboxRow>;
  /** Messages that others answer, by their remoteKey; those that are not in this conversation are absent. */
  readonly quoted: ReadonlyMap<string, Message>;
  readonly older: () => void;
  /** Reaches back as far as that message. */
  readonly reach: (ordinal: number) => void;
  readonly again: () => void;
}

/** A conversation's newest messages, kept up to date; `older` reaches one page further back. */
export function useMessages([accountId, peer]: ConversationKey, answering?: string): Messages {
  const { read } = useWorld();
  // How far back the screen reaches: a message that comes in below must not push the oldest one off the top.
  const reach = useRef({ count: 0, oldest: 0, deeper: true });

  const live = useLive(
    async () => {
      const { count, oldest, deeper } = reach.current;
      const all = await read.messages([accountId, peer], count + page);
      const rows = deeper ? all : all.filter((row) => row.ordinal >= oldest);
      const from = rows[0]?.at ?? 0;
      const quoted = await readQuoted(rows, answering, (key) => read.byRemoteKey(accountId, key));
      const [gaps, outbox] = await Promise.all([
        read.gaps(accountId, { from, to: Number.MAX_SAFE_INTEGER }),
        read.outboxOf([accountId, peer]),
      ]);
      reach.current = { count: rows.length, oldest: rows[0]?.ordinal ?? 0, deeper: false };
      return { rows, gaps, outbox, quoted, whole: all.length < count + page && rows.length === all.length };
    },
    ({ accounts, conversations }: Changes) =>
      accounts?.includes(accountId) === true ||
      conversations?.some(([id, other]) => id === accountId && other === peer) === true,
    [read, accountId, peer],
  );
  const { reload: again } = live;
  useEffect(() => again(), [again, answering]);

  const { value, error, reload } = live;
  const older = useCallback(() => {
    if (value === undefined || value.whole || reach.current.deeper) return;
    reach.current.deeper = true;
    reload();
  }, [value, reload]);

  return useMemo(
    () => ({
      rows: value?.rows ?? [],
      ready: value !== undefined,
      error,
      whole: value?.whole ?? false,
      gaps: value?.gaps ?? [],
      outbox: new Map((value?.outbox ?? []).map((row) => [`o${row.id}`, row])),
      quoted: value?.quoted ?? new Map(),
      older,
      reach: (ordinal) => {
        const newest = value?.rows.at(-1)?.ordinal ?? 0;
        reach.current = { ...reach.current, count: newest - ordinal, deeper: true };
        reload();
      },
      again: reload,
    }),
    [value, error, older, reload],
  );
}

/** What the messages answer: most of it stands among them. */
async function readQuoted(
  rows: readonly Message[],
  answering: string | undefined,
  read: (remoteKey: string) => Promise<Message | undefined>,
): Promise<Map<string, Message>> {
  const here = new Map(rows.map((row) => [row.remoteKey, row]));
  const keys = rows.flatMap(({ parts = [] }) => parts.flatMap((part) => (part.kind === 'quote' ? [part.key] : [])));
  const wanted = [...new Set(answering === undefined ? keys : [...keys, answering])];
  const found = await Promise.all(wanted.map(async (key) => here.get(key) ?? (await read(key))));
  const peer = rows[0]?.peer;
  return new Map(
    found.flatMap((row) => (row !== undefined && row.peer === peer ? [[row.remoteKey, row] as const] : [])),
  );
}
