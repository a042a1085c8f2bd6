import { useCallback, useState } from 'preact/hooks';
import { planStayOff } from '../../lib/model/stay-off';
import type { AccountView } from '../../lib/store/read';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { useFailureToast } from '../parts/toast';
import type { TruthAct } from '../truth';
import { useWorld } from '../world';
import { useSignInDialog } from './use-sign-in-dialog';

/**
 * Runs the one act an account's truth offers, and asks first where it signs another client out.
 *
 * @param views the accounts it may be run on, as they stand now: what a dialog shows of them follows.
 */
export function useAccountAct(views: readonly AccountView[] = []) {
  const { ask, open, requestServer, i18n, clock, now } = useWorld();
  const failed = useFailureToast();
  const [taken, setTaken] = useState<AccountView>();
  const { t } = i18n;
  const { showPicture, dialog: signIn } = useSignInDialog(views);

  const run = useCallback(
    async (view: AccountView, act: TruthAct) => {
      const accountId = view.account.id;
      switch (act) {
        case 'picture':
          return showPicture(accountId);
        case 'take-back':
          return setTaken(view);
        case 'password':
          return open({ page: 'options', part: 'password', accountId });
        case 'resume':
          return void failed(await ask('account.resume', { accountId }));
        case 'go-online':
          // No password signs it in, so a picture is what follows.
          if (view.session.reason === 'picture-expired') showPicture(accountId);
          return void failed(await ask('setStatus', { accountId, status: 'online' }));
        case 'allow':
          // A prompt may close the popup under our feet; the background watches grants as well.
          if (await requestServer(view.account.server)) failed(await ask('account.takeBack', { accountId }));
          return;
        case 'try-now':
          return void failed(
            view.session.state === 'refused'
              ? await ask('account.takeBack', { accountId })
              : await ask('wake', { why: 'person', accountId }),
          );
      }
    },
    [ask, open, requestServer, failed, showPicture],
  );

  const close = () => setTaken(undefined);
  const choose = async (call: 'account.pause' | 'account.takeBack', how: { until?: 'morning' }) => {
    close();
    if (taken) failed(await ask(call, { accountId: taken.account.id, ...how }));
  };
  const dialog = taken && (
    <Dialog
      title={t('taken_title', taken.account.name)}
      onClose={close}
      actions={
        <>
          <Button onClick={() => choose('account.pause', {})}>{t('taken_wait')}</Button>
          <Button onClick={() => choose('account.pause', { until: 'morning' })}>{t('taken_today')}</Button>
          <Button look="main" onClick={() => choose('account.takeBack', {})}>
            {t('act_take_back')}
          </Button>
        </>
      }
    >
      <p>{t('taken_text', clock.hour(taken.session.since, now()), taken.account.uin)}</p>
      <p class="small muted">{t('taken_today_note', clock.hour(planStayOff(now()), now()))}</p>
    </Dialog>
  );
  return { run, dialog: dialog ?? signIn };
}

export const actKeys = {
  picture: 'act_scan',
  'try-now': 'act_try_now',
  'take-back': 'act_take_back',
  password: 'act_password',
  allow: 'act_allow',
  resume: 'act_resume',
  'go-online': 'act_go_online',
} as const satisfies Record<TruthAct, string>;
