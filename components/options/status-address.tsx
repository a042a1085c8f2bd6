import { useEffect, useState } from 'preact/hooks';
import { parseStatusAddress } from '../../lib/settings/status-address';
import { useToasts } from '../parts/toast';
import { useWorld } from '../world';
import { Field } from './field';
import { useSettings } from './use-settings';

/** Who is asked for the state of people who are no contacts; nobody unless the person says so. */
export function StatusAddress() {
  const { i18n, requestServer } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const [settings, choose] = useSettings();
  const [typed, setTyped] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const saved = settings?.statusAddress ?? '';
  useEffect(() => setTyped(undefined), [saved]);

  const save = async () => {
    const text = typed ?? saved;
    const address = parseStatusAddress(text);
    setTrouble(address === undefined && text.trim() !== '' ? t('status_address_bad') : undefined);
    if (address === undefined && text.trim() !== '') return;
    if (address !== undefined && !(await requestServer(address))) {
      show({ text: t('buttons_withheld') });
      return;
    }
    choose({ statusAddress: address ?? '' });
    setTyped(address);
    show({ text: t('status_address_saved') });
  };
  return (
    <form
      class="setting form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={t('status_address')}
        value={typed ?? saved}
        onInput={setTyped}
        trouble={trouble}
        note={t('status_address_note')}
        input={{
          spellcheck: false,
          autocomplete: 'off',
          inputMode: 'url',
          placeholder: 'http://webpresence.qq.com/getonline',
        }}
      >
        <button type="submit" class="btn">
          {t('status_address_save')}
        </button>
      </Field>
    </form>
  );
}
