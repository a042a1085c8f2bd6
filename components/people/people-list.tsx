import { useMemo, useState } from 'preact/hooks';
import { cleanName } from '../../lib/format/name';
import { isNameless } from '../../lib/model/contact';
import type { AccountId } from '../../lib/model/ids';
import { peerOf } from '../../lib/model/ids';
import type { AccountView, PersonView } from '../../lib/store/read';
import { mostNumbers, useLook } from '../list/use-looks';
import { useLive } from '../live';
import { Empty, Ghosts, StoreTrouble } from '../parts/empty';
import { Face } from '../parts/face';
import { Icon } from '../parts/glyph';
import { Tag } from '../parts/tag';
import { useWorld } from '../world';
import { Answers } from './answers';
import { personName, sortPeople } from './order-people';
import { useRowKeys } from './use-row-keys';
import type { Who } from './who';

/** Rows drawn at once; more come with a click, so that thousands of contacts cost what a screen costs. */
const someRows = 150;

interface PeopleListProps {
  readonly accounts: readonly AccountView[];
  readonly accountId: AccountId | undefined;
  readonly typed: string;
  readonly type: (typed: string) => void;
  readonly show: (who: Who) => void;
  /** Whose card was looked at last: the way back leads to their row. */
  readonly last: Who | undefined;
}

const idOf = ({ accountId, number }: Who) => `${accountId}/${number}`;

export function PeopleList({ accounts, accountId, typed, type, show, last }: PeopleListProps) {
  const { read, i18n } = useWorld();
  const { t } = i18n;
  const [rows, setRows] = useState(someRows);
  const chosen = accounts.filter(({ account }) => accountId === undefined || account.id === accountId);
  const ids = chosen.map(({ account }) => account.id);
  const live = useLive(
    () => read.people(ids),
    ({ contacts, accounts: changed, conversations }) =>
      [contacts, changed, conversations].some((each) => each !== undefined),
    [read, ids.join()],
  );
  const sorted = useMemo(() => sortPeople(live.value ?? [], typed), [live.value, typed]);
  useLookAt(sorted.contacts);

  const found = sorted.contacts.length + sorted.strangers.length;
  const left = Math.max(0, sorted.contacts.length - rows);
  const drawn = [...sorted.contacts.slice(0, rows), ...sorted.strangers.slice(0, someRows)].map(idOf);
  const { box, search, at, setAt, onSearchKey } = useRowKeys(last && idOf(last), live.value !== undefined);
  const reachable = at !== undefined && drawn.includes(at) ? at : drawn[0];
  const row = (view: PersonView) => (
    <PersonRow
      key={idOf(view)}
      view={view}
      reachable={idOf(view) === reachable}
      reached={() => setAt(idOf(view))}
      account={accounts.find(({ account }) => account.id === view.accountId)}
      open={() => show({ accountId: view.accountId, number: view.number })}
    />
  );
  return (
    <>
      <search class="people-search">
        <input
          ref={search}
          type="search"
          class="input"
          value={typed}
          placeholder={t('people_search')}
          aria-label={t('people_search')}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onSearchKey}
        />
      </search>
      <Answers accounts={chosen} show={show} />
      <div ref={box} class="people-rows">
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

/**
 * Asks what contacts are called and whether they are there, where a server tells that only on asking. Those without a
 * name come first, wherever they stand: nobody finds them by it.
 */
function useLookAt(views: readonly PersonView[]): void {
  const [nameless, named] = [true, false].map((wanted) =>
    views.filter(({ contact }) => isNameless(contact) === wanted),
  );
  const byAccount = new Map<AccountId, string[]>();
  for (const { accountId, number } of [...(nameless ?? []), ...(named ?? [])].slice(0, mostNumbers)) {
    byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), number]);
  }
  useLook([...byAccount].map(([accountId, numbers]) => ({ accountId, numbers })));
}

interface PersonRowProps {
  readonly view: PersonView;
  readonly account: AccountView | undefined;
  /** The one row that the tab key reaches. */
  readonly reachable: boolean;
  readonly reached: () => void;
  readonly open: () => void;
}

function PersonRow({ view, account, reachable, reached, open }: PersonRowProps) {
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
      <button type="button" class="conv-open" tabIndex={reachable ? 0 : -1} onFocus={reached} onClick={open}>
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
