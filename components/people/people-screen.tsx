import { useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { useKeys } from '../keys';
import { Tool } from '../parts/tool';
import { useWorld } from '../world';
import { FindPeople } from './find-people';
import { PeopleList } from './people-list';
import { PersonCardScreen } from './person-card';
import type { Who } from './who';
import '../styles/people.css';

interface PeopleScreenProps {
  readonly accounts: readonly AccountView[];
  /** Only this account's, if one is chosen. */
  readonly accountId: AccountId | undefined;
  /** Somebody whose card is wanted at once. */
  readonly start?: Who | undefined;
  readonly back: () => void;
  readonly write: (view: ConversationView) => void;
}

/** Contacts, strangers, a card, and looking for more: the same in popup and inbox. */
export default function PeopleScreen({ accounts, accountId, start, back, write }: PeopleScreenProps) {
  const { t } = useWorld().i18n;
  const [who, show] = useState<Who | undefined>(start);
  const [finding, setFinding] = useState(false);
  const [typed, setTyped] = useState('');
  const account = accounts.find((view) => view.account.id === who?.accountId);
  const leave = () => (who === undefined || start !== undefined ? back() : show(undefined));
  useKeys({ Escape: leave });

  if (who !== undefined && account !== undefined) {
    return (
      <PersonCardScreen
        key={`${who.accountId}/${who.number}`}
        who={who}
        account={account}
        accounts={accounts}
        show={show}
        back={leave}
        write={write}
      />
    );
  }
  const able = accounts.filter(
    ({ session }) => session.abilities?.includes('find') || session.abilities?.includes('add'),
  );
  return (
    <section class="screen people" aria-labelledby="people-title">
      <header class="screen-top">
        <Tool icon="back" label={t('back')} hint="Esc" onClick={back} />
        <h1 id="people-title" class="grow">
          {t(finding ? 'people_find' : 'people')}
        </h1>
        {able.length > 0 && (
          <button type="button" class="btn mini" onClick={() => setFinding(!finding)}>
            {t(finding ? 'people' : 'people_find')}
          </button>
        )}
      </header>
      {finding ? (
        <FindPeople accounts={able} accountId={accountId} show={show} />
      ) : (
        <PeopleList accounts={accounts} accountId={accountId} typed={typed} type={setTyped} show={show} />
      )}
    </section>
  );
}
