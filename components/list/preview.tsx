import { cleanName } from '../../lib/format/name';
import { previewLine } from '../../lib/format/preview';
import { peerKind } from '../../lib/model/ids';
import type { ConversationView } from '../../lib/store/read';
import { plainWords } from '../plain-words';
import { useWorld } from '../world';

interface PreviewProps {
  readonly view: ConversationView;
  readonly draft: string | undefined;
}

/** The newest message in one line; a reply in trouble and a draft say so in place of its start. */
export function Preview({ view, draft }: PreviewProps) {
  const { t } = useWorld().i18n;
  const { preview, peer } = view.conversation;
  const words = preview.parts ? plainWords(preview.parts, t) : preview.text;
  const text = preview.recalled ? t('recalled') : previewLine(words);
  if (preview.delivery === 'failed') {
    return (
      <span class="cut bad">
        {t('preview_failed')} {text}
      </span>
    );
  }
  if (preview.delivery === 'uncertain') {
    return (
      <span class="cut warn">
        {t('preview_unsure')} {text}
      </span>
    );
  }
  if (draft) {
    return (
      <>
        <span class="warn">{t('preview_draft')}</span>
        <span class="cut">{previewLine(draft)}</span>
      </>
    );
  }
  const sender = peerKind(peer) === 'u' || preview.direction === 'out' ? '' : cleanName(preview.senderName ?? '');
  return <span class="cut">{sender ? t('preview_from', sender, text) : text}</span>;
}
