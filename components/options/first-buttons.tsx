import { useEffect, useState } from 'preact/hooks';
import type { MessageKey } from '../../lib/i18n/i18n';
import { allSites } from '../../lib/settings/site-host';
import { Button } from '../parts/button';
import { useToasts } from '../parts/toast';
import { useWorld } from '../world';

type Choice = 'all' | 'each' | 'later';
const followUp: Readonly<Record<Choice, MessageKey>> = {
  all: 'first_buttons_all_done',
  each: 'first_buttons_each_how',
  later: 'first_buttons_later_how',
};

/** The end of the first run: whether old QQ pictures may come alive, and where. Nothing is allowed unless chosen. */
export function FirstButtons() {
  const { ask, i18n, requestSites } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const [choice, setChoice] = useState<Choice>();
  useEffect(() => {
    void ask('site.list', {}).then((answer) => {
      if (answer.ok && answer.value?.all) setChoice('all');
    });
  }, [ask]);

  const all = async () => {
    if (await requestSites(allSites)) setChoice('all');
    else show({ text: t('buttons_withheld') });
  };
  return (
    <section class="first-buttons" aria-labelledby="first-buttons">
      <h3 id="first-buttons" class="strong">
        {t('buttons')}
      </h3>
      <p class="small muted">{t('buttons_note')}</p>
      <p class="small muted">
        <span class="strong">{t('buttons_all')}</span> · {t('buttons_all_note')}
      </p>
      {choice !== 'all' && (
        <div class="line form-acts">
          <Button onClick={() => void all()}>{t('buttons_all_allow')}</Button>
          <Button aria-pressed={choice === 'each'} onClick={() => setChoice('each')}>
            {t('first_buttons_each')}
          </Button>
          <Button aria-pressed={choice === 'later'} onClick={() => setChoice('later')}>
            {t('first_buttons_later')}
          </Button>
        </div>
      )}
      <p class="small" role="status">
        {choice && t(followUp[choice])}
      </p>
    </section>
  );
}
