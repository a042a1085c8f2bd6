import { useEffect, useState } from 'preact/hooks';
import type { SiteStanding } from '../../lib/messaging/site-calls';
import { allSites, patternOf } from '../../lib/settings/site-host';
import { Button } from '../parts/button';
import { Icon } from '../parts/glyph';
import { useFailureToast, useToasts } from '../parts/toast';
import { useWorld } from '../world';

/** Old QQ pictures on the page below the popup: how many, and the three ways to let them live. Nothing where none are. */
export default function SiteRow() {
  const { ask, i18n, tabBelow, requestSites } = useWorld();
  const { t, plural } = i18n;
  const failed = useFailureToast();
  const { show } = useToasts();
  const [tabId, setTab] = useState<number>();
  const [site, setSite] = useState<SiteStanding>();
  useEffect(() => {
    void (async () => {
      const below = await tabBelow();
      setTab(below);
      const answer = below === undefined ? undefined : await ask('site.look', { tabId: below });
      if (answer?.ok) setSite(answer.value);
    })();
  }, [ask, tabBelow]);
  const host = site?.host;
  if (!site || host === undefined || tabId === undefined || site.found === 0) return null;

  const look = async () => {
    const answer = await ask('site.look', { tabId });
    if (answer.ok) setSite(answer.value);
  };
  const now = async () => {
    const answer = await ask('site.show', { tabId });
    if (failed(answer) && answer.ok) setSite({ ...answer.value, shown: answer.value.found });
  };
  // The request comes first, straight from the click, and what is wanted is told meanwhile: a prompt may end the popup.
  const always = async (pattern: string) => {
    const granted = requestSites(pattern);
    if (pattern !== allSites) await ask('site.set', { host, how: 'on' });
    if (!(await granted)) show({ text: t('buttons_withheld') });
    await look();
  };
  const never = async () => {
    failed(await ask('site.set', { host, how: 'off' }));
    await look();
  };
  const live = site.shown > 0;
  const decided = site.allowed === 'named' || site.allowed === 'all';
  return (
    <section class="site-row" aria-label={t('buttons')}>
      <p class="strong">
        <Icon name="person" />
        {live ? plural('site_live', site.shown) : plural('site_found', site.found)}
      </p>
      {site.allowed === 'stopped' ? (
        <p class="small muted">{t('site_stopped')}</p>
      ) : (
        !decided && !live && <p class="small muted">{t('site_why')}</p>
      )}
      <div class="site-acts">
        {!live && <Button onClick={() => void now()}>{t('site_now')}</Button>}
        {site.allowed !== 'named' && <Button onClick={() => void always(patternOf(host))}>{t('site_always')}</Button>}
        {!decided && <Button onClick={() => void always(allSites)}>{t('site_all')}</Button>}
        {decided && <Button onClick={() => void never()}>{t('site_never')}</Button>}
      </div>
    </section>
  );
}
