import '../styles/desk.css';
import { useMemo, useState } from 'preact/hooks';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { useLive } from '../live';
import { peerName } from '../names';
import { useNow } from '../now';
import { Empty, Ghosts, StoreTrouble } from '../parts/empty';
import { Icon } from '../parts/glyph';
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
      <fieldset class="desk-tabs" aria-label={t('desk_title')}>
        {deskStates.map((one) => (
          <button key={one} type="button" class="desk-tab" aria-pressed={one === state} onClick={() => setState(one)}>
            {t(`desk_${one}`)}
            <span class="number muted">{rows.filter((view) => deskState(view) === one).length}</span>
          </button>
        ))}
      </fieldset>
      {sources.length > 1 && (
        <span class="select desk-source">
          <select
            aria-label={t('desk_by_source')}
            value={from === undefined ? '*' : `=${from}`}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setSource(value === '*' ? undefined : value.slice(1));
            }}
          >
            <option value="*">{t('desk_all_sources')}</option>
            {sources.map((one) => (
              <option key={one} value={`=${one}`}>
                {one || t('ts_no_source')}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      )}
      {live.value === undefined ? (
        <Ghosts />
      ) : shown.length === 0 ? (
        <Empty
          icon="person"
          title={t(state === 'open' ? 'desk_none_open' : 'desk_none')}
          text={t(state === 'open' ? 'desk_none_open_text' : 'desk_none_text')}
        >
          <button type="button" class="btn" onClick={() => world.open({ page: 'options', part: 'temporary' })}>
            {t('desk_make')}
          </button>
        </Empty>
      ) : (
        <ul class="desk-list">
          {shown.map((view) => (
            <DeskRow
              key={`${view.conversation.accountId}/${view.conversation.peer}`}
              view={view}
              account={accounts.find(({ account }) => account.id === view.conversation.accountId)?.account}
              state={state}
              now={now}
              chosen={chosen === `${view.conversation.accountId}/${view.conversation.peer}`}
              open={() => open(view)}
              finish={() => void finish(view, state !== 'done')}
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
