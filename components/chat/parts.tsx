import { useState } from 'preact/hooks';
import { splitLinks } from '../../lib/format/links';
import { cleanName } from '../../lib/format/name';
import { wordKey } from '../../lib/i18n/i18n';
import type { Message, Part } from '../../lib/model/message';
import { useWorld } from '../world';

/** What somebody wrote, as text wherever text can say it. Words that are links can be clicked. */
export function Words({ message }: { message: Message }) {
  const parts = message.parts ?? [{ kind: 'text', text: message.text } as const];
  return (
    <>
      {parts.map((part, n) => (
        <PartView key={n} part={part} />
      ))}
    </>
  );
}

function PartView({ part }: { part: Part }) {
  const { t } = useWorld().i18n;
  switch (part.kind) {
    case 'text':
      return <Linked text={part.text} />;
    case 'mention':
      return <strong>@{part.number === 'all' ? t('everybody') : cleanName(part.name ?? '') || part.number}</strong>;
    case 'quote':
      return <span class="small muted part">{t('part_quote')}</span>;
    case 'picture':
      return part.url ? <Picture url={part.url} /> : <Kind part={part} />;
    default:
      return <Kind part={part} />;
  }
}

function Kind({ part }: { part: Exclude<Part, { kind: 'text' | 'mention' | 'quote' }> }) {
  const { t } = useWorld().i18n;
  const name = part.name === undefined ? '' : ` ${cleanName(part.name)}`;
  return <span class="muted">{`[${t(wordKey('part', part.kind))}${name}]`}</span>;
}

/** Loading a picture tells its host who looks, and when: so only a click does. */
function Picture({ url }: { url: string }) {
  const { t } = useWorld().i18n;
  const [shown, setShown] = useState(false);
  if (!/^https?:\/\//.test(url)) return <span class="muted">[{t('part_picture')}]</span>;
  if (shown) return <img class="picture" src={url} alt={t('part_picture')} referrerpolicy="no-referrer" />;
  return (
    <button type="button" class="link" title={t('part_picture_note', new URL(url).host)} onClick={() => setShown(true)}>
      {t('part_picture_show')}
    </button>
  );
}

function Linked({ text }: { text: string }) {
  return (
    <>
      {splitLinks(text).map((piece, n) =>
        piece.kind === 'link' ? (
          <a key={n} href={piece.text} target="_blank" rel="noreferrer noopener">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
