import { useEffect, useState } from 'preact/hooks';
import { wordKey } from '../../lib/i18n/i18n';
import type { PageOutput } from '../../lib/messaging/page-calls';
import type { AccountId } from '../../lib/model/ids';
import { parseService } from '../../lib/temporary-session/places';
import { Field } from '../options/field';
import { Button } from '../parts/button';
import { Glyph, Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';

type Why = Extract<PageOutput['link.askEnterprise'], { ok: false }>['why'];

interface EnterpriseFormProps {
  readonly accountId: AccountId;
  readonly hours: number;
  /** The origin that is offered. */
  readonly service: string | undefined;
  readonly session: string | undefined;
  readonly made: (session: string | undefined) => void;
}

/** The enterprise's service makes the session: with client credentials, whose secret stays in the vault. */
export function EnterpriseForm({ accountId, hours, service, session, made }: EnterpriseFormProps) {
  const { i18n, ask, requestServer } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const usual = service ?? 'https://api.qy.qq.com';
  const [origin, setOrigin] = useState(usual);
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [openid, setOpenid] = useState('');
  // Whose secret the vault keeps.
  const [kept, setKept] = useState<{ readonly origin: string; readonly clientId: string }>();
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<Why>();
  useEffect(() => {
    void ask('link.standing', { accountId }).then((answer) => {
      if (!answer.ok) return;
      if (answer.value.locked) setWhy('locked');
      const { enterprise } = answer.value;
      if (enterprise === undefined) return;
      setKept(enterprise);
      // What somebody has begun to write before this was read is the newer text.
      setOrigin((now) => (now === usual ? enterprise.origin : now));
      setClientId((now) => now || enterprise.clientId);
    });
  }, [ask, accountId]);

  const at = parseService(origin);
  const known = kept !== undefined && kept.origin === at && kept.clientId === clientId;
  const isOpenid = /^[\w.:@-]{1,64}$/.test(openid);
  const ready = at !== undefined && isOpenid && (known || (clientId !== '' && clientSecret !== ''));
  const create = async () => {
    if (at === undefined) return;
    made(undefined);
    setWhy(undefined);
    // First of all: browsers ask only straight from a click.
    if (!(await requestServer(at))) return setWhy('no-answer');
    if (clientSecret !== '') {
      const answer = await ask('link.keepEnterprise', { accountId, origin: at, clientId, clientSecret });
      if (!failed(answer) || !answer.ok) return;
      if (!answer.value) return setWhy('locked');
      setClientSecret('');
      setKept({ origin: at, clientId });
    }
    const answer = await ask('link.askEnterprise', { accountId, openid, lifeSeconds: hours * 3600 });
    if (!failed(answer) || !answer.ok) return;
    if (answer.value.ok) made(answer.value.session);
    else setWhy(answer.value.why);
  };
  // A service may take its time, and each question makes a session.
  const start = () => {
    setBusy(true);
    void create().finally(() => setBusy(false));
  };
  return (
    <>
      <div class="two">
        <Field
          label={t('ts_api')}
          value={origin}
          onInput={setOrigin}
          trouble={at === undefined ? t('ts_service_bad') : undefined}
          input={{ spellcheck: false }}
        />
        <Field
          label="openid"
          value={openid}
          onInput={setOpenid}
          note={t('ts_openid_note')}
          trouble={openid === '' || isOpenid ? undefined : t('ts_word_bad')}
        />
        <Field label="client_id" value={clientId} onInput={setClientId} input={{ spellcheck: false }} />
        <Field
          label="client_secret"
          value={clientSecret}
          onInput={setClientSecret}
          note={t(known ? 'ts_client_kept' : 'ts_client_note')}
          input={{ type: 'password', autocomplete: 'off' }}
        />
      </div>
      {why && (
        <p class="note amber" role="alert">
          <Glyph name="refused" />
          {t(wordKey('ts_enterprise', why))}
        </p>
      )}
      {session && (
        <p class="line small muted" role="status">
          <Icon name="check" />
          {t('ts_enterprise_made')}
        </p>
      )}
      <p>
        <Button look="main" disabled={!ready || busy} onClick={start}>
          {t('ts_enterprise_do')}
        </Button>
      </p>
    </>
  );
}
