import type { AccountView, Attention } from '../../lib/store/read';
import { Tag } from '../parts/tag';
import { useWorld } from '../world';

interface WhyProps {
  readonly accounts: readonly AccountView[];
  readonly attention: Attention;
}

/** The sum behind the one number: what each account adds, and since when one of them can no longer tell. */
export function Why({ accounts, attention }: WhyProps) {
  const { i18n, clock, now } = useWorld();
  const { t } = i18n;
  const adding = accounts.filter(({ account }) => (attention.byAccount.get(account.id) ?? 0) > 0);
  return (
    <div class="menu why-sum" id="why-sum">
      <p class="strong">
        {attention.total === 0 ? t('why_nothing') : t('why_because', i18n.plural('unread', attention.total))}
      </p>
      {adding.length > 0 && (
        <ul>
          {adding.map(({ account, session }) => (
            <li key={account.id} class="line">
              <Tag account={account} />
              <span class="grow cut">{account.name}</span>
              {session.state !== 'online' && (
                <span class="small warn">
                  {session.lastOkAt === undefined
                    ? t('truth_never')
                    : t('why_as_of', clock.hour(session.lastOkAt, now()))}
                </span>
              )}
              <b class="digits">{attention.byAccount.get(account.id)}</b>
            </li>
          ))}
        </ul>
      )}
      <p class="line small muted">
        <i class="dot-muted" aria-hidden="true" />
        {t('why_muted')}
      </p>
    </div>
  );
}
