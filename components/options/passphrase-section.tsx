import { useState } from 'preact/hooks';
import type { VaultStanding } from '../../lib/messaging/vault-calls';
import { Button } from '../parts/button';
import { Confirm } from '../parts/confirm';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import { LockChoices } from './lock-choices';
import { type PassphraseAct, PassphraseForm } from './passphrase-form';
import { Setting } from './setting';
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
      <Setting
        title={t(isSet ? 'passphrase_is_set' : 'passphrase_none')}
        note={t(isSet ? 'passphrase_is_set_note' : 'passphrase_none_note')}
        lies="wraps"
      >
        <div class="setting-acts">
          {!isSet && act === undefined && button('set', t('passphrase_set'), 'btn main')}
          {isSet && (
            <Button look="main" onClick={() => void lock()}>
              {t('lock_now')}
            </Button>
          )}
          {isSet && button('change', t('passphrase_change'))}
          {isSet && button('remove', t('passphrase_remove'))}
        </div>
      </Setting>
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
  const forget = async () => void failed(await ask('vault.forget', {}));
  return (
    <Setting title={t('forget_title')} note={t('forget_note')} lies="wraps">
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('forget_do')}
      </Button>
      {asking && (
        <Confirm
          title={t('forget_ask')}
          text={t('forget_text')}
          act={t('forget_do')}
          run={() => void forget()}
          close={() => setAsking(false)}
        />
      )}
    </Setting>
  );
}
