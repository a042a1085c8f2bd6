import { useState } from 'preact/hooks';
import type { Account } from '../../lib/model/account';
import type { AccountView } from '../../lib/store/read';
import { useNow } from '../now';
import { Button } from '../parts/button';
import { useFailureToast, useToasts } from '../parts/toast';
import { useEndWords } from '../quiet/end-words';
import { isAccountMuted, useMute } from '../quiet/use-mute';
import { useWorld } from '../world';
import { useForms } from './forms';
import { type Looks, LooksFields, wholeLooks } from './looks';
import { type Encoding, PasswordField } from './password-field';
import { Setting } from './setting';
import type { Refusal } from './trouble-words';

interface AccountEditProps {
  readonly view: AccountView;
  readonly others: readonly Account[];
  readonly close: () => void;
}

/** What a person may change of an account: its looks, its password, whether it runs, whether it is there at all. */
export function AccountEdit({ view, others, close }: AccountEditProps) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const failed = useFailureToast();
  const { account, session } = view;
  const accountId = account.id;
  const [looks, setLooks] = useState<Looks>({ name: account.name, tag: account.tag, colour: account.colour });
  const muting = useMute();
  const muted = isAccountMuted(view, useNow());
  const end = useEndWords()(account.mutedUntil ?? 0);
  const paused = session.state === 'paused';
  const taken = others.some((other) => other.tag === looks.tag);

  const save = async (event: Event) => {
    event.preventDefault();
    if (taken) return;
    if (failed(await ask('account.change', { accountId, ...wholeLooks(looks, account.uin, others) }))) {
      show({ text: t('saved') });
      close();
    }
  };
  const remove = async () => {
    if (!failed(await ask('account.remove', { accountId }))) return;
    close();
    const restore = async () => void failed(await ask('account.restore', { accountId }));
    show({ text: t('removed', account.name), undo: { label: t('restore'), run: () => void restore() } });
  };
  const pause = async () => void failed(await ask(paused ? 'account.resume' : 'account.pause', { accountId }));

  return (
    <div class="edit">
      <form class="form" onSubmit={save}>
        <LooksFields looks={looks} uin={account.uin} others={others} onChange={setLooks} />
        <div class="line form-acts">
          <button type="submit" class="btn main" disabled={taken}>
            {t('save')}
          </button>
          <Button onClick={close}>{t('close')}</Button>
        </div>
      </form>
      <PasswordForm view={view} />
      <Setting
        title={muted ? t('muted') : t('mute')}
        note={muted && end !== '' ? t('account_muted_until', end) : t('mute_account_note')}
      >
        <Button onClick={() => muting.account(view)}>{t(muted ? 'unmute' : 'mute_for')}</Button>
        {muting.dialog}
      </Setting>
      <Setting title={t(paused ? 'state_paused' : 'pause')} note={t('pause_note')}>
        <Button onClick={() => void pause()}>{t(paused ? 'act_resume' : 'pause')}</Button>
        <Button look="danger" onClick={() => void remove()}>
          {t('remove')}
        </Button>
      </Setting>
    </div>
  );
}

/** Tried once against the server before it takes the old one's place. */
export function PasswordForm({ view }: { view: AccountView }) {
  const { i18n, ask, requestServer } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const failed = useFailureToast();
  const [password, setPassword] = useState('');
  const [encoding, setEncoding] = useState<Encoding>('utf-8');
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const { account } = view;
  const { prepare } = useForms();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const prepared = prepare(account.protocol, { server: account.server, uin: account.uin, password, encoding });
    if (!prepared.ok) return setRefusal(prepared);
    const allowed = requestServer(account.server);
    setBusy(true);
    setRefusal(undefined);
    try {
      if (!(await allowed)) return setRefusal({ ok: false, trouble: 'no-permission', field: 'password' });
      const answer = await ask('account.secrets', { accountId: account.id, secrets: prepared.value.secrets });
      if (!failed(answer) || !answer.ok) return;
      if (!answer.value.ok) return setRefusal(answer.value);
      setPassword('');
      show({ text: t('form_password_good') });
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="form" onSubmit={submit} aria-busy={busy}>
      <PasswordField
        label={t('form_new_password')}
        value={password}
        encoding={encoding}
        refusal={refusal}
        onInput={setPassword}
        onEncoding={setEncoding}
      />
      <div class="line form-acts">
        <button type="submit" class="btn" disabled={busy}>
          {t(busy ? 'state_signing_in' : 'form_password_try')}
        </button>
      </div>
    </form>
  );
}
