import type { AccountView, Attention } from '../../lib/store/read';
import { useLive } from '../live';
import { Tag } from '../parts/tag';
import { useWorld } from '../world';

interface WhyProps {
  readonly accounts: readonly AccountView[];
  readonly attention: Attention;
}

/**
 * The sum behind the one number: what each account adds, what is left out of it, and since when one of them can no
 * longer tell. What is left out is read only while this is open: nothing else shows it.
 */
export default function Why({ accounts, attention }: WhyProps) {
  const { i18n, read } = useWorld();
  const { t } = i18n;
  const quiet = useLive(
    read.uncounted,
    ({ accounts, conversations }) => accounts !== undefined || conversations !== undefined,
    [read],
  ).value;
  const told = accounts.filter(({ account: { id } }) => attention.byAccount.has(id) || quiet?.byAccount.has(id));
  return (
    <div class="menu why-sum" id="why-sum">
      <p class="strong">
        {attention.total === 0 ? t('why_nothing') : t('why_because', i18n.plural('unread', attention.total))}
      </p>
      {told.length > 0 && (
        <ul>
          {told.map((view) => (
            <Addend
              key={view.account.id}
              view={view}
              counted={attention.byAccount.get(view.account.id) ?? 0}
              quiet={quiet?.byAccount.get(view.account.id) ?? 0}
            />
          ))}
        </ul>
      )}
      {quiet && (
        <p class="line small muted">
          <i class="dot-muted" aria-hidden="true" />
          {quiet.total === 0 ? t('why_quiet_none') : i18n.plural('why_quiet', quiet.total)}
        </p>
      )}
    </div>
  );
}

function Addend({ view, counted, quiet }: { view: AccountView; counted: number; quiet: number }) {
  const { i18n, clock, now } = useWorld();
  const { t } = i18n;
  const { account, session } = view;
  return (
    <li class="line">
      <Tag account={account} />
      <span class="grow cut">{account.name}</span>
      {session.state !== 'online' && (
        <span class="small warn">
          {session.lastOkAt === undefined ? t('truth_never') : t('why_as_of', clock.hour(session.lastOkAt, now()))}
        </span>
      )}
      {quiet > 0 && <span class="small muted">{t('why_quiet_of', quiet)}</span>}
      <b class="digits">{counted}</b>
    </li>
  );
}
