import { cleanName } from '../../lib/format/name';
import { previewLine } from '../../lib/format/preview';
import type { Message } from '../../lib/model/message';
import { Tool } from '../parts/tool';
import { plainWords } from '../plain-words';
import { useWorld } from '../world';

/** A message that is answered: who wrote it and its first line, or that it is not here. */
export function Quote({ of, jump }: { of: Message | undefined; jump: (ordinal: number) => void }) {
  const { i18n } = useWorld();
  const { t } = i18n;
  if (of === undefined) return <span class="quote small muted">{t('quote_missing')}</span>;
  return (
    <button type="button" class="quote small" title={t('quote_jump')} onClick={() => jump(of.ordinal)}>
      <QuoteWords of={of} />
    </button>
  );
}

/** Over the composer: what is being answered, until it is sent or let go. */
export function QuoteBar({ of, drop }: { of: Message; drop: () => void }) {
  const { t } = useWorld().i18n;
  return (
    <div class="quote-bar">
      <span class="quote small grow">
        <QuoteWords of={of} />
      </span>
      <Tool icon="close" label={t('quote_drop')} onClick={drop} />
    </div>
  );
}

function QuoteWords({ of }: { of: Message }) {
  const { t } = useWorld().i18n;
  const who = of.direction === 'out' ? t('you') : cleanName(of.senderName ?? '') || of.sender;
  return (
    <>
      <bdi class="strong">{who}</bdi>
      <span class="cut block">{quoteLine(of, t)}</span>
    </>
  );
}

/** The first line of it, in the person's language. */
export function quoteLine(of: Message, t: ReturnType<typeof useWorld>['i18n']['t']): string {
  if (of.recalled) return t('recalled');
  const words = of.parts ? plainWords(of.parts, t) : of.text;
  return previewLine(words.trimStart().split('\n')[0] ?? '');
}
