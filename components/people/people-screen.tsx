import { useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { useKeys } from '../keys';
import { Button } from '../parts/button';
import { ScreenTop } from '../parts/screen-top';
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
  /** What is looked for, which outlives a look into a chat. */
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly back: () => void;
  readonly write: (view: ConversationView) => void;
  /** For whoever has a link or a number of somebody who is on no list. */
  readonly openLink: () => void;
}

/** Contacts, strangers, a card, and looking for more: the same in popup and inbox. */
export default function PeopleScreen({
  accounts,
  accountId,
  start,
  typed,
  type,
  back,
  write,
  openLink,
}: PeopleScreenProps) {
  const { t } = useWorld().i18n;
  const [who, setWho] = useState<Who | undefined>(start);
  const [last, setLast] = useState<Who>();
  const [finding, setFinding] = useState(false);
  const account = accounts.find((view) => view.account.id === who?.accountId);
  const show = (next: Who | undefined) => {
    if (next) setLast(next);
    setWho(next);
  };
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
      <ScreenTop id="people-title" title={t(finding ? 'people_find' : 'people')} back={back}>
        <Tool icon="link" label={t('link_title')} hint="O" onClick={openLink} />
        {able.length > 0 && (
          <Button look="mini" onClick={() => setFinding(!finding)}>
            {t(finding ? 'people' : 'people_find')}
          </Button>
        )}
      </ScreenTop>
      {finding ? (
        <FindPeople accounts={able} accountId={accountId} show={show} />
      ) : (
        <PeopleList accounts={accounts} accountId={accountId} typed={typed} type={type} show={show} last={last} />
      )}
    </section>
  );
}
