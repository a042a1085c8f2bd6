import { useState } from 'preact/hooks';
import type { MessageKey } from '../../lib/i18n/i18n';
import type { NoticeTried } from '../../lib/messaging/page-calls';
import { Button } from '../parts/button';
import { Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';
import { type Platform, useForms } from './forms';

/** What to look at where nothing was seen, by system: its own settings come first, they are the usual cause. */
const whereToLook: Readonly<Record<Platform, readonly MessageKey[]>> = {
  windows: ['unseen_windows', 'unseen_windows_focus'],
  mac: ['unseen_mac', 'unseen_mac_focus'],
  linux: ['unseen_linux'],
  android: ['unseen_android'],
  other: ['unseen_other'],
};

/** Sends a notification and asks what nobody but the person knows: whether it was to be seen. */
export function NoticeTest() {
  const { ask, i18n } = useWorld();
  const { t } = i18n;
  const { platform } = useForms();
  const failed = useFailureToast();
  const [tried, setTried] = useState<NoticeTried>();
  const [seen, setSeen] = useState<boolean>();
  const [sending, setSending] = useState(false);

  const send = async () => {
    setSending(true);
    setSeen(undefined);
    setTried(undefined);
    const answer = await ask('notice.test', {});
    setSending(false);
    if (failed(answer) && answer.ok) setTried(answer.value);
  };
  const unseen = tried === 'denied' || tried === 'failed' || seen === false;
  return (
    <div class="notice-test">
      <div class="setting">
        <div class="grow">
          <p class="strong">{t('notice_test')}</p>
          <p class="small muted" role="status">
            {t(
              tried === undefined
                ? 'notice_test_note'
                : tried === 'handed-over'
                  ? 'notice_test_sent'
                  : 'notice_test_denied',
            )}
          </p>
        </div>
        <Button disabled={sending} onClick={() => void send()}>
          {t(tried === undefined ? 'notice_test_send' : 'notice_test_again')}
        </Button>
      </div>
      {tried === 'handed-over' && seen === undefined && (
        <div class="setting">
          <p class="strong grow">{t('notice_test_seen')}</p>
          <Button look="main" onClick={() => setSeen(true)}>
            {t('yes')}
          </Button>
          <Button onClick={() => setSeen(false)}>{t('no')}</Button>
        </div>
      )}
      {seen && (
        <p class="setting good" role="status">
          <Icon name="check" />
          {t('notice_test_good')}
        </p>
      )}
      {unseen && (
        <div class="setting" role="status">
          <div class="grow">
            <p class="strong">{t('unseen')}</p>
            <ul class="unseen">
              {whereToLook[platform].map((key) => (
                <li key={key}>{t(key)}</li>
              ))}
              <li>{t('unseen_browser')}</li>
              <li>{t('unseen_anyway')}</li>
            </ul>
          </div>
        </div>
      )}
    </div>
  );
}
