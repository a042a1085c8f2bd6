import { useState } from 'preact/hooks';
import { wordKey } from '../../lib/i18n/i18n';
import type { Account } from '../../lib/model/account';
import { encodeHtml } from '../../lib/temporary-session/encode-html';
import { encodeLink, placesOfRecord } from '../../lib/temporary-session/encode-link';
import { type LinkKind, linkKinds, longestSource, type TemporaryLink } from '../../lib/temporary-session/link';
import { placesAt } from '../../lib/temporary-session/places';
import { Field } from '../options/field';
import { useWorld } from '../world';
import { EnterpriseForm } from './enterprise-form';
import { CodeOutput, QrOutput } from './output';
import { Picker } from './picker';
import { SignedForm, type Signing } from './signed-form';

/** What is typed so far; each kind looks at its part of it. */
export interface Draft {
  readonly source: string;
  readonly autoid: string;
  readonly hours: string;
  readonly key: string;
  readonly text: string;
}

const isSource = (text: string) => text.length <= longestSource;
const isWord = (text: string) => text === '' || /^[\w.:-]{1,64}$/.test(text);
const isKey = (text: string) => /^[0-9a-z_-]{16,256}$/i.test(text);
const hoursOf = (text: string) => (/^([1-9]|1\d|2[0-4])$/.test(text) ? Number(text) : undefined);

/** Every kind of link for one account, as link, HTML and picture. */
export function LinkMaker({ account, service }: { account: Account; service: string | undefined }) {
  const { t } = useWorld().i18n;
  const [kind, setKind] = useState<LinkKind>('web');
  const [draft, setDraft] = useState<Draft>({ source: '', autoid: '', hours: '', key: '', text: t('ts_text_default') });
  const [asksCode, setAsksCode] = useState(false);
  const [signing, setSigning] = useState<Signing>();
  const [session, setSession] = useState<string>();
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    // What was signed said something else.
    setSigning(undefined);
  };
  const places = service === undefined ? placesOfRecord : placesAt(service);
  const plain = planLink(kind, account.uin, draft);
  const link =
    plain === undefined
      ? undefined
      : kind === 'signed'
        ? signing && { ...plain, ...signing.link, ...(signing.asksCode && { asksCode: true as const }) }
        : kind === 'enterprise'
          ? session === undefined
            ? undefined
            : { kind, session, ...(draft.source && { source: draft.source }) }
          : plain;
  const has = (part: 'source' | 'autoid' | 'hours') => parts[kind].includes(part);
  return (
    <section id="ts-link" aria-labelledby="ts-link-title">
      <header>
        <h1 id="ts-link-title">{t('ts_link')}</h1>
      </header>
      <div class="card form">
        <Picker
          label={t('ts_kind')}
          value={kind}
          options={linkKinds.map((one) => [one, t(wordKey('ts_kind', one))] as const)}
          choose={(one) => {
            setKind(one);
            setSigning(undefined);
          }}
          note={t(wordKey('ts_kind_note', kind))}
        />
        <div class="two">
          {has('source') && (
            <Field
              label={t('ts_source')}
              value={draft.source}
              onInput={(source) => change({ source })}
              note={t('ts_source_note')}
              trouble={isSource(draft.source) ? undefined : t('ts_source_long')}
              input={{ placeholder: 'shop.example.cn' }}
            />
          )}
          {has('hours') && (
            <Field
              label={t('ts_life')}
              value={draft.hours}
              onInput={(hours) => change({ hours })}
              note={t(kind === 'web' ? 'ts_life_note_web' : 'ts_life_note')}
              trouble={draft.hours === '' || hoursOf(draft.hours) !== undefined ? undefined : t('ts_life_bad')}
              input={{ inputMode: 'numeric', placeholder: '24' }}
            />
          )}
          {has('autoid') && (
            <Field
              label={t('ts_autoid')}
              value={draft.autoid}
              onInput={(autoid) => change({ autoid })}
              note={t('ts_autoid_note')}
              trouble={isWord(draft.autoid) ? undefined : t('ts_word_bad')}
            />
          )}
          <Field label={t('ts_text')} value={draft.text} onInput={(text) => change({ text })} />
        </div>
        {kind === 'keyed' && (
          <Field
            label="sigkey"
            value={draft.key}
            onInput={(key) => change({ key: key.trim() })}
            note={t('ts_key_note')}
            trouble={draft.key === '' || isKey(draft.key) ? undefined : t('ts_key_bad')}
            input={{ spellcheck: false }}
          />
        )}
        {kind === 'signed' && (
          <SignedForm
            accountId={account.id}
            link={plain}
            asksCode={asksCode}
            onAsksCode={(yes) => {
              setAsksCode(yes);
              setSigning(undefined);
            }}
            signing={signing}
            signed={setSigning}
          />
        )}
        {kind === 'enterprise' && (
          <EnterpriseForm
            accountId={account.id}
            hours={hoursOf(draft.hours) ?? 1}
            service={service}
            made={setSession}
            session={session}
          />
        )}
        {link !== undefined && (
          <div class="ts-outs">
            <CodeOutput label={t('ts_as_link')} text={encodeLink(link, places)} />
            <CodeOutput
              label={t('ts_as_html')}
              text={encodeHtml(link, { text: draft.text, web: t('ts_web_too') }, 'script', places)}
              note={kind === 'phone' ? <p class="small muted">{t('ts_phone_note')}</p> : undefined}
            />
            {kind === 'phone' && (
              <CodeOutput
                label={t('ts_as_plain_html')}
                text={encodeHtml(link, { text: draft.text, web: t('ts_web_too') }, 'script-free', places)}
              />
            )}
            {(kind === 'web' || kind === 'signed') && (
              <CodeOutput label={t('ts_as_frame')} text={encodeHtml(link, { text: '', web: '' }, 'frame', places)} />
            )}
            <QrOutput text={encodeLink(link, places)} />
          </div>
        )}
      </div>
    </section>
  );
}

/** Which fields each kind has. */
const parts: Readonly<Record<LinkKind, ReadonlyArray<'source' | 'autoid' | 'hours'>>> = {
  web: ['source', 'hours', 'autoid'],
  signed: ['source', 'hours', 'autoid'],
  phone: [],
  desktop: ['source'],
  plain: ['source'],
  keyed: [],
  enterprise: ['source', 'hours'],
};

/** The link as typed, unsigned; undefined while something in it cannot be meant. */
function planLink(kind: LinkKind, number: string, draft: Draft): TemporaryLink | undefined {
  const has = (part: 'source' | 'autoid' | 'hours') => parts[kind].includes(part);
  if (kind === 'keyed') return isKey(draft.key) ? { kind, key: draft.key } : undefined;
  if (has('source') && !isSource(draft.source)) return undefined;
  if (has('autoid') && !isWord(draft.autoid)) return undefined;
  const hours = hoursOf(draft.hours);
  if (has('hours') && draft.hours !== '' && hours === undefined) return undefined;
  const life = hours ?? (kind === 'signed' ? 24 : undefined);
  return {
    kind,
    number,
    ...(has('source') && draft.source !== '' && { source: draft.source }),
    ...(has('autoid') && draft.autoid !== '' && { autoid: draft.autoid }),
    ...(has('hours') && life !== undefined && { lifeSeconds: life * 3600 }),
  };
}
