import { useState } from 'preact/hooks';
import type { AccountView } from '../../lib/store/read';
import { useSignInDialog } from '../accounts/use-sign-in-dialog';
import { Button } from '../parts/button';
import { Icon, Mark } from '../parts/glyph';
import { useWorld } from '../world';
import { AddForm } from './add-form';
import { type Done, doneWords } from './done';
import { FirstButtons } from './first-buttons';
import { NoticeTest } from './notice-test';
import { emptyAddress } from './protocol-choice';
import { UnlockToAdd } from './unlock-to-add';

/** Where the embedded server listens when it is started by hand (design 9). */
const demoServer = '127.0.0.1:48000';

interface FirstRunPageProps {
  readonly accounts: readonly AccountView[];
  /** The passphrase is waited for. */
  readonly locked: boolean;
}

/** The first page after installing: what this is, what it cannot do, and the form. */
export function FirstRunPage({ accounts, locked }: FirstRunPageProps) {
  const { i18n, open } = useWorld();
  const { t } = i18n;
  const [address, setAddress] = useState(emptyAddress);
  const [done, setDone] = useState<Done>();
  const { showPicture, dialog } = useSignInDialog(accounts);
  return (
    <main class="first-page">
      <header>
        <Mark />
        <h1>{t('first_title')}</h1>
        <p>{t('first_text')}</p>
        <p class="note">
          <Icon name="moon" />
          {t('first_closed')}
        </p>
      </header>
      {done === undefined ? (
        <>
          {locked ? (
            <UnlockToAdd />
          ) : (
            <AddForm
              others={accounts.map((view) => view.account)}
              address={address}
              onAddress={setAddress}
              added={(name, accountId) => {
                setDone({ name, accountId });
                showPicture(accountId);
              }}
            />
          )}
          <aside class="card demo">
            <p class="small muted grow">{t('first_demo')}</p>
            <Button onClick={() => setAddress({ protocol: 'http-qq', server: demoServer })}>
              {t('first_demo_use')}
            </Button>
          </aside>
        </>
      ) : (
        <section class="card form">
          <div role="status">
            <h2>{doneWords(done, accounts, t)}</h2>
          </div>
          <p>{t('first_done_text')}</p>
          <NoticeTest />
          <FirstButtons />
          <div class="line form-acts">
            <Button look="main big" onClick={() => open({ page: 'inbox' })}>
              {t('open_inbox')}
            </Button>
            <Button look="big" onClick={() => setDone(undefined)}>
              {t('add_another')}
            </Button>
          </div>
        </section>
      )}
      {dialog}
    </main>
  );
}
