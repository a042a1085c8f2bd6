import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import { Choice } from './choice';
import { lockMinutes, lockOptions } from './lock-options';
import { useSettings } from './use-settings';

/** When it locks by itself. */
export function LockChoices({ lockOnStart }: { lockOnStart: boolean }) {
  const { i18n, ask } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [current, choose] = useSettings();
  const chooseStart = async (on: boolean) => void failed(await ask('vault.lockOnStart', { on }));
  return (
    <>
      <Choice
        id="lock-away"
        title={t('lock_away')}
        note={t('lock_away_note')}
        lies="wraps"
        value={current && (current.lockAfter ?? 'never')}
        options={lockOptions(t)}
        choose={(chosen) => void choose({ lockAfter: lockMinutes(chosen) })}
      />
      <Choice
        id="lock-start"
        title={t('lock_start')}
        note={t(lockOnStart ? 'lock_start_note' : 'lock_start_not_note')}
        lies="wraps"
        value={lockOnStart ? 'yes' : 'no'}
        options={[
          ['yes', t('lock_start_yes')],
          ['no', t('lock_start_no')],
        ]}
        choose={(chosen) => void chooseStart(chosen === 'yes')}
      />
    </>
  );
}
