import { useEffect, useState } from 'preact/hooks';
import type { SignedAnswer } from '../../lib/messaging/link-calls';
import type { AccountId } from '../../lib/model/ids';
import type { TemporaryLink } from '../../lib/temporary-session/link';
import { useNow } from '../now';
import { Field } from '../options/field';
import { Button } from '../parts/button';
import { Glyph, Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import { CodeOutput } from './output';

/** The proofs of a link, which the background made with a secret that it keeps. */
export interface Signing {
  readonly link: Extract<SignedAnswer, { ok: true }>['link'];
  readonly asksCode: boolean;
  readonly code?: { readonly digits: string; readonly until: number };
}

interface SignedFormProps {
  readonly accountId: AccountId;
  readonly link: TemporaryLink | undefined;
  readonly asksCode: boolean;
  readonly onAsksCode: (yes: boolean) => void;
  readonly signing: Signing | undefined;
  readonly signed: (signing: Signing) => void;
}

export function SignedForm(props: SignedFormProps) {
  const { accountId, link, asksCode, signing } = props;
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [standing, setStanding] = useState<'locked' | 'no-secret' | 'ready'>();
  const [replaces, setReplaces] = useState(false);
  const look = async () => {
    const answer = await ask('link.standing', { accountId });
    if (!answer.ok) return;
    setStanding(answer.value.locked ? 'locked' : answer.value.hasSecret ? 'ready' : 'no-secret');
  };
  useEffect(() => void look(), [accountId]);

  const sign = async () => {
    if (link === undefined) return;
    const { source, autoid, lifeSeconds = 86_400 } = link;
    const answer = await ask('link.sign', {
      accountId,
      link: {
        kind: 'signed',
        lifeSeconds,
        ...(source !== undefined && { source }),
        ...(autoid !== undefined && { autoid }),
        ...(asksCode && { asksCode: true as const }),
      },
    });
    if (!failed(answer) || !answer.ok) return;
    if (!answer.value.ok) setStanding(answer.value.why);
    else {
      const { code, link: proofs } = answer.value;
      props.signed({ link: proofs, asksCode, ...(code && { code }) });
    }
  };

  if (standing === 'locked') {
    return (
      <p class="note amber">
        <Icon name="lock" />
        {t('ts_locked')}
      </p>
    );
  }
  return (
    <>
      {standing === 'ready' && !replaces && (
        <p class="line">
          <Glyph name="online" />
          <span class="grow">{t('ts_secret_kept')}</span>
          <button type="button" class="link" onClick={() => setReplaces(true)}>
            {t('ts_secret_replace')}
          </button>
        </p>
      )}
      {(standing === 'no-secret' || replaces) && (
        <SecretForm
          accountId={accountId}
          kept={() => {
            setReplaces(false);
            void look();
          }}
        />
      )}
      <label class="line">
        <input type="checkbox" checked={asksCode} onChange={(event) => props.onAsksCode(event.currentTarget.checked)} />
        <span>
          {t('ts_code')}
          <span class="small muted block">{t('ts_code_note')}</span>
        </span>
      </label>
      <p class="note">
        <Icon name="lock" />
        {t('ts_token_weak')}
      </p>
      <p>
        <Button look="main" disabled={standing !== 'ready' || link === undefined} onClick={() => void sign()}>
          {t(signing ? 'ts_sign_again' : 'ts_sign')}
        </Button>
      </p>
      {signing?.code && <CodeNow code={signing.code} />}
    </>
  );
}

/** The six digits with what is left of them. */
function CodeNow({ code }: { code: NonNullable<Signing['code']> }) {
  const { i18n } = useWorld();
  const left = Math.max(0, Math.ceil((code.until - useNow()) / 1000));
  if (left === 0) return <p class="note amber">{i18n.t('ts_code_over')}</p>;
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return <CodeOutput label={i18n.t('ts_code_label', clock)} text={code.digits} />;
}

/** Goes to the vault and is not shown again: the person sets the same one at the service first. */
function SecretForm({ accountId, kept }: { accountId: AccountId; kept: () => void }) {
  const { i18n, ask, newId } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [secret, setSecret] = useState('');
  // The vault may have been locked since this form was drawn.
  const [locked, setLocked] = useState(false);
  const short = secret !== '' && secret.length < 8;
  const keep = async () => {
    const answer = await ask('link.keepSecret', { accountId, secret });
    if (!failed(answer) || !answer.ok) return;
    setLocked(!answer.value);
    if (!answer.value) return;
    setSecret('');
    kept();
  };
  return (
    <Field
      label={t('ts_secret')}
      value={secret}
      onInput={setSecret}
      note={t('ts_secret_note')}
      trouble={short ? t('ts_secret_short') : locked ? t('ts_locked') : undefined}
      input={{ autocomplete: 'off', spellcheck: false, maxLength: 200 }}
    >
      <Button onClick={() => setSecret(`${newId()}${newId()}`.replaceAll('-', ''))}>{t('ts_secret_make')}</Button>
      <Button look="main" disabled={secret.length < 8} onClick={() => void keep()}>
        {t('ts_secret_keep')}
      </Button>
    </Field>
  );
}
