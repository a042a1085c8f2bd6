import { useState } from 'preact/hooks';
import type { FoundServer } from '../../lib/messaging/page-calls';
import { Button } from '../parts/button';
import { Icon } from '../parts/glyph';
import { useFailureToast } from '../parts/toast';
import { useWorld } from '../world';

/** Any port of this machine: a permission names no ports. */
const thisMachine = 'http://127.0.0.1/';

type Look = 'not-yet' | 'looking' | 'not-allowed' | readonly FoundServer[];

/** Looks for servers on this computer when it is asked to; the one that is chosen fills the address in. */
export function LookAround({ choose }: { readonly choose: (server: string) => void }) {
  const { i18n, ask, requestServer } = useWorld();
  const { t } = i18n;
  const failed = useFailureToast();
  const [look, setLook] = useState<Look>('not-yet');

  const begin = async () => {
    // First thing after the click, with no await before it: browsers ask for a permission only then.
    const allowed = requestServer(thisMachine);
    setLook('looking');
    if (!(await allowed)) return setLook('not-allowed');
    const answer = await ask('account.lookAround', {});
    setLook(failed(answer) && answer.ok ? answer.value : 'not-yet');
  };

  return (
    <div class="look-around">
      <Button disabled={look === 'looking'} onClick={begin}>
        <Icon name="search" />
        {t(look === 'looking' ? 'look_looking' : 'look_begin')}
      </Button>
      <div role="status" class="small">
        {look === 'not-yet' && <p class="muted">{t('look_note')}</p>}
        {look === 'not-allowed' && <p class="muted">{t('add_no_permission')}</p>}
        {Array.isArray(look) && look.length === 0 && <p>{t('look_nobody')}</p>}
      </div>
      {Array.isArray(look) && look.length > 0 && (
        <ul class="look-found" aria-label={t('look_found')}>
          {look.map((found: FoundServer) => (
            <li key={found.server}>
              <FoundRow found={found} choose={choose} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function FoundRow({ found, choose }: { readonly found: FoundServer; readonly choose: (server: string) => void }) {
  const { t } = useWorld().i18n;
  const { server, number, nick, known } = found;
  const host = new URL(server).host;
  return (
    <button type="button" class="btn look-row" disabled={known} onClick={() => choose(host)}>
      <span class="number">{host}</span>
      <span class="grow look-who">{number ? t('look_who', nick ?? number, number) : t('look_token')}</span>
      {known && <span class="muted">{t('look_known')}</span>}
    </button>
  );
}
