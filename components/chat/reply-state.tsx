import { wordKey } from '../../lib/i18n/i18n';
import type { Message } from '../../lib/model/message';
import type { OutboxRow } from '../../lib/store/schema';
import { useNow } from '../now';
import { Glyph, Icon } from '../parts/glyph';
import { durationWords } from '../words';
import { useWorld } from '../world';

export interface ReplyActs {
  readonly cancel: (outboxId: string, text: string) => void;
  readonly settle: (message: Message, as: 'again' | 'arrived' | 'dropped') => void;
}

interface ReplyStateProps {
  readonly message: Message;
  readonly outbox: OutboxRow | undefined;
  readonly acts: ReplyActs;
}

/** How far a reply got. Nothing under one that was sent; nothing here is ever sent again by itself. */
export function ReplyState({ message, outbox, acts }: ReplyStateProps) {
  const { t } = useWorld().i18n;
  switch (message.delivery) {
    case 'queued':
      return <Leaving outbox={outbox} acts={acts} />;
    case 'sending':
      return (
        <p class="after">
          <Glyph name="waiting" />
          <span>{t('reply_sending')}</span>
        </p>
      );
    case 'failed':
      return (
        <p class="after">
          <span class="bad cut">
            {message.trouble ? t('reply_failed', t(wordKey('reply', message.trouble))) : t('reply_failed_plain')}
          </span>
          <Act label={t('retry')} run={() => acts.settle(message, 'again')} />
          <Act label={t('delete')} run={() => acts.settle(message, 'dropped')} />
        </p>
      );
    case 'uncertain':
      return (
        <p class="after">
          <span class="warn cut">{t('reply_uncertain')}</span>
          <Act label={t('reply_again')} run={() => acts.settle(message, 'again')} />
          <Act label={t('reply_arrived')} run={() => acts.settle(message, 'arrived')} />
        </p>
      );
    default:
      return null;
  }
}

/** Waiting to leave, with the seconds left, and a way to take it back until then. */
function Leaving({ outbox, acts }: { outbox: OutboxRow | undefined; acts: ReplyActs }) {
  const { t } = useWorld().i18n;
  const left = outbox === undefined ? 0 : outbox.notBefore - useNow();
  const seconds = Math.ceil(left / 1000);
  return (
    <p class="after">
      {left > 0 && seconds < 100 ? (
        <span class="ring" aria-hidden="true">
          {seconds}
        </span>
      ) : (
        <Icon name="clock" />
      )}
      <span>
        {left > 0
          ? t(outbox?.otherAccount ? 'reply_leaves_other' : 'reply_leaves', durationWords(t, left + 999))
          : t('reply_queued')}
      </span>
      {outbox && <Act label={t('undo')} run={() => acts.cancel(outbox.id, outbox.text)} />}
    </p>
  );
}

function Act({ label, run }: { label: string; run: () => void }) {
  return (
    <button type="button" class="link" onClick={run}>
      {label}
    </button>
  );
}
