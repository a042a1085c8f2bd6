import { useRef, useState } from 'preact/hooks';
import type { AccountView, Attention } from '../../lib/store/read';
import { useKeys } from '../keys';
import { useLazy } from '../lazy';
import { Icon, Mark } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { Tool } from '../parts/tool';
import { useLeave } from '../parts/use-leave';
import { SnoozeTool } from '../quiet/snooze';
import { useWorld } from '../world';
import { numberWords } from './number-words';

const loadWhy = () => import('./why');

interface HeaderProps {
  readonly accounts: readonly AccountView[];
  readonly attention: Attention;
  readonly showAccounts: () => void;
  readonly showPeople: () => void;
  readonly markAllRead: () => void;
  /** There is a passphrase to lock with. */
  readonly lockable: boolean;
}

/** The one number, and beside it what can be done about all of it. */
export function Header({ accounts, attention, showAccounts, showPeople, markAllRead, lockable }: HeaderProps) {
  const { i18n, ask, open } = useWorld();
  const failed = useFailureToast();
  const { t } = i18n;
  const [why, setWhy] = useState(false);
  const Why = useLazy(why, loadWhy);
  const top = useRef<HTMLElement>(null);

  const lock = async () => void failed(await ask('vault.lock', {}));
  useKeys({ Escape: () => setWhy(false) }, why);
  useLeave(top, why, () => setWhy(false));

  return (
    <header ref={top} class="top">
      <button
        type="button"
        class="mark-button"
        aria-label={t('accounts_and_status')}
        title={`${t('accounts_and_status')} (A)`}
        onClick={showAccounts}
      >
        <Mark />
      </button>
      <h1 class="grow">
        <button
          type="button"
          class="why"
          aria-expanded={why}
          aria-controls={why ? 'why-sum' : undefined}
          title={t('why_open')}
          onClick={() => setWhy(!why)}
        >
          {numberWords(accounts, attention, i18n)}
          <Icon name="down" />
        </button>
      </h1>
      {lockable && <Tool icon="lock" label={t('lock_now')} onClick={() => void lock()} />}
      {attention.total > 0 && <Tool icon="read" label={t('mark_all_read')} hint="Shift+U" onClick={markAllRead} />}
      <SnoozeTool />
      <Tool icon="person" label={t('people')} hint="P" onClick={showPeople} />
      <Tool icon="expand" label={t('open_inbox')} onClick={() => open({ page: 'inbox' })} />
      <Tool icon="settings" label={t('settings')} onClick={() => open({ page: 'options', part: 'accounts' })} />
      {why && Why && <Why accounts={accounts} attention={attention} />}
    </header>
  );
}
