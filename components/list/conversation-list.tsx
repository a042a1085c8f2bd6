import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Account } from '../../lib/model/account';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { useKeys } from '../keys';
import { useNow } from '../now';
import { useMute } from '../quiet/use-mute';
import { useWorld } from '../world';
import { ConversationRow, type RowActs, rowHeight } from './conversation-row';
import { type RowId, rowId } from './order';
import type { Conversations } from './use-conversations';
import { useLooks } from './use-looks';
import { isMuted, useRowActs } from './use-row-acts';

/** Rows drawn beyond what is seen, so that a quick scroll does not show empty paper. */
const spare = 8;

interface ConversationListProps {
  readonly list: Conversations;
  readonly accounts: readonly AccountView[];
  readonly drafts: ReadonlyMap<string, string>;
  readonly chosen: RowId | undefined;
  readonly open: (view: ConversationView, reply: boolean) => void;
  /** Told when rows must keep their places: scrolled away, a pointer or a key in the list. */
  readonly hold: (held: boolean) => void;
  /** False while another screen lies over the list: its keys are off. */
  readonly active: boolean;
}

export function ConversationList(props: ConversationListProps) {
  const { list, accounts, drafts, chosen, open, hold, active } = props;
  const { i18n, clock } = useWorld();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 560 });
  const [at, setAt] = useState<RowId>();
  const inside = useRef({ pointer: false, focus: false });
  const wantsFocus = useRef(false);
  // Muting ends by the clock; a minute's grain is enough and keeps rows from drawing every second.
  const minute = Math.floor(useNow() / 60_000) * 60_000;
  const byId = useMemo(
    () => new Map<AccountId, Account>(accounts.map(({ account }) => [account.id, account])),
    [accounts],
  );

  const tellHold = useCallback(() => {
    const scrolled = (box.current?.scrollTop ?? 0) > 0;
    hold(scrolled || inside.current.pointer || inside.current.focus);
  }, [hold]);

  const measure = useCallback(() => {
    const node = box.current;
    if (node) setView({ top: node.scrollTop, height: node.clientHeight || 560 });
    tellHold();
  }, [tellHold]);

  useLayoutEffect(() => {
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [measure]);

  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare);
  const last = Math.min(list.ids.length, Math.ceil((view.top + view.height) / rowHeight) + spare);
  const nearEnd = last >= list.ids.length - spare;
  useEffect(() => {
    if (nearEnd && list.ready) list.more();
  }, [nearEnd, list.ready, list.ids.length]);

  const seen = useMemo(
    () => list.ids.slice(first, last).flatMap((id) => list.rows.get(id) ?? []),
    [list.ids, list.rows, first, last],
  );
  useLooks(seen, accounts);

  const current = at !== undefined && list.rows.has(at) ? at : (chosen ?? list.ids[0]);
  const currentView = current === undefined ? undefined : list.rows.get(current);
  const rowActs = useRowActs();
  const muting = useMute();
  // Rows are drawn anew when their acts change; whom to ask changes with every drawing.
  const muteFor = useRef(muting.conversation);
  muteFor.current = muting.conversation;
  const acts = useMemo<RowActs>(
    () => ({
      ...rowActs,
      muteFor: (row) => muteFor.current(row),
      open: (row) => {
        setAt(rowId(row));
        open(row, false);
      },
    }),
    [rowActs, open],
  );

  const go = (step: number) => {
    const index = current === undefined ? -1 : list.ids.indexOf(current);
    const start = at === undefined && chosen === undefined ? (step > 0 ? -1 : 0) : index;
    const next = list.ids[Math.min(list.ids.length - 1, Math.max(0, start + step))];
    if (next === undefined) return;
    wantsFocus.current = true;
    setAt(next);
    reveal(box.current, list.ids.indexOf(next));
  };

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    box.current?.querySelector<HTMLElement>('.conv-open[tabindex="0"]')?.focus({ preventScroll: true });
  });

  useKeys(
    {
      J: () => go(1),
      ArrowDown: () => go(1),
      K: () => go(-1),
      ArrowUp: () => go(-1),
      Home: () => go(-list.ids.length),
      End: () => go(list.ids.length),
      R: () => currentView && open(currentView, true),
      U: () => currentView && acts.markRead(currentView),
      M: () => currentView && acts.mute(currentView),
      'Shift+M': () => currentView && acts.muteFor(currentView),
      G: () => currentView && acts.loud(currentView),
    },
    active,
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices whether a pointer or a key is in the list
    <div
      ref={box}
      class="list"
      onScroll={measure}
      onMouseEnter={() => {
        inside.current.pointer = true;
        tellHold();
      }}
      onMouseLeave={() => {
        inside.current.pointer = false;
        tellHold();
      }}
      onFocusCapture={(event) => {
        inside.current.focus = event.target instanceof Element && event.target.matches(':focus-visible');
        tellHold();
      }}
      onBlurCapture={() => {
        inside.current.focus = false;
        tellHold();
      }}
    >
      <ul aria-label={i18n.t('conversations')} style={{ height: `${list.ids.length * rowHeight}px` }}>
        {list.ids.slice(first, last).map((id, n) => {
          const row = list.rows.get(id);
          return row === undefined ? null : (
            <ConversationRow
              key={id}
              view={row}
              account={byId.get(row.conversation.accountId)}
              draft={drafts.get(id)}
              chosen={id === chosen}
              reachable={id === current}
              index={first + n}
              of={list.ids.length}
              muted={isMuted(row, minute)}
              time={clock.listTime(row.conversation.recent, minute)}
              acts={acts}
            />
          );
        })}
      </ul>
      {muting.dialog}
    </div>
  );
}

function reveal(box: HTMLElement | null, index: number): void {
  if (box === null) return;
  const top = index * rowHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
}
