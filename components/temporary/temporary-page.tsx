import '../styles/temporary.css';
import { useState } from 'preact/hooks';
import type { AccountView } from '../../lib/store/read';
import { parseService, placesAt } from '../../lib/temporary-session/places';
import { Field } from '../options/field';
import { useSettings } from '../options/use-settings';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { Counts } from './counts';
import { KeepLonger } from './keep-longer';
import { LinkMaker } from './link-maker';
import { OwnButtonMaker } from './own-button-maker';
import { Picker } from './picker';

/** Everything about links that strangers come by: made, put on a site, counted. Fetched when somebody goes there. */
export default function TemporaryPage({ accounts }: { accounts: readonly AccountView[] }) {
  const { t } = useWorld().i18n;
  const [settings, choose] = useSettings();
  const [accountId, setAccountId] = useState(accounts[0]?.account.id);
  const account = accounts.find((view) => view.account.id === accountId)?.account ?? accounts[0]?.account;
  if (account === undefined || settings === undefined) {
    return account === undefined ? <p class="card setting muted">{t('no_accounts')}</p> : null;
  }
  const service = settings.linkService;
  return (
    <>
      <section id="temporary" aria-labelledby="ts-title">
        <header>
          <h1 id="ts-title">{t('ts_title')}</h1>
          <p class="small muted">{t('ts_note')}</p>
        </header>
        <div class="card form">
          <div class="two">
            <Picker
              label={t('ts_account')}
              value={String(account.id)}
              options={accounts.map(({ account: one }) => [String(one.id), `${one.name} · ${one.uin}`])}
              choose={(id) => setAccountId(Number(id))}
            />
            <ServiceField service={service} keep={(linkService) => choose({ linkService })} />
          </div>
          <p class="note">
            <Icon name="person" />
            {t('ts_switch_note')}
          </p>
        </div>
      </section>
      <LinkMaker key={`link ${account.id}`} account={account} service={service} />
      <OwnButtonMaker key={`button ${account.id}`} number={account.uin} service={service} />
      <Counts accounts={accounts} />
      <KeepLonger
        chats={settings.keepTemporary === true}
        counts={settings.keepCounts === true}
        keep={(what, yes) => choose({ [what === 'chats' ? 'keepTemporary' : 'keepCounts']: yes ? true : undefined })}
      />
    </>
  );
}

/** Where links point. Empty: the addresses of record, which Tencent no longer answers everywhere. */
function ServiceField({ service, keep }: { service: string | undefined; keep: (origin: string | undefined) => void }) {
  const { t } = useWorld().i18n;
  const [typed, setTyped] = useState(service ?? '');
  const bad = typed.trim() !== '' && parseService(typed) === undefined;
  const input = (value: string) => {
    setTyped(value);
    const origin = parseService(value);
    if (value.trim() === '' || origin !== undefined) keep(origin);
  };
  return (
    <Field
      label={t('ts_service')}
      value={typed}
      onInput={input}
      trouble={bad ? t('ts_service_bad') : undefined}
      note={service === undefined ? t('ts_service_note') : placesAt(service).web}
      input={{ placeholder: 'qm.qq.com · wpa.qq.com', spellcheck: false }}
    />
  );
}
