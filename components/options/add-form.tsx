import type { ComponentType } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Account, ProtocolName } from '../../lib/model/account';
import type { AccountId } from '../../lib/model/ids';
import { Button } from '../parts/button';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import type { FieldsProps } from './fields-props';
import { useForms } from './forms';
import { HttpQqFields } from './http-qq-fields';
import { firstLooks, type Looks, LooksFields, wholeLooks } from './looks';
import { OneBotFields } from './onebot-fields';
import type { Encoding } from './password-field';
import { type Address, ProtocolChoice, usualServers } from './protocol-choice';
import type { Refusal } from './trouble-words';
import { WebQqFields } from './web-qq-fields';

interface AddFormProps {
  readonly others: readonly Account[];
  readonly address: Address;
  readonly onAddress: (address: Address) => void;
  readonly added: (name: string, accountId: AccountId) => void;
  readonly cancel?: () => void;
}

const fieldsOf = { 'http-qq': HttpQqFields, onebot: OneBotFields, webqq: WebQqFields } as const satisfies Record<
  ProtocolName,
  ComponentType<FieldsProps>
>;
/** What is kept of what signs it in. */
const keptKeys = { 'http-qq': 'form_kept', onebot: 'form_token_kept', webqq: 'form_cookies_kept' } as const;

/**
 * Asks for the permission, tries once, and says what happened. A password never leaves this form: what the protocol
 * makes of it does.
 */
export function AddForm({ others, address, onAddress, added, cancel }: AddFormProps) {
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
  const tagTaken = others.some((account) => account.tag === looks.tag);
  const { protocol, server } = address;
  const typesNumber = protocol !== 'onebot';

  const refuse = (why: Refusal) => {
    setRefusal(why);
    form.current?.querySelector<HTMLElement>(`[name="${why.field}"]`)?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || tagTaken) return;
    setRefusal(undefined);
    const judgement = judgeServer(protocol, server);
    if (judgement === undefined) return refuse({ ok: false, trouble: 'bad-server', field: 'server' });
    if (typesNumber && !/^\d{1,11}$/.test(uin.trim()))
      return refuse({ ok: false, trouble: 'bad-number', field: 'uin' });
    const prepared = prepare(protocol, { server, uin, password, encoding });
    if (!prepared.ok) return refuse(prepared);
    // First thing after the click, with no await before it: browsers ask for a permission only then.
    const allowed = requestServer(judgement.origin);
    setBusy(true);
    try {
      if (!(await allowed)) return refuse({ ok: false, trouble: 'no-permission', field: 'server' });
      // Where nobody types a number, name and tag are made by whoever answers.
      const whole = typesNumber ? wholeLooks(looks, uin.trim(), others) : { ...looks, name: looks.name.trim() };
      const answer = await ask('account.add', { protocol, ...prepared.value, ...whole });
      if (!failed(answer) || !answer.ok) return;
      if (!answer.value.ok) return refuse(answer.value);
      setPassword('');
      added(whole.name || judgement.server, answer.value.accountId);
    } finally {
      setBusy(false);
    }
  };

  const fields: FieldsProps = {
    server,
    onServer: (typed) => onAddress({ protocol, server: typed }),
    uin,
    onUin: setUin,
    password,
    onPassword: setPassword,
    encoding,
    onEncoding: setEncoding,
    of: (field) => (refusal?.field === field ? refusal : undefined),
  };
  const Fields = fieldsOf[protocol];
  return (
    <form ref={form} class="card form" onSubmit={submit} aria-busy={busy}>
      <ProtocolChoice
        chosen={protocol}
        choose={(other) => {
          setRefusal(undefined);
          onAddress({ protocol: other, server: usualServers[other] });
        }}
      />
      <Fields {...fields} />
      <LooksFields looks={looks} uin={typesNumber ? uin.trim() : ''} others={others} onChange={setLooks} />
      <p class="small muted">{t(keptKeys[protocol])}</p>
      <div class="line form-acts">
        <button type="submit" class="btn main big" disabled={busy}>
          {t(busy ? 'state_signing_in' : 'form_try')}
        </button>
        {cancel && (
          <Button look="big" onClick={cancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
