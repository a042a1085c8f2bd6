import type { ComponentChildren } from 'preact';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView, Attention } from '../../lib/store/read';
import { commonStatus, StatusSelect } from '../accounts/status-select';
import { useNow } from '../now';
import { Count } from '../parts/count';
import type { IconName } from '../parts/drawings';
import { Glyph, Icon, Mark } from '../parts/glyph';
import { Tag } from '../parts/tag';
import { Tool } from '../parts/tool';
import { MutedMark } from '../quiet/muted-mark';
import { SnoozeTool } from '../quiet/snooze';
import { isAccountMuted } from '../quiet/use-mute';
import { describeTruth } from '../truth';
import { useWorld } from '../world';

interface SidebarProps {
  readonly accounts: readonly AccountView[];
  readonly attention: Attention;
  readonly chosen: AccountId | 'desk' | undefined;
  readonly choose: (id: AccountId | undefined) => void;
  readonly showsPeople: boolean;
  readonly showPeople: (shows: boolean) => void;
  /** The queue of strangers' chats. */
  readonly showDesk: () => void;
}

/** Everything, then each account with its truth. Under 900 px only tags are left, their names stand in tooltips. */
export function Sidebar(props: SidebarProps) {
  const { accounts, attention, chosen, choose, showsPeople, showPeople, showDesk } = props;
  const { i18n, open } = useWorld();
  const { t } = i18n;
  return (
    <nav class="side" aria-label={t('accounts')}>
      <div class="side-top">
        <Mark />
        <strong class="grow wide">Uinbell</strong>
        <SnoozeTool />
        <Tool icon="settings" label={t('settings')} onClick={() => open({ page: 'options', part: 'accounts' })} />
      </div>
      <SideItem
        icon="bell"
        label={t('all_conversations')}
        current={chosen === undefined && !showsPeople}
        choose={() => {
          choose(undefined);
          showPeople(false);
        }}
      >
        <Count of={attention.total} small />
      </SideItem>
      <SideItem icon="person" label={t('people')} hint=" (P)" current={showsPeople} choose={() => showPeople(true)} />
      <SideItem icon="clock" label={t('ts_title')} current={chosen === 'desk' && !showsPeople} choose={showDesk} />
      <h2 class="side-head wide">{t('accounts')}</h2>
      <ul class="side-accounts">
        {accounts.map((view) => (
          <li key={view.account.id}>
            <SideAccount view={view} chosen={view.account.id === chosen} choose={choose} />
          </li>
        ))}
      </ul>
      {accounts.length > 0 && (
        <div class="side-foot wide">
          <StatusSelect value={commonStatus(accounts.map((view) => view.account.status))} label={t('status_all')} />
        </div>
      )}
    </nav>
  );
}

interface SideItemProps {
  readonly icon: IconName;
  readonly label: string;
  /** Its key, in the tooltip. */
  readonly hint?: string;
  readonly current: boolean;
  readonly choose: () => void;
  readonly children?: ComponentChildren;
}

function SideItem({ icon, label, hint = '', current, choose, children }: SideItemProps) {
  return (
    <button
      type="button"
      class="side-all"
      aria-current={current ? 'true' : undefined}
      title={label + hint}
      onClick={choose}
    >
      <Icon name={icon} />
      <span class="grow cut wide">{label}</span>
      {children}
    </button>
  );
}

interface SideAccountProps {
  readonly view: AccountView;
  readonly chosen: boolean;
  readonly choose: (id: AccountId) => void;
}

function SideAccount({ view, chosen, choose }: SideAccountProps) {
  const { i18n, clock } = useWorld();
  const now = useNow();
  const truth = describeTruth(view, now, i18n, clock);
  const { account } = view;
  return (
    <button
      type="button"
      class={`side-account a${account.colour}`}
      aria-current={chosen ? 'true' : undefined}
      title={i18n.t('truth_named', account.name, truth.long)}
      onClick={() => choose(account.id)}
    >
      <span class="side-tag">
        <Tag account={account} size="l" />
        <Glyph name={truth.glyph} />
      </span>
      <span class="grow wide">
        <span class="strong cut block">{account.name}</span>
        <span class={`line small ${truth.tone}`}>
          <Glyph name={truth.glyph} />
          <span class="cut">{truth.brief}</span>
        </span>
      </span>
      {isAccountMuted(view, now) ? <MutedMark unread={0} /> : <Count of={view.unread} small />}
    </button>
  );
}
