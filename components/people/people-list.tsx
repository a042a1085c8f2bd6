import { useEffect, useMemo, useState } from 'preact/hooks';
import { cleanName } from '../../lib/format/name';
import type { AccountId } from '../../lib/model/ids';
import { peerOf } from '../../lib/model/ids';
import type { AccountView, PersonView } from '../../lib/store/read';
import { useLive } from '../live';
import { Empty, Ghosts, StoreTrouble } from '../parts/empty';
import { Face } from '../parts/face';
import { Icon } from '../parts/glyph';
import { Tag } from '../parts/tag';
import { useWorld } from '../world';
import { Answers } from './answers';
import { personName, sortPeople } from './order-people';
import type { Who } from './who';

/** Rows drawn at once; more come with a click, so that thousands of contacts cost what a screen costs. */
const someRows = 150;
/** As many as one call carries. */
const mostNumbers = 64;

interface PeopleListProps {
  readonly accounts: readonly AccountView[];
  readonly accountId: AccountId | undefined;
  readonly typed: string;
  readonly type: (typed: string) => void;
  readonly show: (who: Who) => void;
}

export function PeopleList({ accounts, accountId, typed, type, show }: PeopleListProps) {
  const { read, i18n } = useWorld();
  const { t } = i18n;
  const [rows, setRows] = useState(someRows);
  const ids = accounts.map(({ account }) => account.id).filter((id) => accountId === undefined || id === accountId);
  const live = useLive(
    () => read.people(ids),
    ({ contacts, accounts: changed, conversations }) =>
      [contacts, changed, conversations].some((each) => each !== undefined),
    [read, ids.join()],
  );
  const sorted = useMemo(() => sortPeople(live.value ?? [], typed), [live.value, typed]);
  useLookAt(sorted.contacts.slice(0, mostNumbers));

  const found = sorted.contacts.length + sorted.strangers.length;
  const left = Math.max(0, sorted.contacts.length - rows);
  const row = (view: PersonView) => (
    <PersonRow
      key={`${view.accountId}/${view.number}`}
      view={view}
      account={accounts.find(({ account }) => account.id === view.accountId)}
      open={() => show({ accountId: view.accountId, number: view.number })}
    />
  );
  return (
    <>
      <search class="people-search">
        <input
          type="search"
          class="input"
          value={typed}
          placeholder={t('people_search')}
          aria-label={t('people_search')}
          onInput={(event) => type(event.currentTarget.value)}
        />
      </search>
      <Answers accounts={accounts} show={show} />
      <div class="people-rows">
        {live.value === undefined ? (
          live.error === undefined ? (
            <Ghosts />
          ) : (
            <StoreTrouble error={live.error} again={live.reload} />
          )
        ) : found === 0 ? (
          <Empty
            icon="person"
            title={t(typed.trim() === '' ? 'people_none' : 'people_none_fit')}
            text={t(typed.trim() === '' ? 'people_none_text' : 'people_none_fit_text')}
          />
        ) : (
          <>
            <ul aria-label={t('people')}>{sorted.contacts.slice(0, rows).map(row)}</ul>
            {left > 0 && (
              <button type="button" class="link more-rows" onClick={() => setRows(rows + someRows)}>
                {i18n.plural('people_more', left)}
              </button>
            )}
            {sorted.strangers.length > 0 && (
              <>
                <h2 class="people-head">{t('people_strangers')}</h2>
                <ul aria-label={t('people_strangers')}>{sorted.strangers.slice(0, someRows).map(row)}</ul>
              </>
            )}
          </>
        )}
      </div>
    </>
  );
}

/** Asks what people in sight are called and whether they are there, where a server tells that only on asking. */
function useLookAt(views: readonly PersonView[]): void {
  const { ask } = useWorld();
  const byAccount = new Map<AccountId, string[]>();
  for (const { accountId, number } of views) byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), number]);
  const names = JSON.stringify([...byAccount]);
  useEffect(() => {
    const rest = setTimeout(() => {
      for (const [accountId, numbers] of JSON.parse(names) as [AccountId, string[]][])
        void ask('look', { accountId, numbers });
    }, 600);
    return () => clearTimeout(rest);
  }, [ask, names]);
}

function PersonRow({ view, account, open }: { view: PersonView; account: AccountView | undefined; open: () => void }) {
  const { i18n, clock, now } = useWorld();
  const { t } = i18n;
  const { contact, person, number, heardAt } = view;
  const name = personName(view);
  const nick = cleanName(contact?.nick ?? '');
  const second = [t(`presence_${view.presence}`), nick !== name && nick, name !== number && number, person?.note]
    .filter((word) => typeof word === 'string' && word !== '')
    .join(' · ');
  return (
    <li class={`conv person a${account?.account.colour ?? 4}`}>
      <button type="button" class="conv-open" onClick={open}>
        <Face peer={peerOf('u', number)} name={name} presence={view.presence} stranger={contact === undefined} />
        <span class="grow">
          <span class="line">
            <bdi class="name cut">{name}</bdi>
            {person?.tell && <Icon name="bell" />}
            {heardAt !== undefined && (
              <time title={t('heard_at', clock.exact(heardAt))}>{clock.listTime(heardAt, now())}</time>
            )}
          </span>
          <span class="line second">
            {account && <Tag account={account.account} />}
            {account && <span class="hidden">{account.account.name}</span>}
            <span class="cut">{second}</span>
          </span>
        </span>
      </button>
    </li>
  );
}
