import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Message } from '../../lib/model/message';
import type { AccountView, ConversationView } from '../../lib/store/read';
import { peerName } from '../names';
import type { ActWords } from '../use-acts';
import { useWorld } from '../world';
import { Bubble } from './bubble';
import type { BubbleActs } from './bubble-menu';
import { GapNote } from './gap-note';
import { type LogItem, planLog } from './plan-log';
import type { ReplyActs } from './reply-state';
import { useBubbleActs } from './use-bubble-acts';
import type { Messages } from './use-messages';
import { useReadMark } from './use-read-mark';

/** So near to the end, in pixels, a person counts as reading the newest message. */
const nearEnd = 40;

interface MessageLogProps {
  readonly view: ConversationView;
  readonly colour: number;
  readonly messages: Messages;
  readonly acts: ReplyActs;
  readonly account: AccountView | undefined;
  readonly quote: (message: Message) => void;
}

/** Newest at the bottom; older ones come in above as one scrolls up, and nothing on the screen moves for them. */
export function MessageLog({ view, colour, messages, acts, account, quote }: MessageLogProps) {
  const { i18n } = useWorld();
  const box = useRef<HTMLDivElement>(null);
  // The height and place before a drawing: what is needed to keep the place after it.
  const before = useRef({ height: 0, first: 0, last: 0, atEnd: true });
  const [unseen, setUnseen] = useState(0);
  const { rows, whole } = messages;
  const items = useMemo(() => planLog(rows, messages.gaps, whole), [rows, messages.gaps, whole]);
  const markRead = useReadMark(view, box);
  const { tools, recallOf, endRecall } = useBubbleActs(account, messages, box, quote);

  useLayoutEffect(() => {
    const node = box.current;
    if (node === null) return;
    const first = rows[0]?.ordinal ?? 0;
    const last = rows.at(-1)?.ordinal ?? 0;
    const was = before.current;
    const mine = rows.at(-1)?.direction === 'out' && last > was.last;
    if (was.atEnd || mine || was.last === 0) {
      node.scrollTop = node.scrollHeight;
      setUnseen(0);
    } else {
      if (first < was.first) node.scrollTop += node.scrollHeight - was.height;
      setUnseen(rows.filter((row) => row.ordinal > was.last && row.direction === 'in').length);
    }
    const stays = was.atEnd || mine || was.last === 0;
    before.current = { height: node.scrollHeight, first, last: stays ? last : was.last, atEnd: stays };
    markRead();
  }, [rows, items, markRead]);

  const onScroll = useCallback(() => {
    const node = box.current;
    if (node === null) return;
    const atEnd = node.scrollHeight - node.scrollTop - node.clientHeight < nearEnd;
    before.current = { ...before.current, height: node.scrollHeight, atEnd };
    if (atEnd) {
      before.current.last = rows.at(-1)?.ordinal ?? 0;
      setUnseen(0);
    }
    if (node.scrollTop < 200) messages.older();
    markRead();
  }, [rows, messages.older, markRead]);

  useEffect(() => {
    window.addEventListener('focus', markRead);
    document.addEventListener('visibilitychange', markRead);
    return () => {
      window.removeEventListener('focus', markRead);
      document.removeEventListener('visibilitychange', markRead);
    };
  }, [markRead]);

  // The composer grows and the window changes: who was at the end stays there.
  useEffect(() => {
    if (box.current === null || typeof ResizeObserver === 'undefined') return;
    const node = box.current;
    const observer = new ResizeObserver(() => {
      if (before.current.atEnd) node.scrollTop = node.scrollHeight;
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };

  return (
    <div class="log-frame">
      <div
        ref={box}
        class={`log a${colour}`}
        role="log"
        aria-label={i18n.t('messages_with', peerName(view))}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        {items.map((item, n) => (
          <Item
            key={item.key}
            item={item}
            previous={items[n - 1]}
            messages={messages}
            acts={acts}
            tools={tools}
            recallOf={recallOf}
            endRecall={endRecall}
          />
        ))}
      </div>
      {unseen > 0 && (
        <button type="button" class="new-pill below" onClick={toEnd}>
          {i18n.plural('new', unseen)}
        </button>
      )}
    </div>
  );
}

interface ItemProps {
  readonly item: LogItem;
  readonly previous: LogItem | undefined;
  readonly messages: Messages;
  readonly acts: ReplyActs;
  readonly tools: BubbleActs;
  readonly recallOf: (message: Message) => ActWords | undefined;
  readonly endRecall: (message: Message) => void;
}

function Item({ item, previous, messages, acts, tools, recallOf, endRecall }: ItemProps) {
  const { clock, now } = useWorld();
  if (item.kind === 'gap') return <GapNote gap={item.gap} />;
  if (item.kind === 'time') return <p class="time">{clock.dayAndHour(item.at, now())}</p>;
  const { message } = item;
  const joined =
    previous?.kind === 'message' &&
    previous.message.direction === message.direction &&
    previous.message.sender === message.sender;
  const quote = message.parts?.find((part) => part.kind === 'quote');
  return (
    <Bubble
      message={message}
      joined={joined}
      outbox={messages.outbox.get(message.remoteKey)}
      acts={acts}
      tools={tools}
      quoted={quote && messages.quoted.get(quote.key)}
      recall={recallOf(message)}
      endRecall={endRecall}
      last={message === messages.rows.at(-1)}
    />
  );
}
