import '../styles/desk.css';
import '../styles/link.css';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { useKeys } from '../keys';
import { useLive } from '../live';
import { peerName } from '../names';
import { useNow } from '../now';
import { Button } from '../parts/button';
import { Empty, Ghosts, StoreTrouble } from '../parts/empty';
import { Select } from '../parts/select';
import { useFailureToast, useToasts } from '../parts/toast';
import { useWorld } from '../world';
import { DeskRow } from './desk-row';
import { type DeskState, deskState, deskStates } from './desk-state';
import { LinkField } from './link-field';

export interface DeskProps {
  readonly accounts: readonly AccountView[];
  readonly chosen: string | undefined;
  readonly open: (view: ConversationView) => void;
  /** A link that another place of Uinbell handed over. */
  readonly typed: string | undefined;
}

/** Strangers' chats of all accounts in one queue, and the field that opens a link. */
export default function Desk({ accounts, chosen, open, typed }: DeskProps) {
  const world = useWorld();
  const { t } = world.i18n;
  const [state, setState] = useState<DeskState>('open');
  const [source, setSource] = useState<string>();
  const live = useLive(
    world.read.desk,
    ({ conversations, contacts, accounts: changed }) =>
      conversations !== undefined || contacts !== undefined || changed !== undefined,
    [world],
  );
  const rows = live.value ?? [];
  const sources = useMemo(
    () => [...new Set(rows.map(({ conversation }) => conversation.temporary?.source ?? ''))].toSorted(),
    [rows],
  );
  const finish = useFinish();
  const now = useNow();
  const list = useRef<HTMLUListElement>(null);
  const step = (by: number) => {
    const each = [...(list.current?.querySelectorAll<HTMLElement>('.desk-open') ?? [])];
    const at = each.findIndex((row) => row.parentElement?.contains(document.activeElement));
    each[at < 0 ? 0 : Math.min(Math.max(at + by, 0), each.length - 1)]?.focus();
  };
  const [down, up] = [() => step(1), () => step(-1)];
  useKeys({ ArrowDown: down, J: down, ArrowUp: up, K: up });
  if (live.error !== undefined && live.value === undefined) {
    return <StoreTrouble error={live.error} again={live.reload} />;
  }
  const from = source !== undefined && sources.includes(source) ? source : undefined;
  const shown = rows.filter(
    (view) => deskState(view) === state && (from === undefined || view.conversation.temporary?.source === from),
  );
  return (
    <div class="desk" id="list">
      <LinkField accounts={accounts} open={open} typed={typed} />
      <fieldset class="desk-tabs" aria-label={t('ts_title')}>
        {deskStates.map((one) => (
          <button key={one} type="button" class="desk-tab" aria-pressed={one === state} onClick={() => setState(one)}>
            {t(`desk_${one}`)}
            <span class="number muted">{rows.filter((view) => deskState(view) === one).length}</span>
          </button>
        ))}
      </fieldset>
      {sources.length > 1 && (
        <Select
          place="desk-source"
          aria-label={t('ts_source')}
          value={from === undefined ? '*' : `=${from}`}
          options={[
            ['*', t('desk_all_sources')],
            ...sources.map((one) => [`=${one}`, one || t('ts_no_source')] as const),
          ]}
          choose={(chosen) => setSource(chosen === '*' ? undefined : chosen.slice(1))}
        />
      )}
      {live.value === undefined ? (
        <Ghosts />
      ) : shown.length === 0 ? (
        <Empty
          icon="person"
          title={t(state === 'open' ? 'desk_none_open' : 'desk_none')}
          text={t(state === 'open' ? 'desk_none_open_text' : 'desk_none_text')}
        >
          <Button onClick={() => world.open({ page: 'options', part: 'temporary' })}>{t('desk_make')}</Button>
        </Empty>
      ) : (
        <ul ref={list} class="desk-list">
          {shown.map((view) => (
            <DeskRow
              key={`${view.conversation.accountId}/${view.conversation.peer}`}
              view={view}
              account={accounts.find(({ account }) => account.id === view.conversation.accountId)?.account}
              state={state}
              now={now}
              chosen={chosen === `${view.conversation.accountId}/${view.conversation.peer}`}
              open={() => open(view)}
              finish={() => {
                // The row goes: whoever works by keyboard stands on the next one, not at the page's beginning.
                down();
                void finish(view, state !== 'done');
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Puts a chat aside, with a way back for as long as the toast stays. */
function useFinish() {
  const { ask, i18n } = useWorld();
  const { show } = useToasts();
  const failed = useFailureToast();
  const write = async ({ conversation }: ConversationView, done: boolean) => {
    const { accountId, peer } = conversation;
    return failed(await ask('desk.done', { accountId, peer: peer as `u:${string}`, done }));
  };
  return async (view: ConversationView, done: boolean) => {
    if (!(await write(view, done)) || !done) return;
    const undo = { label: i18n.t('undo'), run: () => void write(view, false) };
    show({ text: i18n.t('desk_finished', peerName(view)), undo });
  };
}
