import { useState } from 'preact/hooks';
import { asks } from '../../lib/model/known-state';
import { usualAsks } from '../../lib/settings/settings';
import { parseStatusAddress } from '../../lib/settings/status-address';
import { useToasts } from '../parts/toast';
import { useWorld } from '../world';
import { Choice } from './choice';
import { Field } from './field';
import { useSettings } from './use-settings';

const services = {
  statusAddress: {
    path: '/getonline',
    usual: 'http://webpresence.qq.com/getonline',
    label: 'status_address',
    note: 'status_address_note',
  },
  pictureAddress: {
    path: '/pa',
    usual: 'http://wpa.qq.com/pa',
    label: 'picture_address',
    note: 'picture_address_note',
  },
} as const;

/** Whose state pages show, and who is asked for that of people who are no contacts: nobody unless the person says so. */
export function StatusAddress() {
  const { t } = useWorld().i18n;
  const [settings, choose] = useSettings();
  const chosen = settings && usualAsks(settings);
  return (
    <>
      <Choice
        id="asks"
        title={t('asks')}
        note={t(chosen === undefined ? 'asks_contacts_note' : `asks_${chosen}_note`)}
        value={chosen}
        options={asks.map((one) => [one, t(`asks_${one}`)])}
        choose={(whose) => void choose({ asks: whose })}
      />
      {chosen === 'all' &&
        (['statusAddress', 'pictureAddress'] as const).map((which) => (
          <Service
            key={which}
            which={which}
            saved={settings?.[which] ?? ''}
            save={(address) => choose({ [which]: address })}
          />
        ))}
      <label class="setting">
        <div class="grow">
          <p class="strong">{t('replace_static')}</p>
          <p class="small muted">{t('replace_static_note')}</p>
        </div>
        <input
          type="checkbox"
          disabled={settings === undefined}
          checked={settings?.replaceStatic ?? false}
          onChange={(event) => void choose({ replaceStatic: event.currentTarget.checked || undefined })}
        />
      </label>
    </>
  );
}

function Service({
  which,
  saved,
  save,
}: {
  which: keyof typeof services;
  saved: string;
  save: (address: string | undefined) => Promise<boolean>;
}) {
  const { i18n, requestServer } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const { path, usual, label, note } = services[which];
  const [typed, setTyped] = useState<string>();
  const [trouble, setTrouble] = useState<string>();

  const keep = async () => {
    const text = (typed ?? saved).trim();
    const address = parseStatusAddress(text, path);
    setTrouble(address === undefined && text !== '' ? t('status_address_bad') : undefined);
    if (address === undefined && text !== '') return;
    if (address !== undefined && !(await requestServer(address))) {
      show({ text: t('buttons_withheld') });
      return;
    }
    if (!(await save(address))) return;
    // What is written on meanwhile is not what was saved.
    setTyped((now) => (now === typed ? undefined : now));
    show({ text: t('saved') });
  };
  return (
    <form
      class="setting form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <Field
        label={t(label)}
        value={typed ?? saved}
        onInput={setTyped}
        trouble={trouble}
        note={t(note)}
        input={{ spellcheck: false, autocomplete: 'off', inputMode: 'url', placeholder: usual }}
      >
        <button type="submit" class="btn">
          {t('save')}
        </button>
      </Field>
    </form>
  );
}
