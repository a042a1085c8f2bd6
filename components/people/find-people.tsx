import { useState } from 'preact/hooks';
import { cleanName } from '../../lib/format/name';
import { type AccountId, peerOf } from '../../lib/model/ids';
import { type PeopleQuery, type Search, type Sex, sexes } from '../../lib/model/profile';
import type { AccountView } from '../../lib/store/read';
import { Face } from '../parts/face';
import { Select } from '../parts/select';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import type { Who } from './who';

interface FindPeopleProps {
  readonly accounts: readonly AccountView[];
  readonly accountId: AccountId | undefined;
  readonly show: (who: Who) => void;
}

/** By number, which leads to a card, or by what people tell of themselves, where a server has such a search. */
export function FindPeople({ accounts, accountId, show }: FindPeopleProps) {
  const { t } = useWorld().i18n;
  const [chosen, choose] = useState(accountId);
  const account = accounts.find((view) => view.account.id === chosen) ?? accounts[0];
  const [number, setNumber] = useState('');
  const digits = number.normalize('NFKC').trim();
  const sound = /^[1-9]\d{4,19}$/.test(digits);
  if (account === undefined) return null;
  const id = account.account.id;
  return (
    <div class="people-rows find">
      {accounts.length > 1 && (
        <div class="find-line">
          <label class="grow">
            <span>{t('find_as')}</span>
            <Select value={id} options={accounts.map(({ account: { id, name } }) => [id, name])} choose={choose} />
          </label>
        </div>
      )}
      <form
        class="find-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (sound) show({ accountId: id, number: digits });
        }}
      >
        <label class="grow">
          <span>{t('find_number')}</span>
          <input
            class="input"
            inputMode="numeric"
            value={number}
            aria-invalid={digits !== '' && !/^\d*$/.test(digits)}
            onInput={(event) => setNumber(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn" disabled={!sound}>
          {t('find_look')}
        </button>
      </form>
      {account.session.abilities?.includes('find') && <FindByTraits account={account} show={show} />}
    </div>
  );
}

function FindByTraits({ account, show }: { account: AccountView; show: (who: Who) => void }) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [age, setAge] = useState('');
  const [sex, setSex] = useState<Sex>();
  const [province, setProvince] = useState('');
  const years = Number(age.normalize('NFKC').trim());
  const query: PeopleQuery = {
    ...(age.trim() !== '' && { age: years }),
    ...(sex !== undefined && { sex }),
    ...(province.trim() !== '' && { province: province.trim() }),
  };
  const soundAge = age.trim() === '' || (Number.isInteger(years) && years > 0 && years <= 150);
  const { search } = account.session;
  const accountId = account.account.id;
  return (
    <>
      <form
        class="find-traits"
        onSubmit={async (event) => {
          event.preventDefault();
          if (soundAge) failed(await ask('person.find', { accountId, query }));
        }}
      >
        <label>
          <span>{t('profile_age')}</span>
          <input
            class="input"
            inputMode="numeric"
            maxLength={3}
            value={age}
            aria-invalid={!soundAge}
            onInput={(event) => setAge(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>{t('profile_sex')}</span>
          <Select
            value={sex ?? ''}
            options={[['', t('find_any')], ...sexes.map((each) => [each, t(`sex_${each}`)] as const)]}
            choose={(chosen) => setSex(chosen || undefined)}
          />
        </label>
        <label>
          <span>{t('profile_province')}</span>
          <input
            class="input"
            maxLength={20}
            value={province}
            onInput={(event) => setProvince(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn main" disabled={!soundAge || account.session.state !== 'online'}>
          {t('find_go')}
        </button>
      </form>
      {account.session.state !== 'online' && <p class="small muted pad">{t('find_offline', account.account.name)}</p>}
      {search && (
        <Found
          search={search}
          show={(number) => show({ accountId, number })}
          more={(after) => void ask('person.find', { accountId, query: search.query, after }).then(failed)}
        />
      )}
    </>
  );
}

interface FoundProps {
  readonly search: Search;
  readonly show: (number: string) => void;
  readonly more: (after: string) => void;
}

function Found({ search, show, more }: FoundProps) {
  const { i18n } = useWorld();
  const { t } = i18n;
  const { people, state, after, why } = search;
  const words =
    state === 'asking'
      ? t('find_asking')
      : state === 'failed'
        ? t('find_failed')
        : people.length === 0
          ? t('find_nobody')
          : i18n.plural('find_found', people.length);
  return (
    <>
      <p class={`small pad ${state === 'failed' ? 'warn' : 'muted'}`} role="status">
        {words}
        {state === 'done' && why !== undefined && <span class="block">{t('find_partly', why)}</span>}
      </p>
      <ul aria-label={t('people_find')}>
        {people.map(({ number, nick, presence }) => {
          const name = cleanName(nick ?? '') || number;
          return (
            <li key={number} class="conv person">
              <button type="button" class="conv-open" onClick={() => show(number)}>
                <Face peer={peerOf('u', number)} name={name} presence={presence} stranger={false} />
                <span class="grow">
                  <span class="line">
                    <bdi class="name cut">{name}</bdi>
                  </span>
                  <span class="line second">
                    <span class="cut">{t('truth_dot', t(`presence_${presence}`), number)}</span>
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {after !== undefined && state === 'done' && (
        <button type="button" class="link more-rows" onClick={() => more(after)}>
          {t('find_more')}
        </button>
      )}
    </>
  );
}
