import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SiteList } from '../../lib/messaging/site-calls';
import type { AccountId } from '../../lib/model/ids';
import { type Asks, asks } from '../../lib/model/known-state';
import { allSites, isHost, patternOf } from '../../lib/settings/site-host';
import { useLive } from '../live';
import { Button } from '../parts/button';
import { Select } from '../parts/select';
import { useFailureToast, useToasts } from '../parts/toast';
import { Tool } from '../parts/tool';
import { useWorld } from '../world';
import { Field } from './field';
import { Setting } from './setting';
import { StatusAddress } from './status-address';

/** On which sites old pictures come alive: by name, or all of them. */
export function ButtonSites() {
  const { ask, i18n, read, requestSites, dropSites } = useWorld();
  const { t, plural } = i18n;
  const failed = useFailureToast();
  const { show } = useToasts();
  const [list, setList] = useState<SiteList>();
  const load = useCallback(async () => {
    const answer = await ask('site.list', {});
    if (answer.ok && answer.value) setList(answer.value);
  }, [ask]);
  useEffect(() => void load(), [load]);
  const accounts = useLive(read.accounts, ({ accounts: changed }) => changed !== undefined, [read]).value;
  const writesAs = (id: AccountId | undefined) => accounts?.find(({ account }) => account.id === id)?.account.name;

  // The request comes first, straight from the click; what is wanted is told meanwhile, since a prompt may end the page.
  const allow = async (host: string) => {
    const granted = requestSites(patternOf(host));
    failed(await ask('site.set', { host, how: 'on' }));
    if (!(await granted)) show({ text: t('buttons_withheld') });
    await load();
  };
  const set = async (host: string, how: 'on' | 'off' | 'ask', whose?: Asks) => {
    if (how === 'ask') await dropSites(patternOf(host)).catch(() => undefined);
    failed(await ask('site.set', { host, how, ...(whose && { asks: whose }) }));
    await load();
  };
  const unhide = async (host: string) => {
    failed(await ask('site.unhide', { host }));
    await load();
  };
  const all = async (wanted: boolean) => {
    if (!wanted) await dropSites(allSites);
    else if (!(await requestSites(allSites))) show({ text: t('buttons_withheld') });
    await load();
  };
  return (
    <section id="buttons" aria-labelledby="buttons-title">
      <header>
        <h1 id="buttons-title">{t('buttons')}</h1>
        <p class="small muted">{t('buttons_note')}</p>
      </header>
      <div class="card">
        {list?.sites.length === 0 && !list.all && <p class="setting muted">{t('buttons_none')}</p>}
        {list?.sites.map((site) => (
          <div key={site.host} class="setting">
            <div class="grow">
              <p class="strong whole">{site.host}</p>
              {site.hidden > 0 && (
                <p class="small muted">
                  {plural('buttons_hidden', site.hidden)}{' '}
                  <button type="button" class="link" onClick={() => void unhide(site.host)}>
                    {t('buttons_unhide')}
                  </button>
                </p>
              )}
              {writesAs(site.account) && (
                <p class="small muted">{t('buttons_account', writesAs(site.account) ?? '')}</p>
              )}
              {site.how === 'on' && !site.granted && <p class="small warn">{t('buttons_not_granted')}</p>}
            </div>
            {site.how === 'on' && !site.granted && (
              <Button onClick={() => void allow(site.host)}>{t('act_allow')}</Button>
            )}
            <Select
              aria-label={site.host}
              value={site.how === 'on' && site.asks ? `on ${site.asks}` : site.how}
              options={[
                ['on', t('buttons_on')],
                ...asks.map((one) => [`on ${one}`, t('buttons_on_for', t(`asks_${one}`))] as const),
                ['off', t('buttons_off')],
              ]}
              choose={(chosen) => {
                const [how, whose] = chosen.split(' ') as ['on' | 'off', Asks?];
                void set(site.host, how, whose);
              }}
            />
            <Tool icon="close" label={t('buttons_forget', site.host)} onClick={() => void set(site.host, 'ask')} />
          </div>
        ))}
        <AddSite allow={allow} />
        <Setting title={t('buttons_all')} note={t('buttons_all_note')}>
          <Button disabled={list === undefined} onClick={() => void all(!list?.all)}>
            {t(list?.all ? 'buttons_all_drop' : 'buttons_all_allow')}
          </Button>
        </Setting>
        <StatusAddress />
      </div>
    </section>
  );
}

function AddSite({ allow }: { allow: (host: string) => Promise<void> }) {
  const { t } = useWorld().i18n;
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const add = () => {
    const host = hostOf(typed);
    setTrouble(host === undefined ? t('buttons_site_bad') : undefined);
    if (host === undefined) return;
    setTyped('');
    void allow(host);
  };
  return (
    <form
      class="setting form"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Field
        label={t('buttons_site')}
        value={typed}
        onInput={setTyped}
        trouble={trouble}
        input={{ spellcheck: false, autocomplete: 'off', placeholder: 'shop.example.cn' }}
      >
        <button type="submit" class="btn">
          {t('act_allow')}
        </button>
      </Field>
    </form>
  );
}

/** A host, or an address copied from the browser. */
function hostOf(typed: string): string | undefined {
  const text = typed.trim();
  const host = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`)?.hostname;
  return host !== undefined && text !== '' && isHost(host) ? host : undefined;
}
