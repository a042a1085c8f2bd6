import { useId, useState } from 'preact/hooks';
import { Glyph } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import { useUnlock } from './use-vault';

/** What being locked means, and the field that ends it, wherever an account says that it is locked. */
export function UnlockBar({ forget }: { forget?: boolean }) {
  const { i18n, open } = useWorld();
  const { t } = i18n;
  const unlock = useUnlock();
  const failed = useFailureToast();
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || passphrase === '') return;
    setBusy(true);
    setWrong(false);
    const tried = await unlock(passphrase);
    setBusy(false);
    setWrong(tried === 'wrong');
    if (tried === 'done') setPassphrase('');
    if (tried === 'failed') failed({ ok: false });
  };
  return (
    <form class="unlock" onSubmit={submit} aria-busy={busy}>
      <p class="line" id={`${id}-text`}>
        <Glyph name="locked" />
        <span class="grow">{t('unlock_text')}</span>
        {forget && (
          <button type="button" class="link" onClick={() => open({ page: 'options', part: 'passphrase' })}>
            {t('vault_forgot')}
          </button>
        )}
      </p>
      <div class="line">
        <input
          class="input grow"
          type="password"
          name="unlock"
          autocomplete="off"
          maxLength={1000}
          value={passphrase}
          placeholder={t('passphrase')}
          aria-label={t('passphrase')}
          aria-describedby={wrong ? `${id}-wrong` : `${id}-text`}
          aria-invalid={wrong}
          onInput={(event) => setPassphrase(event.currentTarget.value)}
        />
        <button type="submit" class="btn main" disabled={busy}>
          {t(busy ? 'unlocking' : 'unlock')}
        </button>
      </div>
      {wrong && (
        <p class="line bad" id={`${id}-wrong`} role="alert">
          <Glyph name="refused" />
          {t('unlock_wrong')}
        </p>
      )}
    </form>
  );
}
