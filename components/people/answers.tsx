import { cleanName } from '../../lib/format/name';
import type { AccountView } from '../../lib/store/read';
import { useLive } from '../live';
import { Tag } from '../parts/tag';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import type { Who } from './who';

/** What people said to requests of ours, until each was put away. */
export function Answers({ accounts, show }: { accounts: readonly AccountView[]; show: (who: Who) => void }) {
  const { read, i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const live = useLive(read.answers, ({ contacts, requests }) => contacts !== undefined || requests !== undefined, [
    read,
  ]);
  const rows = (live.value ?? []).flatMap((person) => {
    const account = accounts.find(({ account }) => account.id === person.accountId);
    return account && person.answered ? [{ person, account, answered: person.answered }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <ul class="answers" aria-label={t('answers')}>
      {rows.map(({ person, account, answered }) => {
        const { accountId, number } = person;
        const name = cleanName(person.called ?? person.profile?.nick ?? '') || number;
        return (
          <li key={`${accountId}/${number}`} class="line">
            <Tag account={account.account} />
            <button type="button" class="grow cut" onClick={() => show({ accountId, number })}>
              {t(answered.accepted ? 'answered_yes' : 'answered_no', name)}
              {answered.text.trim() !== '' && <span class="muted"> {t('said_quoted', cleanName(answered.text))}</span>}
            </button>
            <button
              type="button"
              class="link"
              onClick={async () => void failed(await ask('person.change', { accountId, number, answered: null }))}
            >
              {t('put_aside')}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
