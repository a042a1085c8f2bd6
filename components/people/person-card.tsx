import { useEffect, useRef } from 'preact/hooks';
import { wordKey } from '../../lib/i18n/i18n';
import type { Conversation } from '../../lib/model/conversation';
import { peerOf } from '../../lib/model/ids';
import type { AccountView, ConversationView, PersonCard, PersonView } from '../../lib/store/read';
import { useLive } from '../live';
import { Button } from '../parts/button';
import { Ghosts, StoreTrouble } from '../parts/empty';
import { Face } from '../parts/face';
import { Glyph } from '../parts/glyph';
import { ScreenTop } from '../parts/screen-top';
import { Tag } from '../parts/tag';
import { useFailureToast } from '../parts/toast';
import { useActs } from '../use-acts';
import { useWorld } from '../world';
import { AddPerson } from './add-person';
import { DeedLine } from './deed-line';
import { personName } from './order-people';
import { PersonWords } from './person-words';
import { ProfileFields } from './profile-fields';
import type { Who } from './who';

interface PersonCardProps {
  readonly who: Who;
  readonly account: AccountView;
  readonly accounts: readonly AccountView[];
  readonly show: (who: Who) => void;
  readonly back: () => void;
  readonly write: (view: ConversationView) => void;
}

/** A card older than this is asked for again when it is opened. */
const staleMs = 3_600_000;

/** Everything known of one person, and what can be done about them. */
export function PersonCardScreen({ who, account, accounts, show, back, write }: PersonCardProps) {
  const { read, i18n } = useWorld();
  const { t } = i18n;
  const { accountId, number } = who;
  const live = useLive(
    () => read.person(accountId, number),
    ({ contacts, conversations, accounts: changed }) =>
      [contacts, conversations, changed].some((each) => each !== undefined),
    [read, accountId, number],
  );
  return (
    <section class="screen people" aria-labelledby="card-title">
      <ScreenTop id="card-title" title={t('person_card')} back={back} />
      {live.value ? (
        <Card card={live.value} account={account} accounts={accounts} show={show} write={write} />
      ) : live.error === undefined ? (
        <Ghosts />
      ) : (
        <StoreTrouble error={live.error} again={live.reload} />
      )}
    </section>
  );
}

interface CardProps extends Pick<PersonCardProps, 'account' | 'accounts' | 'show' | 'write'> {
  readonly card: PersonCard;
}

function Card({ card: { view, elsewhere }, account, accounts, show, write }: CardProps) {
  const { i18n, clock, now, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const acts = useActs(account);
  const { accountId, number, person, contact, presence, heardAt } = view;
  const name = personName(view);
  const tells = acts.able('profile') || (contact !== undefined && acts.able('profile-of-contacts'));
  const able = tells && account.session.state === 'online';
  const at = person?.profileAt;
  const trouble = person?.noProfile;
  const stale = at === undefined || now() - at > staleMs;
  const asked = useRef(false);
  const refresh = async () => void failed(await ask('person.profile', { accountId, number }));
  useEffect(() => {
    if (!able || !stale || asked.current) return;
    asked.current = true;
    void ask('person.profile', { accountId, number });
  }, [able, stale, ask, accountId, number]);

  return (
    <div class={`people-rows card-body a${account.account.colour}`}>
      <div class="card-head">
        <Face peer={peerOf('u', number)} name={name} presence={presence} stranger={contact === undefined} />
        <div class="grow">
          <p class="strong">
            <bdi>{name}</bdi>
          </p>
          <p class="line small muted">
            <Glyph name={presence} />
            <span>{t('truth_dot', t(`presence_${presence}`), number)}</span>
          </p>
          <p class="line small muted">
            <Tag account={account.account} />
            <span class="cut">{account.account.name}</span>
            {contact === undefined && <span class="kind">{t('stranger')}</span>}
          </p>
        </div>
      </div>
      {heardAt !== undefined && (
        <p class="small muted" title={clock.exact(heardAt)}>
          {t('heard_at', clock.hour(heardAt, now()))}
        </p>
      )}
      <div class="card-acts">
        <Button look="main" onClick={() => write(conversationWith(view, now()))}>
          {t('person_write')}
        </Button>
        {contact === undefined && acts.able('add') && <AddPerson number={number} acts={acts} />}
        {contact !== undefined && acts.able('unfriend') && !acts.wordsOf(`unfriend ${number}`) && (
          <Button look="danger" onClick={() => void acts.run({ kind: 'unfriend', number })}>
            {t('unfriend')}
          </Button>
        )}
      </div>
      <DeedLine deed={{ kind: 'unfriend', number }} acts={acts} />
      {person?.askedAt !== undefined && contact === undefined && (
        <p class="small muted">{t('person_asked', clock.exact(person.askedAt))}</p>
      )}
      {elsewhere.map((other) => {
        const its = accounts.find((each) => each.account.id === other.accountId);
        return its ? (
          <button
            key={other.accountId}
            type="button"
            class="line elsewhere"
            onClick={() => show({ accountId: other.accountId, number })}
          >
            <Tag account={its.account} />
            <span class="small">{t('person_elsewhere', its.account.name, clock.listTime(other.recent, now()))}</span>
          </button>
        ) : null;
      })}
      <PersonWords key={`${accountId}/${number}`} view={view} />
      <ProfileFields view={view} />
      {tells && trouble && (
        <p class="small warn" role="status">
          {t('profile_failed', t(trouble.why === 'unsupported' ? 'act_unsupported' : wordKey('reason', trouble.why)))}
        </p>
      )}
      {tells && (
        <p class="line small muted">
          <span class="grow">
            {at !== undefined
              ? t('profile_at', clock.exact(at))
              : !trouble && t(able ? 'profile_asking' : 'profile_offline')}
          </span>
          {able && (
            <button type="button" class="link" onClick={() => void refresh()}>
              {t('profile_refresh')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

/** A chat with somebody nobody has written to yet has no row: it gets one with its first message. */
function conversationWith({ accountId, number, contact, presence, nick }: PersonView, now: number): ConversationView {
  const conversation: Conversation = {
    accountId,
    peer: peerOf('u', number),
    recent: now,
    lastOrdinal: 0,
    readThrough: 0,
    unread: 0,
    mentions: 0,
    preview: { text: '', direction: 'out' },
    ...(nick !== undefined && { nick }),
  };
  return { conversation, contact, presence, stranger: contact === undefined };
}
