import { useRef, useState } from 'preact/hooks';
import type { Account } from '../../lib/model/account';
import { Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import { Field } from './field';
import { useForms } from './forms';
import { firstLooks, type Looks, LooksFields, wholeLooks } from './looks';
import { type Encoding, PasswordField } from './password-field';
import type { Refusal } from './trouble-words';

interface AddFormProps {
  readonly others: readonly Account[];
  readonly server: string;
  readonly onServer: (server: string) => void;
  readonly added: (name: string) => void;
  readonly cancel?: () => void;
}

/** Asks for the permission, tries once, and says what happened. The password never leaves this form: what the protocol makes of it does. */
export function AddForm({ others, server, onServer, added, cancel }: AddFormProps) {
  const { i18n, ask, requestServer } = useWorld();
  const { t } = i18n;
  const { judgeServer, prepare } = useForms();
  const failed = useFailureToast();
  const [uin, setUin] = useState('');
  const [password, setPassword] = useState('');
  const [encoding, setEncoding] = useState<Encoding>('utf-8');
  const [looks, setLooks] = useState<Looks>(() => firstLooks(others));
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const judgement = judgeServer(server);
  const tagTaken = others.some((account) => account.tag === looks.tag);

  const refuse = (why: Refusal) => {
    setRefusal(why);
    form.current?.querySelector<HTMLElement>(`[name="${why.field}"]`)?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || tagTaken) return;
    setRefusal(undefined);
    if (judgement === undefined) return refuse({ ok: false, trouble: 'bad-server', field: 'server' });
    if (!/^\d{1,11}$/.test(uin.trim())) return refuse({ ok: false, trouble: 'bad-number', field: 'uin' });
    const prepared = prepare('http-qq', { server, uin, password, encoding });
    if (!prepared.ok) return refuse(prepared);
    // First thing after the click, with no await before it: browsers ask for a permission only then.
    const allowed = requestServer(judgement.server);
    setBusy(true);
    try {
      if (!(await allowed)) return refuse({ ok: false, trouble: 'no-permission', field: 'server' });
      const whole = wholeLooks(looks, uin.trim(), others);
      const answer = await ask('account.add', { protocol: 'http-qq', ...prepared.value, ...whole });
      if (!failed(answer) || !answer.ok) return;
      if (!answer.value.ok) return refuse(answer.value);
      setPassword('');
      added(whole.name);
    } finally {
      setBusy(false);
    }
  };

  const of = (field: Refusal['field']) => (refusal?.field === field ? refusal : undefined);
  return (
    <form ref={form} class="card form" onSubmit={submit} aria-busy={busy}>
      <Field
        label={t('form_server')}
        value={server}
        onInput={onServer}
        refusal={of('server')}
        note={t('form_permission')}
        input={{ name: 'server', placeholder: 'qq.example.cn:8000', autoComplete: 'off', spellcheck: false }}
      />
      {judgement !== undefined && !judgement.private && (
        <p class="note amber">
          <Icon name="lock" />
          {t('form_plain')}
        </p>
      )}
      <div class="two">
        <Field
          label={t('form_number')}
          value={uin}
          onInput={setUin}
          refusal={of('uin')}
          input={{ name: 'uin', inputMode: 'numeric', autoComplete: 'off', maxLength: 20 }}
        />
        <PasswordField
          label={t('form_password')}
          value={password}
          encoding={encoding}
          refusal={of('password')}
          onInput={setPassword}
          onEncoding={setEncoding}
        />
      </div>
      <LooksFields looks={looks} uin={uin.trim()} others={others} onChange={setLooks} />
      <p class="small muted">{t('form_kept')}</p>
      <div class="line form-acts">
        <button type="submit" class="btn main big" disabled={busy}>
          {t(busy ? 'form_trying' : 'form_try')}
        </button>
        {cancel && (
          <button type="button" class="btn big" onClick={cancel}>
            {t('cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
