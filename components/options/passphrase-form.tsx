import { useState } from 'preact/hooks';
import { Button } from '../parts/button';
import { useFailureToast, useToasts } from '../parts/toast';
import { useCurrentKey } from '../vault/use-vault';
import { useWorld } from '../world';
import { Field } from './field';

export type PassphraseAct = 'set' | 'change' | 'remove';

/** Shorter ones are guessed in hours by whoever has a copy of the disk. */
const shortest = 8;

type Trouble = { readonly field: 'current' | 'chosen' | 'again'; readonly words: string };

/** Sets, changes or removes the passphrase. What is typed is made into a key here and goes no further. */
export function PassphraseForm({ act, close }: { act: PassphraseAct; close: () => void }) {
  const { i18n, ask, passphrases } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const failed = useFailureToast();
  const currentKey = useCurrentKey();
  const [typed, setTyped] = useState({ current: '', chosen: '', again: '' });
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);

  const judge = (): Trouble | undefined => {
    if (act !== 'set' && typed.current === '') return { field: 'current', words: t('passphrase_empty') };
    if (act === 'remove') return undefined;
    if ([...typed.chosen].length < shortest) return { field: 'chosen', words: t('passphrase_short', shortest) };
    return typed.again === typed.chosen ? undefined : { field: 'again', words: t('passphrase_differs') };
  };
  const carryOut = async () => {
    const current = act === 'set' ? undefined : await currentKey(typed.current);
    if (act === 'remove') return ask('vault.removePassphrase', { current: current ?? [] });
    return ask('vault.setPassphrase', { ...(await passphrases.choose(typed.chosen)), ...(current && { current }) });
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const wrong = judge();
    setTrouble(wrong);
    if (wrong) return;
    setBusy(true);
    const answer = await carryOut();
    setBusy(false);
    if (!failed(answer) || !answer.ok) return;
    if (!answer.value) return setTrouble({ field: 'current', words: t('unlock_wrong') });
    show({ text: t(act === 'remove' ? 'passphrase_removed' : 'passphrase_stands') });
    close();
  };
  const field = (name: keyof typeof typed, label: string, autoComplete: string, note?: string) => (
    <Field
      label={label}
      value={typed[name]}
      onInput={(value) => setTyped({ ...typed, [name]: value })}
      trouble={trouble?.field === name ? trouble.words : undefined}
      input={{ type: 'password', name, autoComplete, maxLength: 1000 }}
      {...(note !== undefined && { note })}
    />
  );
  return (
    <form class="form" onSubmit={submit} aria-busy={busy}>
      {act !== 'set' && field('current', t('passphrase_current'), 'off')}
      {act !== 'remove' && field('chosen', t('passphrase_new'), 'off', t('passphrase_new_note'))}
      {act !== 'remove' && field('again', t('passphrase_again'), 'off')}
      <div class="line form-acts">
        <button type="submit" class={act === 'remove' ? 'btn danger' : 'btn main'} disabled={busy}>
          {t(busy ? 'passphrase_working' : act === 'remove' ? 'passphrase_remove' : 'passphrase_set')}
        </button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
