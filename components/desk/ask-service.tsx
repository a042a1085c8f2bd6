import { useState } from 'preact/hooks';
import type { RealNumber } from '../../lib/model/ids';
import { readCallee } from '../../lib/temporary-session/read-callee';
import { Button } from '../parts/button';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';

type Outcome = 'withheld' | 'silent' | 'refused' | 'nobody';

/** A key or a session stands for the person called: its service is asked once who that is, where the person says so. */
export function AskService({ address, told }: { address: string; told: (number: RealNumber) => void }) {
  const { i18n, requestServer, readAnswer } = useWorld();
  const { t } = i18n;
  const [outcome, setOutcome] = useState<Outcome | 'asking'>();
  const url = URL.parse(webAddress(address));
  if (url === null) return null;
  const ask = async () => {
    // First of all: browsers ask only straight from a click.
    if (!(await requestServer(url.origin))) return setOutcome('withheld');
    setOutcome('asking');
    const answer = await readAnswer(url.href);
    if (answer === undefined) return setOutcome('silent');
    if (answer.status >= 400) return setOutcome('refused');
    const number = readCallee(answer.text);
    if (number === undefined) setOutcome('nobody');
    else told(number);
  };
  const words = {
    withheld: t('link_ask_withheld', url.host),
    silent: t('link_ask_silent', url.host),
    refused: t('link_ask_refused', url.host),
    nobody: t('link_ask_nobody', url.host),
  };
  return (
    <>
      <p class="note">
        <Icon name="person" />
        {t('link_no_number', url.host)}
      </p>
      {outcome !== undefined && outcome !== 'asking' && (
        <p class="note amber" role="alert">
          <Icon name="gap" />
          {words[outcome]}
        </p>
      )}
      <div class="line">
        <Button look="main" disabled={outcome === 'asking'} onClick={() => void ask()}>
          {t(outcome === 'asking' ? 'link_asking' : 'link_ask')}
        </Button>
        <a class="btn" target="_blank" rel="noopener noreferrer" href={url.href}>
          {t('link_browser')}
        </a>
      </div>
    </>
  );
}

/** It was read as a link of http or https: anything else never comes here with no number in it. */
function webAddress(text: string): string {
  const address = text.trim();
  return /^https?:\/\//i.test(address) ? address : `https://${address.replace(/^\/\//, '')}`;
}
