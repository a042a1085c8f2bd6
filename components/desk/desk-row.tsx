import type { Account } from '../../lib/model/account';
import type { ConversationView } from '../../lib/store/read';
import { Preview } from '../list/preview';
import { peerName } from '../names';
import { Button } from '../parts/button';
import { Count } from '../parts/count';
import { Face } from '../parts/face';
import { Tag } from '../parts/tag';
import { durationWords } from '../words';
import { useWorld } from '../world';
import type { DeskState } from './desk-state';

interface DeskRowProps {
  readonly view: ConversationView;
  readonly account: Account | undefined;
  readonly state: DeskState;
  readonly now: number;
  readonly chosen: boolean;
  readonly open: () => void;
  readonly finish: () => void;
}

/** Who, from where, through which account, and how long they have waited or waited then. */
export function DeskRow({ view, account, state, now, chosen, open, finish }: DeskRowProps) {
  const { t } = useWorld().i18n;
  const { conversation } = view;
  const { temporary, waiting } = conversation;
  const name = peerName(view);
  const time = (ms: number) => durationWords(t, ms);
  const answered = temporary?.answeredAt === undefined ? undefined : temporary.answeredAt - temporary.since;
  return (
    <li class={`desk-row a${account?.colour ?? 4}${chosen ? ' on' : ''}`}>
      <button type="button" class="desk-open" aria-current={chosen ? 'true' : undefined} onClick={open}>
        <Face peer={conversation.peer} name={name} presence={view.presence} stranger />
        <span class="grow">
          <span class="line">
            <bdi class="name cut grow">{name}</bdi>
            <Count of={conversation.unread} small />
          </span>
          <span class="line second">
            {account && <Tag account={account} />}
            {account && <span class="hidden">{account.name}</span>}
            <Preview view={view} draft={undefined} />
          </span>
          <span class="line small muted">
            <bdi class="cut grow">{temporary?.source || t('ts_no_source')}</bdi>
            {state === 'open' && waiting !== undefined && (
              <span class="desk-wait">{t('desk_waits', time(now - waiting))}</span>
            )}
            {state !== 'open' && answered !== undefined && <span>{t('desk_first', time(answered))}</span>}
          </span>
        </span>
      </button>
      <Button look="mini" aria-label={state === 'done' ? undefined : t('desk_finish_of', name)} onClick={finish}>
        {t(state === 'done' ? 'desk_again' : 'desk_finish')}
      </Button>
    </li>
  );
}
