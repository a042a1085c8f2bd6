import type { Account } from '../model/account';
import { type Conversation, type Preview, unreadToCount } from '../model/conversation';
import { type ConversationKey, type EpochMs, peerKind } from '../model/ids';
import type { Message, Part } from '../model/message';

/** The pure half of what a message does to its conversation: its counters are one number (promise 3) because only these change them. */

const longestPreview = 120;
const mostPreviewParts = 8;

export function startConversation([accountId, peer]: ConversationKey, now: EpochMs): Conversation {
  return {
    accountId,
    peer,
    recent: now,
    lastOrdinal: 0,
    readThrough: 0,
    unread: 0,
    mentions: 0,
    preview: { text: '', direction: 'in' },
  };
}

/** One line of at most 120 characters, no half character at its end. */
export function planPreview(message: Message): Preview {
  // Cut before the pattern runs: a text may be two megabytes.
  const line = message.text
    .slice(0, longestPreview * 8)
    .replace(/\s+/gu, ' ')
    .trim();
  return {
    text: [...line].slice(0, longestPreview).join(''),
    direction: message.direction,
    ...(message.senderName !== undefined && { senderName: message.senderName }),
    ...(message.delivery !== undefined && { delivery: message.delivery }),
    ...(message.parts && { parts: message.parts.slice(0, mostPreviewParts).map(planGlance) }),
    ...(message.recalled && { recalled: true }),
  };
}

/** A row shows no pictures and follows no links. */
function planGlance(part: Part): Part {
  if (part.kind === 'text') return { ...part, text: part.text.slice(0, longestPreview * 2) };
  if (!('url' in part)) return part;
  const { url: _, ...rest } = part;
  return rest;
}

/** The newest message came in. */
export function planReceived(conversation: Conversation, message: Message): Conversation {
  return {
    ...withNewest(conversation, message),
    unread: conversation.unread + 1,
    mentions: conversation.mentions + (message.mention ? 1 : 0),
    waiting: conversation.waiting ?? message.at,
    heard: message.at,
    ...(isPerson(conversation) && message.senderName !== undefined && { nick: message.senderName }),
  };
}

/** The newest message is the person's own. What came before it stays unread: replying from here shows no list. */
export function planWritten(conversation: Conversation, message: Message): Conversation {
  const { waiting: _answered, ...rest } = withNewest(conversation, message);
  return rest;
}

/** Written with another client: whoever wrote there has read there. */
export function planWrittenElsewhere(conversation: Conversation, message: Message): Conversation {
  return planRead(planWritten(conversation, message), message.ordinal, { unread: 0, mentions: 0 });
}

/** Read through an ordinal, with what is left past it. */
export function planRead(
  conversation: Conversation,
  readThrough: number,
  left: { readonly unread: number; readonly mentions: number },
): Conversation {
  return { ...conversation, readThrough, ...left };
}

/** A message was taken away, and `remaining` are the newest that stay, newest first. */
export function planRemoved(
  conversation: Conversation,
  removed: Message,
  remaining: readonly Message[],
): Conversation | undefined {
  const { waiting: _was, ...rest } = conversation;
  const newest = remaining[0];
  const wasUnread = removed.direction === 'in' && removed.ordinal > conversation.readThrough;
  // Nothing to show and nothing the person decided about it: the row would only be an empty line in the list.
  const decided = rest.mutedUntil ?? rest.pinned ?? rest.loud ?? rest.always;
  if (newest === undefined && decided === undefined) return undefined;
  const unanswered = remaining
    .slice(
      0,
      lengthWhile(remaining, (m) => m.direction === 'in'),
    )
    .at(-1);
  return {
    ...rest,
    recent: newest?.at ?? rest.recent,
    preview: newest === undefined ? { text: '', direction: 'in' } : planPreview(newest),
    unread: rest.unread - (wasUnread ? 1 : 0),
    mentions: rest.mentions - (wasUnread && removed.mention ? 1 : 0),
    ...(unanswered !== undefined && { waiting: unanswered.at }),
  };
}

/** Of an account about to be removed nothing counts; of a muted one only what breaks through. */
export type Quiet = 'removed' | 'muted' | undefined;

export function quietOf(account: Pick<Account, 'mutedUntil' | 'removeAt'> | undefined): Quiet {
  if (account === undefined || account.removeAt !== undefined) return 'removed';
  return account.mutedUntil === undefined ? undefined : 'muted';
}

/**
 * Last step of every change: membership in the `attention` index. A mute counts for as long as it is written down, so
 * no clock is needed here; `expireMutes` takes it away when its time is over.
 */
export function planAttention(conversation: Conversation, quiet: Quiet): Conversation {
  const { attention: _was, hushed: _before, ...rest } = conversation;
  const row: Conversation = quiet === 'muted' ? { ...rest, hushed: true } : rest;
  return quiet !== 'removed' && unreadToCount(row) > 0 ? { ...row, attention: row.recent } : row;
}

function isPerson({ peer }: Conversation): boolean {
  return peerKind(peer) === 'u' || peerKind(peer) === 's';
}

function withNewest(conversation: Conversation, message: Message): Conversation {
  return {
    ...conversation,
    lastOrdinal: message.ordinal,
    // A clock set back must not bury what just arrived.
    recent: Math.max(conversation.recent, message.at),
    preview: planPreview(message),
  };
}

function lengthWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  const end = items.findIndex((item) => !holds(item));
  return end === -1 ? items.length : end;
}
