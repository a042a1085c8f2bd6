import { useEffect, useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView, RequestKey } from '../../lib/store/read';
import { useLazy } from '../lazy';
import { useLive } from '../live';
import { Icon } from '../parts/glyph';
import type { Who } from '../people/who';
import { useWorld } from '../world';

const loadItem = () => import('./request-item');

/** So many stand open by themselves; more would push the messages off a popup. */
const fewEnough = 2;

interface RequestsProps {
  readonly accounts: readonly AccountView[];
  /** Only this account's. */
  readonly accountId: AccountId | undefined;
  /** One that is to be seen at once. */
  readonly asked?: RequestKey | 'all' | undefined;
  readonly showPerson: (who: Who) => void;
}

/** Who waits for a yes or a no, above the conversations. They are not in the one number: nobody wrote. */
export function Requests({ accounts, accountId, asked, showPerson }: RequestsProps) {
  const { read, i18n } = useWorld();
  const [opened, setOpened] = useState<boolean>();
  const live = useLive(read.requests, (changes) => changes.requests !== undefined || changes.contacts !== undefined, [
    read,
  ]);
  const waiting = (live.value ?? []).flatMap((view) => {
    const account = accounts.find(({ account }) => account.id === view.request.accountId);
    return account && (accountId === undefined || accountId === account.account.id) ? [{ view, account }] : [];
  });
  const RequestItem = useLazy(waiting.length > 0, loadItem);
  useEffect(() => {
    if (asked !== undefined) setOpened(true);
  }, [asked]);
  if (waiting.length === 0) return null;
  const open = opened ?? waiting.length <= fewEnough;
  return (
    <section class="requests" aria-label={i18n.t('requests')}>
      <button type="button" class="requests-top" aria-expanded={open} onClick={() => setOpened(!open)}>
        <Icon name="person" />
        <span class="grow">{i18n.plural('requests', waiting.length)}</span>
        <Icon name="down" />
      </button>
      {open && RequestItem && (
        <ul>
          {waiting.map(({ view, account }) => (
            <RequestItem
              key={`${account.account.id}/${view.request.key}`}
              view={view}
              account={account}
              showPerson={showPerson}
              asked={asked?.[0] === account.account.id && asked[1] === view.request.key}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
