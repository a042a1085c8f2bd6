import { useEffect, useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import { useSignInDialog } from '../accounts/use-sign-in-dialog';
import { useLazy } from '../lazy';
import { Page } from '../page';
import { Button } from '../parts/button';
import { Ghosts, StoreTrouble } from '../parts/empty';
import { Icon, Mark } from '../parts/glyph';
import { useStanding } from '../use-inbox';
import { UnlockBar } from '../vault/unlock-bar';
import { useVault, waitsForPassphrase } from '../vault/use-vault';
import { useWorld, type World } from '../world';
import { AccountTable } from './account-table';
import { AddForm } from './add-form';
import { AwayChoice } from './away-choice';
import { BesidePage } from './beside-page';
import { ButtonSites } from './button-sites';
import { CheckEvery } from './check-every';
import { CountRequests } from './count-requests';
import { type Done, doneWords } from './done';
import { FirstRunPage } from './first-run-page';
import { type Forms, FormsContext } from './forms';
import { HearLive } from './hear-live';
import { KeepHistory } from './keep-history';
import { KeepRunning } from './keep-running';
import { NoticesSection } from './notices-section';
import { type OptionsPart, parseOptionsHash } from './parse-options-place';
import { PassphraseSection } from './passphrase-section';
import { emptyAddress } from './protocol-choice';
import { Setting } from './setting';
import { UndoSend } from './undo-send';
import { UnlockToAdd } from './unlock-to-add';

const loadTemporary = () => import('../temporary/temporary-page');

export function Options({ world, forms }: { world: World; forms: Forms }) {
  return (
    <Page world={world}>
      <FormsContext.Provider value={forms}>
        <OptionsSections />
      </FormsContext.Provider>
    </Page>
  );
}

function OptionsSections() {
  const { i18n } = useWorld();
  const { t } = i18n;
  const standing = useStanding();
  const vault = useVault();
  const [part, setPart] = useState(() => parseOptionsHash(location.hash));
  const TemporaryPage = useLazy(part.part === 'temporary', loadTemporary);
  useEffect(() => {
    const follow = () => setPart(parseOptionsHash(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    document.title = `${t('settings')} · Uinbell`;
  }, [t]);

  if (standing.error !== undefined) return <StoreTrouble error={standing.error} again={standing.again} />;
  if (!standing.ready) return <Ghosts />;
  const locked = waitsForPassphrase(vault, standing.accounts);
  if (part.part === 'first-run') return <FirstRunPage accounts={standing.accounts} locked={locked} />;
  return (
    <div class="options">
      <nav aria-label={t('settings')}>
        <div class="line options-mark">
          <Mark />
          <strong>Uinbell</strong>
        </div>
        <a href="#accounts">{t('accounts')}</a>
        <a href="#notices">{t('notices')}</a>
        <a href="#passphrase">{t('passphrase')}</a>
        <a href="#buttons">{t('buttons')}</a>
        <a href="#temporary">{t('ts_title')}</a>
        <a href="#general">{t('general')}</a>
        <a href="#about">{t('about')}</a>
      </nav>
      {part.part === 'temporary' ? (
        <main>{TemporaryPage ? <TemporaryPage accounts={standing.accounts} /> : <Ghosts />}</main>
      ) : (
        <main>
          <AccountsSection standing={standing} locked={locked} part={part} />
          <NoticesSection />
          <PassphraseSection vault={vault} />
          <ButtonSites />
          <GeneralSection />
          <AboutSection />
        </main>
      )}
    </div>
  );
}

interface AccountsSectionProps {
  readonly standing: ReturnType<typeof useStanding>;
  /** The passphrase is waited for. */
  readonly locked: boolean;
  /** Where the address led; each time another object. */
  readonly part: OptionsPart;
}

function AccountsSection({ standing, locked, part }: AccountsSectionProps) {
  const { t } = useWorld().i18n;
  const { accounts } = standing;
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<AccountId>();
  const [address, setAddress] = useState(emptyAddress);
  const [done, setDone] = useState<Done>();
  const { showPicture, dialog } = useSignInDialog(accounts);
  // An address opens a form and closes none: what was typed stays while other parts are looked at.
  useEffect(() => {
    if (part.part === 'add') setAdding(true);
    else if (part.part === 'password') setEdited(part.accountId);
    else return;
    // So that the same button in the popup opens the form again.
    history.replaceState(null, '', '#accounts');
  }, [part]);

  const added = (name: string, accountId: AccountId) => {
    setAdding(false);
    showPicture(accountId);
    setDone({ name, accountId });
  };
  return (
    <section id="accounts" aria-labelledby="accounts-title">
      <header>
        <h1 id="accounts-title">{t('accounts')}</h1>
        <p class="small muted">{t('options_accounts_note')}</p>
      </header>
      <div class="card">
        {locked && !adding && <UnlockBar />}
        {accounts.length === 0 && <p class="setting muted">{t('no_accounts')}</p>}
        <AccountTable views={accounts} edited={edited} edit={setEdited} />
        <div class="setting">
          {!adding && (
            <Button look="main" onClick={() => setAdding(true)}>
              <Icon name="plus" />
              {t('add_account')}
            </Button>
          )}
          <p class="small muted grow" role="status">
            {(done && doneWords(done, accounts, t)) || (accounts.length > 1 ? t('order_hint') : '')}
          </p>
        </div>
      </div>
      {adding && (
        <section aria-labelledby="add-title" class="add">
          <h2 id="add-title">{t('add_account')}</h2>
          {locked ? (
            <UnlockToAdd />
          ) : (
            <AddForm
              others={accounts.map((view) => view.account)}
              address={address}
              onAddress={setAddress}
              added={added}
              cancel={() => setAdding(false)}
            />
          )}
        </section>
      )}
      {dialog}
    </section>
  );
}

function GeneralSection() {
  const { t } = useWorld().i18n;
  return (
    <section id="general" aria-labelledby="general-title">
      <header>
        <h1 id="general-title">{t('general')}</h1>
      </header>
      <div class="card">
        <CheckEvery />
        <HearLive />
        <KeepHistory />
        <UndoSend />
        <AwayChoice />
        <CountRequests />
        <BesidePage />
        <KeepRunning />
        <Setting title={t('language')} note={t('language_note')}>
          <span>{t('language_name')}</span>
        </Setting>
        <Setting title={t('theme')} note={t('theme_note')}>
          <span>{t('theme_system')}</span>
        </Setting>
      </div>
    </section>
  );
}

function AboutSection() {
  const { i18n, version } = useWorld();
  const { t } = i18n;
  return (
    <section id="about" aria-labelledby="about-title">
      <header>
        <h1 id="about-title">{t('about')}</h1>
      </header>
      <div class="card">
        <p class="setting">{t('about_privacy')}</p>
        <p class="setting">{t('about_closed')}</p>
        <p class="setting">
          <span class="grow">{t('version')}</span>
          <span class="number">{version}</span>
        </p>
      </div>
    </section>
  );
}
