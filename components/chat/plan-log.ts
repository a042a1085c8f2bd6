import { isOnlyLate } from '../../lib/model/event';
import type { EpochMs } from '../../lib/model/ids';
import type { Message } from '../../lib/model/message';
import type { GapRow } from '../../lib/store/schema';

/** Silence after which the time is written between two messages. */
const silenceMs = 10 * 60_000;

export type LogItem =
  | { readonly kind: 'time'; readonly key: string; readonly at: EpochMs }
  | { readonly kind: 'gap'; readonly key: string; readonly gap: GapRow }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message };

/**
 * When a message was written, as far as anybody knows: HTTP QQ tells no time, so it is when it came. Nothing was
 * written after it came: a server whose clock is ahead must not keep later messages without a time.
 */
export function writtenAt(message: Message): EpochMs {
  return Math.min(message.sentAt ?? message.at, message.at);
}

/**
 * Messages in the order they were stored, with what stands between them. A gap is told before the first message that
 * came after it began; one that began before the oldest message shown belongs further up and is left to it.
 *
 * @param whole true where the oldest message of all is among `messages`.
 */
export function planLog(messages: readonly Message[], gaps: readonly GapRow[], whole: boolean): LogItem[] {
  const items: LogItem[] = [];
  const waiting = [...gaps].sort((a, b) => a.from - b.from);
  let last: EpochMs | undefined;
  for (const message of messages) {
    while (waiting[0] !== undefined && waiting[0].from < message.at) {
      const gap = waiting.shift();
      if (gap && (items.length > 0 || whole) && concerns(gap, message)) items.push(gapItem(gap));
    }
    const at = writtenAt(message);
    // Only after a longer silence: messages that the server hands over together may be minutes out of order.
    if (last === undefined || at - last > silenceMs) items.push({ kind: 'time', key: `time ${message.ordinal}`, at });
    last = at;
    items.push({ kind: 'message', key: message.remoteKey, message });
  }
  for (const [n, gap] of waiting.entries()) {
    if (n === waiting.length - 1 || !isOnlyLate(gap.why)) items.push(gapItem(gap));
  }
  return items;
}

function gapItem(gap: GapRow): LogItem {
  return { kind: 'gap', key: `gap ${gap.from}`, gap };
}

/**
 * A laptop sleeps ten times a day. Where that cost nothing, it is told only beside a message that it held up; the list
 * has told of the others.
 */
function concerns(gap: GapRow, message: Message): boolean {
  return !isOnlyLate(gap.why) || (message.sentAfter ?? message.sentAt ?? message.at) < gap.to;
}
