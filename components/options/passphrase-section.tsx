import { useState } from 'preact/hooks';
import type { VaultStanding } from '../../lib/messaging/page-calls';
import { Dialog } from '../parts/dialog';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import { LockChoices } from './lock-choices';
import { type PassphraseAct, PassphraseForm } from './passphrase-form';
import { useNamedPart } from './use-named-part';

/** The passphrase: what it guards and what not, setting and losing it, and when it locks. */
export function PassphraseSection({ vault }: { vault: VaultStanding | undefined }) {
  const { t } = useWorld().i18n;
  return (
    <section ref={useNamedPart('passphrase')} id="passphrase" aria-labelledby="passphrase-title">
      <header>
        <h1 id="passphrase-title">{t('passphrase')}</h1>
      </header>
      <div class="card">
        {vault && <Standing key={String(vault.passphrase !== undefined && !vault.locked)} vault={vault} />}
        {vault?.passphrase && !vault.locked && <LockChoices lockOnStart={vault.passphrase.lockOnStart} />}
        <div class="setting explained">
          <div>
            <p class="strong">{t('vault_protects')}</p>
            <p class="small muted">{t('vault_protects_text')}</p>
          </div>
          <div>
            <p class="strong">{t('vault_not')}</p>
            <p class="small muted">{t('vault_not_text')}</p>
          </div>
        </div>
      </div>
    </section>
  );
}

/** Whether one is set, and what can be done about it now. */
function Standing({ vault }: { vault: VaultStanding }) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [act, setAct] = useState<PassphraseAct>();
  const lock = async () => void failed(await ask('vault.lock', {}));
  if (vault.locked) return <Forget />;
  const button = (which: PassphraseAct, words: string, kind = 'btn') => (
    <button type="button" class={kind} aria-expanded={act === which} onClick={() => setAct(which)}>
      {words}
    </button>
  );
  const isSet = vault.passphrase !== undefined;
  return (
    <>
      <div class="setting wraps">
        <div class="grow">
          <p class="strong">{t(isSet ? 'passphrase_is_set' : 'passphrase_none')}</p>
          <p class="small muted">{t(isSet ? 'passphrase_is_set_note' : 'passphrase_none_note')}</p>
        </div>
        <div class="setting-acts">
          {!isSet && act === undefined && button('set', t('passphrase_set'), 'btn main')}
          {isSet && (
            <button type="button" class="btn main" onClick={() => void lock()}>
              {t('lock_now')}
            </button>
          )}
          {isSet && button('change', t('passphrase_change'))}
          {isSet && button('remove', t('passphrase_remove'))}
        </div>
      </div>
      {act && <PassphraseForm key={act} act={act} close={() => setAct(undefined)} />}
    </>
  );
}

/** The way out for whoever does not know it any more: what it guarded goes, and nothing else. */
function Forget() {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const forget = async () => {
    close();
    failed(await ask('vault.forget', {}));
  };
  return (
    <div class="setting wraps">
      <div class="grow">
        <p class="strong">{t('forget_title')}</p>
        <p class="small muted">{t('forget_note')}</p>
      </div>
      <button type="button" class="btn danger" onClick={() => setAsking(true)}>
        {t('forget_do')}
      </button>
      {asking && (
        <Dialog
          title={t('forget_ask')}
          onClose={close}
          actions={
            <>
              <button type="button" class="btn" onClick={close}>
                {t('cancel')}
              </button>
              <button type="button" class="btn danger" onClick={() => void forget()}>
                {t('forget_do')}
              </button>
            </>
          }
        >
          <p>{t('forget_text')}</p>
        </Dialog>
      )}
    </div>
  );
}
