import '../styles/link.css';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { useKeys } from '../keys';
import { ScreenTop } from '../parts/screen-top';
import { useWorld } from '../world';
import { LinkField } from './link-field';

interface LinkScreenProps {
  readonly accounts: readonly AccountView[];
  /** A link that a page, the address bar or a paste handed over. */
  readonly typed: string | undefined;
  readonly back: () => void;
  readonly open: (view: ConversationView) => void;
}

/** The popup's place for a link or a number from anywhere. */
export default function LinkScreen({ accounts, typed, back, open }: LinkScreenProps) {
  const { t } = useWorld().i18n;
  useKeys({ Escape: back });
  return (
    <section class="screen" aria-labelledby="link-title">
      <ScreenTop id="link-title" title={t('link_title')} back={back} />
      <div class="link-screen">
        <LinkField accounts={accounts} open={open} typed={typed} focus={typed === undefined} />
        {typed === undefined && <p class="small muted">{t('link_note')}</p>}
      </div>
    </section>
  );
}
