import { cleanName } from '../../lib/format/name';
import { peerKind } from '../../lib/model/ids';
import type { Message } from '../../lib/model/message';
import type { OutboxRow } from '../../lib/store/schema';
import { memo } from '../list/memo';
import { useWorld } from '../world';
import { Words } from './parts';
import { type ReplyActs, ReplyState } from './reply-state';

interface BubbleProps {
  readonly message: Message;
  /** Whether the message before is by the same person: then they stand closer. */
  readonly joined: boolean;
  readonly outbox: OutboxRow | undefined;
  readonly acts: ReplyActs;
}

/** Somebody else's words are text, whatever they look like: nothing in them is ever markup. */
export const Bubble = memo(function Bubble({ message, joined, outbox, acts }: BubbleProps) {
  const { i18n, clock } = useWorld();
  const mine = message.direction === 'out';
  const many = peerKind(message.peer) === 'g' || peerKind(message.peer) === 'd';
  const state = mine ? ` me ${message.delivery ?? 'sent'}` : '';
  return (
    <div class={`said${mine ? ' mine' : ''}${joined ? ' joined' : ''}`} data-ordinal={message.ordinal}>
      {many && !mine && !joined && <span class="sender">{cleanName(message.senderName ?? '') || message.sender}</span>}
      <p class={`bubble${state}`} title={clock.exact(message.sentAt ?? message.at)} dir="auto">
        {mine && <span class="hidden">{i18n.t('you_sent')}</span>}
        <Words message={message} />
      </p>
      {message.recalled && <p class="after">{i18n.t('recalled')}</p>}
      {message.sentAfter !== undefined && (
        <p class="after">
          {i18n.t('late', clock.hour(message.at, message.at), clock.hour(message.sentAfter, message.at))}
        </p>
      )}
      {mine && <ReplyState message={message} outbox={outbox} acts={acts} />}
    </div>
  );
});
