import type { Conversation } from '../model/conversation';
import { given } from '../model/given';
import type { Message } from '../model/message';
import { planPreview } from './conversation-plan';

/** A conversation with its messages, or with the last of them, in their order. */
export interface Side {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
}

export interface Merged {
  /** As it is once both are one; `attention` is still the one of before. */
  readonly conversation: Conversation;
  /** Every message that gets another place, with the place it had. */
  readonly moved: readonly { readonly from: Message; readonly to: Message }[];
}

/**
 * Two conversations that turn out to be one, pure. They came in side by side, so they stand in the order in which they
 * came in. One mark says what was read: it stays before the first that was not, on either side, so that nothing unread
 * is passed over.
 *
 * @param home what it is from now on, with its messages from when the other side began.
 * @param guest what was kept apart, with all its messages, already under their new names.
 */
export function planMerge(home: Side, guest: Side): Merged {
  const start = home.messages[0]?.ordinal ?? home.conversation.lastOrdinal + 1;
  const ordered = inOrder(home.messages, guest.messages);
  const { accountId, peer } = home.conversation;
  const moved = ordered.map((from, n) => ({ from, to: { ...from, accountId, peer, ordinal: start + n } }));

  const isUnread = (message: Message) =>
    message.direction === 'in' &&
    message.ordinal > (guest.messages.includes(message) ? guest : home).conversation.readThrough;
  const tail = home.messages.filter(isUnread);
  const older = {
    unread: home.conversation.unread - tail.length,
    mentions: home.conversation.mentions - tail.filter(({ mention }) => mention).length,
  };
  const lastOrdinal = Math.max(home.conversation.lastOrdinal, start + ordered.length - 1);
  const first = ordered.findIndex(isUnread);
  const readThrough = older.unread > 0 ? home.conversation.readThrough : first < 0 ? lastOrdinal : start + first - 1;
  const left = moved.flatMap(({ to }) => (to.direction === 'in' && to.ordinal > readThrough ? [to] : []));
  const newest = moved.at(-1)?.to;
  const heard = Math.max(home.conversation.heard ?? 0, guest.conversation.heard ?? 0);
  const since = waitingSince(home.conversation, ordered);
  const { waiting: _, ...rest } = { ...decisions(guest.conversation), ...home.conversation };
  const conversation: Conversation = {
    ...rest,
    lastOrdinal,
    readThrough,
    unread: older.unread + left.length,
    mentions: older.mentions + left.filter(({ mention }) => mention).length,
    recent: Math.max(home.conversation.recent, guest.conversation.recent),
    ...(newest && { preview: planPreview(newest) }),
    ...(heard > 0 && { heard }),
    ...(since !== undefined && { waiting: since }),
  };
  return { conversation, moved };
}

/** Each side keeps its own order; between them the moment of arrival decides. */
function inOrder(home: readonly Message[], guest: readonly Message[]): Message[] {
  const ordered: Message[] = [];
  let at = 0;
  for (const message of home) {
    for (let next = guest[at]; next && next.at < message.at; next = guest[at]) {
      ordered.push(next);
      at++;
    }
    ordered.push(message);
  }
  return [...ordered, ...guest.slice(at)];
}

/** What the person decided about the one holds for both, unless they decided otherwise about the other. */
function decisions({ mutedUntil, pinned, loud, always, nick }: Conversation): Partial<Conversation> {
  return given({ mutedUntil, pinned, loud, always, nick });
}

/** Since when an answer is owed: the first of those at the end that came in one after the other. */
function waitingSince(home: Conversation, ordered: readonly Message[]): number | undefined {
  const answered = ordered.findLastIndex(({ direction }) => direction === 'out');
  const first = ordered[answered + 1];
  if (answered >= 0 || first === undefined) return first?.at;
  return Math.min(home.waiting ?? first.at, first.at);
}
