import { useState } from 'preact/hooks';
import { isEnterprise } from '../../lib/model/enterprise-number';
import { type ConversationKey, peerOf, type RealNumber } from '../../lib/model/ids';
import { joinDraft } from '../../lib/model/message';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { judgeLife } from '../../lib/temporary-session/judge-life';
import type { TemporaryLink } from '../../lib/temporary-session/link';
import { useNow } from '../now';
import { Icon } from '../parts/glyph';
import { Select } from '../parts/select';
import { useWorld } from '../world';
import { AskService } from './ask-service';
import { LinkFacts } from './link-facts';

interface LinkSaysProps {
  readonly link: TemporaryLink;
  readonly address: string;
  readonly words: string;
  readonly accounts: readonly AccountView[];
  readonly open: (view: ConversationView) => void;
}

/** A link that is sound: what it says, why it opens nothing any more, or the way to whom it calls. */
export function LinkSays({ link, address, words, accounts, open }: LinkSaysProps) {
  const { i18n, clock } = useWorld();
  const { t } = i18n;
  // What the link itself does not say its service may have told.
  const [told, setTold] = useState<RealNumber>();
  const life = judgeLife(link, useNow());
  const over =
    life.state === 'expired'
      ? t('link_expired', clock.exact(life.at))
      : life.state === 'not-yet'
        ? t('link_not_yet', clock.exact(life.at))
        : undefined;
  const number = link.number ?? told;
  return (
    <>
      <LinkFacts
        link={number === undefined ? link : { ...link, number }}
        address={address}
        endless={life.state === 'endless'}
      />
      {over !== undefined ? (
        <p class="note amber" role="alert">
          <Icon name="clock" />
          {over}
        </p>
      ) : number === undefined ? (
        <AskService address={address} told={setTold} />
      ) : isEnterprise(number) ? (
        <p class="note amber">
          <Icon name="person" />
          {t('truth_dot', t('about_enterprise'), t('about_enterprise_why'))}
        </p>
      ) : (
        <ChatThrough number={number} words={words} accounts={accounts} open={open} />
      )}
    </>
  );
}

interface ChatThroughProps extends Pick<LinkSaysProps, 'words' | 'accounts' | 'open'> {
  readonly number: RealNumber;
}

/** Which of the person's accounts writes. One that is online is offered first. */
function ChatThrough({ number, words, accounts, open }: ChatThroughProps) {
  const { i18n, read } = useWorld();
  const { t } = i18n;
  const usable = accounts.filter(({ account }) => account.uin !== number);
  const first = usable.find(({ session }) => session.state === 'online') ?? usable[0];
  const [accountId, setAccountId] = useState(first?.account.id);
  const chat = async () => {
    if (accountId === undefined) return;
    const key: ConversationKey = [accountId, peerOf('u', number)];
    const begun = await read.draft(key);
    // Whoever comes back and opens the chat again has them there.
    if (!begun.text.startsWith(words)) await read.writeDraft(key, joinDraft(words, begun.text), begun.quote);
    // Nothing where the account was removed meanwhile.
    const view = await read.conversation(key);
    if (view !== undefined) open(view);
  };
  return (
    <>
      {usable.length < accounts.length && (
        <p class="small muted">{t(first === undefined ? 'link_only_own' : 'link_own')}</p>
      )}
      {words !== '' && <p class="small muted">{t('link_words', words)}</p>}
      {first && (
        <form
          class="line"
          onSubmit={(event) => {
            event.preventDefault();
            void chat();
          }}
        >
          <Select
            place="grow"
            aria-label={t('link_through')}
            value={accountId}
            options={usable.map(({ account: { id, name, uin } }) => [id, `${name} · ${uin}`])}
            choose={setAccountId}
          />
          <button type="submit" class="btn main">
            {t('link_chat')}
          </button>
        </form>
      )}
    </>
  );
}
