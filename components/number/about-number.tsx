import { useState } from 'preact/hooks';
import { wordKey } from '../../lib/i18n/i18n';
import type { NumberStanding } from '../../lib/messaging/site-calls';
import type { AccountId, ConversationKey, RealNumber } from '../../lib/model/ids';
import type { KnownState } from '../../lib/model/known-state';
import { joinDraft } from '../../lib/model/message';
import type { AccountView } from '../../lib/store/read';
import type { DraftText } from '../chat/use-draft';
import { useNow } from '../now';
import { Glyph, Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { type From, placeAddress } from '../place';
import { durationWords } from '../words';
import { useWorld } from '../world';
import { NumberMenu } from './number-menu';
import { PhoneDialog } from './phone-dialog';

interface AboutNumberProps {
  readonly number: RealNumber;
  readonly from: From;
  /** Undefined until the background has answered. */
  readonly standing: NumberStanding | undefined;
  readonly look: () => Promise<void>;
  readonly accounts: readonly AccountView[];
  readonly conversation: ConversationKey;
  readonly draft: DraftText;
}

/** Three lines of a height that does not change while they are looked up. */
export function AboutNumber({ number, from, standing, look, accounts, conversation, draft }: AboutNumberProps) {
  const { t } = useWorld().i18n;
  const [phone, setPhone] = useState(false);
  const stopped = standing?.how === 'off';
  return (
    <section class="about" aria-label={t('about_number', number)}>
      <p>{standing ? <StateLine standing={standing} /> : <span class="muted">{t('about_asking')}</span>}</p>
      <p class="muted">
        {standing && <ContactLine ids={standing.contactOf} accounts={accounts} own={standing.known.state === 'mine'} />}
      </p>
      <p class={stopped || standing?.hidden ? 'warn' : 'muted'}>
        {t(stopped ? 'about_stopped' : standing?.hidden ? 'about_hidden' : 'about_site', from.host)}
      </p>
      <div class="about-line">
        {standing && !standing.enterprise && (
          <WriteAs
            accounts={accounts}
            able={standing.writes}
            number={number}
            from={from}
            conversation={conversation}
            draft={draft}
          />
        )}
        <span class="about-gap" />
        <NumberMenu number={number} host={from.host} standing={standing} look={look} phone={() => setPhone(true)} />
      </div>
      {from.differs && (
        <p class="about-differs">
          <Icon name="person" />
          {t('chat_differs')}
        </p>
      )}
      {phone && <PhoneDialog number={number} close={() => setPhone(false)} />}
    </section>
  );
}

/** The state, who says so, and how long ago; or why nobody knows. */
function StateLine({ standing: { known, enterprise } }: { standing: NumberStanding }) {
  const { i18n } = useWorld();
  const { t } = i18n;
  const now = useNow();
  if (enterprise) {
    return (
      <>
        <Glyph name="unknown" /> <span class="strong">{t('about_enterprise')}</span>
        <span class="muted"> · {t('about_enterprise_why')}</span>
      </>
    );
  }
  return (
    <>
      {known.state !== 'mine' && <Glyph name={known.state} />}{' '}
      <span class="strong">{t(`presence_${known.state}`)}</span>
      <span class="muted"> · {sourceWords(known, now, t)}</span>
    </>
  );
}

function sourceWords(
  { source, at, why }: KnownState,
  now: number,
  t: ReturnType<typeof useWorld>['i18n']['t'],
): string {
  if (source === undefined) return t(wordKey('unknown', why ?? 'no-answer'));
  if (source === 'own' || at === undefined) return t(source === 'own' ? 'known_own' : 'known_undated');
  return t(`known_${source}`, durationWords(t, Math.max(now - at, 0)));
}

function ContactLine({
  ids,
  accounts,
  own,
}: {
  ids: readonly AccountId[];
  accounts: readonly AccountView[];
  own: boolean;
}) {
  const { i18n } = useWorld();
  const { t } = i18n;
  const names = accounts.filter(({ account }) => ids.includes(account.id)).map(({ account }) => account.name);
  if (own && names.length === 0) return null;
  const list = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(names);
  return <>{names.length === 0 ? t('about_no_contact') : t('about_contact', list)}</>;
}

interface WriteAsProps extends Pick<AboutNumberProps, 'accounts' | 'number' | 'from' | 'conversation' | 'draft'> {
  readonly able: readonly AccountId[];
}

/** As whom, kept for the site; what was begun goes along. Nothing to choose where there is one account. */
function WriteAs({ accounts, able, number, from, conversation, draft }: WriteAsProps) {
  const { i18n, ask, read } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [accountId, peer] = conversation;
  const others = accounts.filter(({ account }) => account.uin !== number);
  if (others.length < 2) return null;
  const choose = async (id: AccountId) => {
    failed(await ask('site.account', { host: from.host, accountId: id }));
    const key: ConversationKey = [id, peer];
    if (draft.text !== '') {
      await read.writeDraft(key, joinDraft(draft.text, (await read.draft(key)).text));
      draft.change('');
      await draft.keep();
    }
    location.hash = placeAddress({ page: 'inbox', key, from }).replace(/^[^#]*#/, '');
  };
  return (
    <label class="about-as">
      <span class="muted">{t('about_as')}</span>
      <span class="select grow">
        <select value={String(accountId)} onChange={(event) => void choose(Number(event.currentTarget.value))}>
          {others.map(({ account }) => (
            <option
              key={account.id}
              value={String(account.id)}
              disabled={!able.includes(account.id) && account.id !== accountId}
            >
              {able.includes(account.id)
                ? t('truth_dot', account.name, account.uin)
                : t('about_unable', account.name, account.uin)}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </label>
  );
}
