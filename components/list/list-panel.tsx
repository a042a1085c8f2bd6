import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AccountId, EpochMs } from '../../lib/model/ids';
import type { AccountView, ConversationView, RequestKey } from '../../lib/store/read';
import { allIsWell } from '../accounts/truth-line';
import { useLive } from '../live';
import { Empty, Ghosts, StoreTrouble } from '../parts/empty';
import type { Who } from '../people/who';
import { RefusedNote } from '../quiet/refused-note';
import { SnoozeBar } from '../quiet/snooze';
import { Requests } from '../requests/requests';
import { useWorld } from '../world';
import { ConversationList } from './conversation-list';
import { GapLines } from './gap-lines';
import type { RowId } from './order';
import { useConversations } from './use-conversations';

interface ListPanelProps {
  readonly id: string;
  readonly accounts: readonly AccountView[];
  readonly accountId: AccountId | undefined;
  readonly first: readonly ConversationView[];
  readonly chosen: RowId | undefined;
  readonly open: (view: ConversationView, reply: boolean) => void;
  readonly active: boolean;
  /** A request that is to be seen at once. */
  readonly asked?: RequestKey | 'all' | undefined;
  readonly showPerson: (who: Who) => void;
}

/** The list with its pill, and what stands in its place: ghosts, "no messages yet", a store that will not open. */
export function ListPanel(props: ListPanelProps) {
  const { accounts, accountId, first, chosen, open, active } = props;
  const { i18n, read } = useWorld();
  const [held, setHeld] = useState(false);
  const [release, setRelease] = useState(0);
  const list = useConversations(accountId, held && release === 0, first);
  const drafts = useLive(read.drafts, (changes) => changes.conversations !== undefined, [read, active]);
  const byRow = useMemo(
    () => new Map((drafts.value ?? []).map((draft) => [`${draft.accountId}/${draft.peer}`, draft.text])),
    [drafts.value],
  );
  const panel = useRef<HTMLDivElement>(null);
  const hold = useCallback((now: boolean) => setHeld(now), []);

  // One drawing with the rows free is enough: from then on they are held where they now are.
  useEffect(() => {
    if (release > 0) setRelease(0);
  }, [release]);

  const letIn = () => {
    panel.current?.querySelector('.list')?.scrollTo?.({ top: 0 });
    setRelease((n: EpochMs) => n + 1);
  };

  const empty = list.ids.length === 0;
  return (
    <div ref={panel} class="list-panel" id={props.id} role="tabpanel" aria-label={i18n.t('conversations')}>
      <SnoozeBar />
      <RefusedNote />
      <GapLines accounts={accounts} accountId={accountId} />
      <Requests accounts={accounts} accountId={accountId} asked={props.asked} showPerson={props.showPerson} />
      {list.waiting > 0 && (
        <button type="button" class="new-pill" onClick={letIn}>
          {i18n.plural('new', list.waiting)}
        </button>
      )}
      {list.error !== undefined && empty ? (
        <StoreTrouble error={list.error} again={list.again} />
      ) : empty && !list.ready ? (
        <Ghosts />
      ) : empty ? (
        <NothingYet accounts={accounts} />
      ) : (
        <ConversationList
          key={accountId ?? 'all'}
          list={list}
          accounts={accounts}
          drafts={byRow}
          chosen={chosen}
          open={open}
          hold={hold}
          active={active}
        />
      )}
    </div>
  );
}

function NothingYet({ accounts }: { accounts: readonly AccountView[] }) {
  const { i18n, now } = useWorld();
  const { t } = i18n;
  return <Empty icon="bell" title={t('empty_title')} text={t('empty_text', allIsWell(accounts, now(), i18n).spoken)} />;
}
