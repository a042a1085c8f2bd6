import { useEffect, useState } from 'preact/hooks';
import { type ConversationKey, peerOf } from '../../lib/model/ids';
import { joinDraft } from '../../lib/model/message';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { judgeLife } from '../../lib/temporary-session/judge-life';
import type { TemporaryLink } from '../../lib/temporary-session/link';
import type { ParsedLink } from '../../lib/temporary-session/parse-link';
import { readTyped } from '../../lib/temporary-session/read-typed';
import { useNow } from '../now';
import { Glyph, Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { LinkFacts } from './link-facts';

interface LinkFieldProps {
  readonly accounts: readonly AccountView[];
  readonly open: (view: ConversationView) => void;
  readonly typed: string | undefined;
}

/** A link or a number, what it says, and a chat with whom it calls through the account that the person picks. */
export function LinkField({ accounts, open, typed }: LinkFieldProps) {
  const { i18n, linkService } = useWorld();
  const { t } = i18n;
  const [text, setText] = useState(typed ?? '');
  const [shown, setShown] = useState(typed);
  const [service, setService] = useState<string>();
  useEffect(() => void linkService().then(setService), [linkService]);
  useEffect(() => {
    if (typed === undefined) return;
    setText(typed);
    setShown(typed);
  }, [typed]);
  return (
    <>
      <form
        class="line link-form"
        onSubmit={(event) => {
          event.preventDefault();
          setShown(text);
        }}
      >
        <input
          class="input"
          aria-label={t('link_field')}
          placeholder={t('link_field')}
          value={text}
          spellcheck={false}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setShown(undefined);
          }}
        />
        <button type="submit" class="btn">
          {t('link_go')}
        </button>
      </form>
      {shown !== undefined && (
        <LinkRead key={`${shown} ${service}`} text={shown} service={service} accounts={accounts} open={open} />
      )}
    </>
  );
}

interface LinkReadProps {
  readonly text: string;
  readonly service: string | undefined;
  readonly accounts: readonly AccountView[];
  readonly open: (view: ConversationView) => void;
}

function LinkRead({ text, service, accounts, open }: LinkReadProps) {
  const { i18n } = useWorld();
  const { parsed, words } = readTyped(text, service);
  return (
    <section class="link-read" aria-label={i18n.t('link_says')}>
      {parsed.ok ? (
        <LinkSays link={parsed.link} address={text} words={words} accounts={accounts} open={open} />
      ) : (
        <Refused fault={parsed.fault} />
      )}
    </section>
  );
}

function Refused({ fault }: { fault: Extract<ParsedLink, { ok: false }>['fault'] }) {
  const { t } = useWorld().i18n;
  const { why, field = '' } = fault;
  const words = {
    empty: t('fault_empty'),
    'too-long': t('fault_too_long'),
    'no-address': t('fault_no_address'),
    'other-scheme': t('fault_other_scheme'),
    'other-place': t('fault_other_place'),
    missing: t('fault_missing', field),
    'ill-formed': t('fault_ill_formed', field),
    'said-twice': t('fault_said_twice', field),
    'life-too-long': t('fault_life_too_long'),
  }[why];
  return (
    <p class="note amber" role="alert">
      <Glyph name="refused" />
      {words}
    </p>
  );
}

interface LinkSaysProps {
  readonly link: TemporaryLink;
  readonly address: string;
  readonly words: string;
  readonly accounts: readonly AccountView[];
  readonly open: (view: ConversationView) => void;
}

function LinkSays({ link, address, words, accounts, open }: LinkSaysProps) {
  const { i18n, clock, read } = useWorld();
  const { t } = i18n;
  const usable = accounts.filter(({ account }) => account.uin !== link.number);
  const [accountId, setAccountId] = useState(usable[0]?.account.id);
  const life = judgeLife(link, useNow());
  const over =
    life.state === 'expired'
      ? t('link_expired', clock.exact(life.at))
      : life.state === 'not-yet'
        ? t('link_not_yet', clock.exact(life.at))
        : undefined;
  const { number } = link;
  const isOwn = accounts.some(({ account }) => account.uin === number);
  const chat = async () => {
    if (number === undefined || accountId === undefined) return;
    const key: ConversationKey = [accountId, peerOf('u', number)];
    if (words !== '') await read.writeDraft(key, joinDraft(words, await read.draft(key)));
    // Nothing where the account was removed meanwhile.
    const view = await read.conversation(key);
    if (view !== undefined) open(view);
  };
  return (
    <>
      <LinkFacts link={link} endless={life.state === 'endless'} />
      {isOwn && <p class="small muted">{t('link_own')}</p>}
      {over !== undefined ? (
        <p class="note amber" role="alert">
          <Icon name="clock" />
          {over}
        </p>
      ) : number === undefined ? (
        <>
          <p class="note">
            <Icon name="person" />
            {t('link_no_number')}
          </p>
          <a class="btn" target="_blank" rel="noopener noreferrer" href={webAddress(address)}>
            {t('link_browser')}
          </a>
        </>
      ) : (
        <div class="line">
          <span class="select grow">
            <select
              aria-label={t('link_through')}
              value={accountId}
              onChange={(event) => setAccountId(Number(event.currentTarget.value))}
            >
              {usable.map(({ account }) => (
                <option key={account.id} value={account.id}>
                  {account.name} · {account.uin}
                </option>
              ))}
            </select>
            <Icon name="down" />
          </span>
          <button type="button" class="btn main" disabled={accountId === undefined} onClick={() => void chat()}>
            {t('link_chat')}
          </button>
        </div>
      )}
    </>
  );
}

/** It was read as a link of http or https: anything else never comes here with no number in it. */
function webAddress(text: string): string {
  const address = text.trim();
  return /^https?:\/\//i.test(address) ? address : `https://${address.replace(/^\/\//, '')}`;
}
