import type { AccountView } from '../../lib/store/read';
import { useNow } from '../now';
import { Button } from '../parts/button';
import { Count } from '../parts/count';
import { Glyph, Icon } from '../parts/glyph';
import { ScreenTop } from '../parts/screen-top';
import { Tag } from '../parts/tag';
import { Tool } from '../parts/tool';
import { useEndWords } from '../quiet/end-words';
import { MutedMark } from '../quiet/muted-mark';
import { isAccountMuted, useMute } from '../quiet/use-mute';
import { describeTruth } from '../truth';
import { UnlockBar } from '../vault/unlock-bar';
import { useWorld } from '../world';
import { commonStatus, StatusSelect } from './status-select';
import { statusWords } from './status-words';
import { actKeys, useAccountAct } from './use-account-act';
import '../styles/accounts.css';

interface AccountListProps {
  readonly views: readonly AccountView[];
  /** The passphrase is waited for. */
  readonly locked: boolean;
  readonly back: () => void;
}

/** Accounts and status: each with its truth and the one act that helps. */
export default function AccountListScreen({ views, locked, back }: AccountListProps) {
  const { i18n, open } = useWorld();
  const { t } = i18n;
  const common = commonStatus(views.map((view) => view.account.status));
  return (
    <section class="screen" aria-labelledby="accounts-title">
      <ScreenTop id="accounts-title" title={t('accounts')} back={back}>
        {views.length > 1 && <StatusSelect value={common} label={t('status_all')} />}
      </ScreenTop>
      {locked && <UnlockBar forget />}
      <ul class="account-list">
        {views.map((view) => (
          <AccountRow key={view.account.id} view={view} />
        ))}
      </ul>
      <footer class="screen-foot">
        <Button look="main big" onClick={() => open({ page: 'options', part: 'add' })}>
          <Icon name="plus" />
          {t('add_account')}
        </Button>
      </footer>
    </section>
  );
}

interface AccountRowProps {
  readonly view: AccountView;
}

function AccountRow({ view }: AccountRowProps) {
  const { i18n, clock } = useWorld();
  const { run, dialog } = useAccountAct([view]);
  const muting = useMute();
  const endWords = useEndWords();
  const { account } = view;
  const now = useNow();
  const truth = describeTruth(view, now, i18n, clock);
  const muted = isAccountMuted(view, now);
  const end = muted ? endWords(account.mutedUntil ?? 0) : '';
  const { act } = truth;
  return (
    <li class={`account-row a${account.colour}`}>
      <Tag account={account} size="xl" />
      <div class="grow">
        <div class="line">
          <span class="strong cut">{account.name}</span>
          <span class="number">{account.uin}</span>
          {muted ? <MutedMark unread={0} /> : <Count of={view.unread} small />}
        </div>
        <div class={`line small ${truth.tone}`} title={truth.long}>
          <Glyph name={truth.glyph} />
          <span class={truth.tone === 'calm' ? 'cut' : undefined}>{truth.long}</span>
        </div>
        {muted && <p class="small muted">{end === '' ? i18n.t('muted') : i18n.t('account_muted_until', end)}</p>}
        <StatusWords view={view} />
        {view.session.undecoded > 0 && <p class="small muted">{i18n.plural('undecoded', view.session.undecoded)}</p>}
      </div>
      {act ? (
        <Button look="mini" onClick={() => void run(view, act)}>
          {i18n.t(actKeys[act])}
        </Button>
      ) : (
        <StatusSelect value={account.status} view={view} label={i18n.t('status_of', account.name)} />
      )}
      <Tool
        icon={muted ? 'bell' : 'mute'}
        label={i18n.t(muted ? 'unmute_of' : 'mute_of', account.name)}
        onClick={() => muting.account(view)}
      />
      {muting.dialog}
      {dialog}
    </li>
  );
}

/** What friends see of it, where that is not simply what was chosen, and why a change takes a while. */
function StatusWords({ view: { account, session } }: { view: AccountView }) {
  const { t } = useWorld().i18n;
  const now = useNow();
  const words = statusWords(account, session, now, t);
  return words === undefined ? null : (
    <p class={session.statusHeld === undefined ? 'small muted' : 'small warn'}>{words}</p>
  );
}
