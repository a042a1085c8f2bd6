import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountId } from '../../lib/model/ids';
import type { AccountView } from '../../lib/store/read';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { useFailureToast, useToasts } from '../parts/toast';
import { describeTruth, hasPicture } from '../truth';
import { useWorld } from '../world';

interface SignInDialogProps {
  /** As it stands now. */
  readonly view: AccountView;
  readonly onClose: () => void;
}

/**
 * The picture that a phone is to scan, and how far it has come. The background fetched it with the account's own
 * cookies: this page asks nobody. It goes by itself once the account is online.
 */
export default function SignInDialog({ view, onClose }: SignInDialogProps) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const failed = useFailureToast();
  const picture = view.session.picture;
  const renewed = useRenewed(picture);
  const over = view.session.state === 'online';

  useEffect(() => {
    if (!over) return;
    show({ text: t('first_done', view.account.name) });
    onClose();
  }, [over]);
  if (over) return null;

  const { account, session } = view;
  const accountId = account.id;
  const again = session.reason === 'picture-expired' || session.state === 'paused';
  const stop = async () => {
    onClose();
    failed(await ask('account.pause', { accountId }));
  };
  const anew = async () => void failed(await ask('account.takeBack', { accountId }));
  const scanned = session.reason === 'confirm-on-phone';
  return (
    <Dialog
      title={t('scan_title', account.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('scan_later')}</Button>
          {again ? (
            <Button look="main" onClick={() => void anew()}>
              {t('scan_anew')}
            </Button>
          ) : (
            <Button onClick={() => void stop()}>{t('scan_stop')}</Button>
          )}
        </>
      }
    >
      <div class={`code${scanned ? ' scanned' : ''}`}>
        {hasPicture(view) && (
          <img
            src={picture}
            alt={t(session.reason === 'type-letters' ? 'letters_picture' : 'scan_picture', account.uin)}
            draggable={false}
          />
        )}
      </div>
      <p class="code-words" role="status">
        {renewed && session.reason === 'scan-picture' && <span class="muted">{t('scan_renewed')} </span>}
        <StateWords view={view} />
      </p>
      {session.reason === 'type-letters' ? (
        <Letters key={picture} accountId={accountId} />
      ) : (
        <p class="small muted">{t('scan_note', account.uin)}</p>
      )}
    </Dialog>
  );
}

const pictureKeys: Readonly<Record<string, 'add_confirm_on_phone' | 'add_type_letters'>> = {
  'confirm-on-phone': 'add_confirm_on_phone',
  'type-letters': 'add_type_letters',
};

/** What the person reads off the picture. Wrong ones bring another picture, and with it an empty field. */
function Letters({ accountId }: { accountId: AccountId }) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [typed, setTyped] = useState('');
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (/^[A-Za-z0-9]{1,12}$/.test(text)) failed(await ask('account.letters', { accountId, text }));
  };
  return (
    <form class="line" onSubmit={(event) => void submit(event)}>
      <input
        class="input grow"
        name="letters"
        aria-label={t('letters')}
        autoComplete="off"
        spellcheck={false}
        maxLength={12}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="btn main" disabled={text === ''}>
        {t('letters_send')}
      </button>
    </form>
  );
}

function StateWords({ view }: { view: AccountView }) {
  const { i18n, clock, now } = useWorld();
  const { reason, state } = view.session;
  if (hasPicture(view)) return <>{i18n.t(pictureKeys[reason ?? ''] ?? 'add_scan_picture')}</>;
  if (state === 'signing-in') return <>{i18n.t('scan_waiting')}</>;
  return <>{describeTruth(view, now(), i18n, clock).spoken}</>;
}

/** Whether another picture has taken the place of the first one. */
function useRenewed(picture: string | undefined): boolean {
  const first = useRef(picture);
  const [renewed, setRenewed] = useState(false);
  useEffect(() => {
    if (picture === undefined) return;
    if (first.current === undefined) first.current = picture;
    else if (first.current !== picture) setRenewed(true);
  }, [picture]);
  return renewed;
}
