import { useState } from 'preact/hooks';
import { splitLinks } from '../../lib/format/links';
import type { Message, Part } from '../../lib/model/message';
import { partWords } from '../plain-words';
import { useWorld } from '../world';
import { firstRoom, planFold } from './fold';
import { Quote } from './quote';

interface WordsProps {
  readonly message: Message;
  /** The message it answers, where that is here. */
  readonly quoted: Message | undefined;
  readonly jump: (ordinal: number) => void;
}

/** What somebody wrote, as text wherever text can say it. Words that are links can be clicked. */
export function Words({ message, quoted, jump }: WordsProps) {
  const { i18n } = useWorld();
  const [room, setRoom] = useState(firstRoom);
  const { parts, left } = planFold(message.parts ?? [{ kind: 'text', text: message.text }], room);
  return (
    <>
      {parts.map((part, n) =>
        part.kind === 'quote' ? (
          <Quote key={n} of={quoted} jump={jump} />
        ) : (
          <PartView key={n} part={part} cut={left > 0 && n === parts.length - 1} />
        ),
      )}
      {left > 0 && '…'}
      {left > 0 && (
        <button type="button" class="link fold" onClick={() => setRoom(room * 10)}>
          {i18n.t('fold_more', left.toLocaleString(i18n.locale))}
        </button>
      )}
    </>
  );
}

/** `cut`: the text goes on, so an address that ends with it is only the half of one. */
function PartView({ part, cut }: { part: Exclude<Part, { kind: 'quote' }>; cut: boolean }) {
  const { t } = useWorld().i18n;
  switch (part.kind) {
    case 'text':
      return <Linked text={part.text} cut={cut} />;
    case 'mention':
      return <strong class="apart">{partWords(part, t)}</strong>;
    case 'picture':
      return isWeb(part.url) ? <Picture url={part.url} name={partWords(part, t)} /> : <Kind part={part} />;
    default:
      return <Kind part={part} />;
  }
}

/** What text cannot show is named; where it has an address, a click opens it in a tab of its own. */
function Kind({ part }: { part: Exclude<Part, { kind: 'text' | 'mention' | 'quote' }> }) {
  const { t } = useWorld().i18n;
  const words = partWords(part, t);
  if (!('url' in part) || !isWeb(part.url)) return <span class="muted apart">{words}</span>;
  const title = t('part_open_note', new URL(part.url).host);
  return (
    <a class="apart" href={part.url} target="_blank" rel="noreferrer noopener" title={title}>
      {words}
    </a>
  );
}

/** Loading a picture tells its host who looks, and when: so only a click does. */
function Picture({ url, name }: { url: string; name: string }) {
  const { t } = useWorld().i18n;
  const [shown, setShown] = useState<'no' | 'yes' | 'broken'>('no');
  if (shown === 'yes') {
    const broken = () => setShown('broken');
    return <img class="picture" src={url} alt={name} referrerpolicy="no-referrer" onError={broken} />;
  }
  return (
    <span class="picture-place apart">
      <span class="muted">{name}</span>
      <button
        type="button"
        class="link"
        title={t('part_picture_note', new URL(url).host)}
        onClick={() => setShown('yes')}
      >
        {t(shown === 'broken' ? 'part_picture_again' : 'part_picture_show')}
      </button>
    </span>
  );
}

function isWeb(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url);
}

function Linked({ text, cut }: { text: string; cut: boolean }) {
  const { t } = useWorld().i18n;
  const pieces = splitLinks(text);
  return (
    <>
      {pieces.map((piece, n) =>
        piece.kind === 'text' || (cut && n === pieces.length - 1) ? (
          piece.text
        ) : (
          <span key={n}>
            <a class="apart" href={piece.text} target="_blank" rel="noreferrer noopener">
              {piece.text}
            </a>
            {piece.host && <span class="small muted apart"> {t('link_host', piece.host)}</span>}
          </span>
        ),
      )}
    </>
  );
}
