import type { Account } from '../../lib/model/account';
import { type Conversation, countedUnread, isQuietGroup } from '../../lib/model/conversation';
import type { ConversationView } from '../../lib/store/read';
import { isGroup, kindOf, peerName } from '../names';
import { Count } from '../parts/count';
import type { IconName } from '../parts/drawings';
import { Face } from '../parts/face';
import { Icon } from '../parts/glyph';
import { Tag } from '../parts/tag';
import { MutedMark } from '../quiet/muted-mark';
import { useWorld } from '../world';
import { memo } from './memo';
import { Preview } from './preview';

/** CSS pixels; the list's arithmetic and its styles agree on it. */
export const rowHeight = 52;

export interface RowActs {
  readonly open: (view: ConversationView) => void;
  readonly markRead: (view: ConversationView) => void;
  /** For good, or heard again. */
  readonly mute: (view: ConversationView) => void;
  /** Asks for how long. */
  readonly muteFor: (view: ConversationView) => void;
  /** Every message of a group counts, or only mentions again. */
  readonly loud: (view: ConversationView) => void;
  readonly retry: (view: ConversationView) => void;
}

interface ConversationRowProps {
  readonly view: ConversationView;
  readonly account: Account | undefined;
  readonly draft: string | undefined;
  readonly chosen: boolean;
  /** The one row that the tab key reaches. */
  readonly reachable: boolean;
  /** 0-based place in the list, of how many. */
  readonly index: number;
  readonly of: number;
  readonly muted: boolean;
  readonly time: string;
  readonly acts: RowActs;
}

/** 52 px, always. Its main button spans the row; the small ones lie over it, since buttons may not nest. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { view, account, acts, muted } = props;
  const { i18n, clock } = useWorld();
  const { t } = i18n;
  const { conversation } = view;
  const name = peerName(view);
  const { unread } = conversation;
  const counted = countedUnread(conversation);
  const failed = conversation.preview.delivery === 'failed';
  const kind = kindOf(view);
  const quiet = isQuietGroup(conversation);
  return (
    <li
      class={`conv a${account?.colour ?? 4}${counted > 0 ? ' new' : ''}${props.chosen ? ' on' : ''}`}
      style={{ top: `${props.index * rowHeight}px` }}
      aria-setsize={props.of}
      aria-posinset={props.index + 1}
    >
      <button
        type="button"
        class="conv-open"
        tabIndex={props.reachable ? 0 : -1}
        aria-current={props.chosen ? 'true' : undefined}
        onClick={() => acts.open(view)}
      >
        <Face peer={conversation.peer} name={name} presence={view.presence} stranger={view.stranger} />
        <span class="grow">
          <span class="line">
            <bdi class="name cut">{name}</bdi>
            {kind && <span class="kind">{t(kind)}</span>}
            <time title={clock.exact(conversation.recent)}>{props.time}</time>
          </span>
          <span class="line second">
            {account && <Tag account={account} />}
            {account && <span class="hidden">{account.name}</span>}
            <Preview view={view} draft={props.draft} />
            {!failed && <Unread conversation={conversation} muted={muted} />}
          </span>
        </span>
      </button>
      {failed && (
        <button type="button" class="link row-retry" tabIndex={-1} onClick={() => acts.retry(view)}>
          {t('retry')}
        </button>
      )}
      <span class="row-acts">
        {unread > 0 && <RowTool icon="read" label={t('mark_read')} hint="U" onClick={() => acts.markRead(view)} />}
        {!muted && isGroup(conversation.peer) && (
          <RowTool
            icon={quiet ? 'bell' : 'at'}
            label={t(quiet ? 'loud' : 'quiet')}
            hint="G"
            onClick={() => acts.loud(view)}
          />
        )}
        <RowTool
          icon={muted ? 'bell' : 'mute'}
          label={t(muted ? 'unmute' : 'mute')}
          hint="Shift+M"
          onClick={() => acts.muteFor(view)}
        />
      </span>
    </li>
  );
});

/**
 * Filled number = wants you, with @ where it is only the mentions of what is quiet or muted; outlined number = a quiet
 * group goes on; hollow dot = muted. Different shapes, never only grey.
 */
function Unread({ conversation, muted }: { conversation: Conversation; muted: boolean }) {
  const { unread, always, hushed } = conversation;
  const counted = countedUnread(conversation);
  const onlyMentions = !always && (muted || hushed === true || isQuietGroup(conversation));
  if (counted > 0) return <Count of={counted} mentions={onlyMentions} />;
  return muted ? <MutedMark unread={unread} /> : <Count of={unread} quiet />;
}

function RowTool(props: { icon: IconName; label: string; hint: string; onClick: () => void }) {
  return (
    <button
      type="button"
      class="row-tool"
      tabIndex={-1}
      aria-label={props.label}
      title={`${props.label} (${props.hint})`}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
