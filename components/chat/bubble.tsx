import { cleanName } from '../../lib/format/name';
import type { Message } from '../../lib/model/message';
import type { OutboxRow } from '../../lib/store/schema';
import { memo } from '../list/memo';
import { isGroup } from '../names';
import type { ActWords } from '../use-acts';
import { useWorld } from '../world';
import { type BubbleActs, BubbleMenu } from './bubble-menu';
import { Words } from './parts';
import { writtenAt } from './plan-log';
import { type ReplyActs, ReplyState } from './reply-state';

interface BubbleProps {
  readonly message: Message;
  /** Whether the message before is by the same person: then they stand closer. */
  readonly joined: boolean;
  readonly outbox: OutboxRow | undefined;
  readonly acts: ReplyActs;
  readonly tools: BubbleActs;
  /** The message it answers, where that is here. */
  readonly quoted: Message | undefined;
  /** How the act of taking it back stands. */
  readonly recall: ActWords | undefined;
  readonly endRecall: (message: Message) => void;
  /** The newest: the one whose menu the tab key reaches. */
  readonly last: boolean;
}

/** Somebody else's words are text, whatever they look like: nothing in them is ever markup. */
export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { message, joined, outbox, acts, tools, recall } = props;
  const { i18n, clock } = useWorld();
  const mine = message.direction === 'out';
  const many = isGroup(message.peer);
  const state = mine ? ` me ${message.delivery ?? 'sent'}` : '';
  return (
    <div class={`said${mine ? ' mine' : ''}${joined ? ' joined' : ''}`} data-ordinal={message.ordinal}>
      {many && !mine && !joined && <span class="sender">{cleanName(message.senderName ?? '') || message.sender}</span>}
      <div class="bubble-line">
        <div
          class={`bubble${state}${message.recalled ? ' recalled' : ''}`}
          title={clock.exact(writtenAt(message))}
          dir="auto"
        >
          {mine && <span class="hidden">{i18n.t('you_sent')}</span>}
          <Words message={message} quoted={props.quoted} jump={tools.jump} />
        </div>
        <BubbleMenu message={message} acts={tools} last={props.last} />
      </div>
      {message.recalled && <p class="after">{i18n.t(mine ? 'recalled_mine' : 'recalled')}</p>}
      {recall && !message.recalled && (
        <p class="after">
          <span class={`cut ${recall.tone}`}>{recall.text}</span>
          {recall.again && (
            <button type="button" class="link" onClick={recall.again}>
              {i18n.t('retry')}
            </button>
          )}
          {recall.ended && (
            <button type="button" class="link" onClick={() => props.endRecall(message)}>
              {i18n.t('put_aside')}
            </button>
          )}
        </p>
      )}
      {message.sentAfter !== undefined && (
        <p class="after">
          {i18n.t('late', clock.hour(message.at, message.at), clock.hour(message.sentAfter, message.at))}
        </p>
      )}
      {mine && <ReplyState message={message} outbox={outbox} acts={acts} />}
    </div>
  );
});
